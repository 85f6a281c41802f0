"""Pass holders of one centre and month: who came, came back, helped, organised. Never summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from registry.figures import counts
from registry.figures import room as rooms
from registry.figures.activities import Held
from registry.figures.counts import Arrival
from registry.figures.disclosure import (
    ENOUGH_PASS_VISITS,
    SMALLEST,
    Figure,
    Reason,
    Shown,
    Withheld,
    down,
    least,
    most,
    rounded,
    shown,
    up,
)
from registry.figures.facts import MonthFacts, Role
from registry.figures.room import Room


@dataclass(frozen=True, slots=True)
class People:
    """Numbers of pass holders that may be shown, or are withheld."""

    holders: Figure
    new: Figure
    returning: Figure
    helpers: Figure
    organisers: Figure


def holders(facts: MonthFacts) -> frozenset[str]:
    """The passes used in the month."""
    return frozenset(one.pass_key for one in facts.presences if one.pass_key is not None)


def new(facts: MonthFacts) -> frozenset[str]:
    """The passes used whose first visit was in the month."""
    first = {one.pass_key for one in facts.passes if one.first_visit_on in facts.month}
    return holders(facts) & first


def returning(facts: MonthFacts) -> frozenset[str]:
    """The passes used on two days or more, or used before the month too."""
    days: dict[str, set[date]] = defaultdict(set)
    for one in facts.presences:
        if one.pass_key is not None:
            days[one.pass_key].add(one.day)
    before = {one.pass_key for one in facts.passes if one.first_visit_on < facts.month.first_day}
    return frozenset(key for key, on in days.items() if len(on) > 1 or key in before)


def in_role(facts: MonthFacts, role: Role) -> frozenset[str]:
    """The passes used in a role at least once; who did both is in both."""
    return frozenset(
        one.pass_key for one in facts.presences if one.pass_key is not None and one.role is role
    )


def figures(
    facts: MonthFacts,
    arrived: Sequence[Arrival],
    held: Sequence[Held],
    seen_before: int | None = None,
) -> tuple[People, Figure]:
    """The numbers of people, and of their visits, as they may be shown.

    Each is rounded within what the numbers before it leave (docs/decisions/0019). `seen_before` is
    the most passes that can have been seen in the months before, going by what those print (None:
    that is too long ago to matter).
    """
    room, pass_visits = rooms.of(facts, arrived, held), counts.pass_visits(arrived)
    crowd = len(holders(facts))
    fewest = room.fewest
    if not pass_visits and not facts.was_open:
        return _nobody(Reason.NOTHING_HELD)
    if (
        fewest is None
        or room.visits < ENOUGH_PASS_VISITS + 2
        or pass_visits < ENOUGH_PASS_VISITS
        or crowd < SMALLEST
    ):
        return _nobody(Reason.TOO_FEW_PASS_VISITS)
    here = rounded(crowd, up(fewest), down(room.visits))
    known = here if seen_before is None else min(here, seen_before)
    fresh = rounded(len(new(facts)), up(here - known), here)
    back = _returning(facts, room, here, fresh, seen_before)
    people = People(
        holders=shown(here),
        new=shown(fresh),
        returning=back,
        helpers=shown(rounded(len(in_role(facts, Role.MEEHELPEN)), 0, here)),
        organisers=shown(rounded(len(in_role(facts, Role.ORGANISEREN)), 0, here)),
    )
    return people, _pass_visits(pass_visits, room, here, fresh, back)


def _nobody(reason: Reason) -> tuple[People, Figure]:
    withheld = Withheld(reason)
    return People(*[withheld] * len(fields(People))), withheld


def _returning(
    facts: MonthFacts, room: Room, here: int, fresh: int, seen_before: int | None
) -> Figure:
    """Those who came back, where the other numbers do not tell already how few.

    Who is not new came back; where fewer than twenty people made twenty visits, some came back; and
    so many came a second time at most as there were visits left for it.
    """
    came = range(here + 1)
    needed = next(n for n in came if most(here) - n + room.reach(n) >= ENOUGH_PASS_VISITS)
    low = max(here - fresh, up(needed))
    high = min(here, here - fresh + down(min(room.beside_busiest, room.visits - here)))
    if not low and room.for_back(here, fresh, seen_before) < SMALLEST - 1:
        nobody = seen_before == 0 and not room.beside_busiest
        return Withheld(Reason.NOTHING_HELD if nobody else Reason.PARTS_WITHHELD)
    return shown(rounded(len(returning(facts)), low, high))


def _pass_visits(count: int, room: Room, here: int, fresh: int, back: Figure) -> Figure:
    """The visits with a pass; withheld where they could tell how few people came back."""
    again = back.value if isinstance(back, Shown) else 0
    able = here - least(again) + room.reach(least(again))
    if able < room.visits:
        return Withheld(Reason.PARTS_WITHHELD)
    low = max(ENOUGH_PASS_VISITS, here, fresh + again)
    return shown(rounded(count, low, down(room.visits)))
