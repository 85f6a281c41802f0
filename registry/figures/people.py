"""Pass holders of one centre and month: who came, came back, helped, stayed away. Never summed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from registry.figures import disclosure
from registry.figures.disclosure import Figure
from registry.figures.facts import MonthFacts, Role

_STEPS = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class People:
    """Numbers of pass holders that may be shown, or are withheld.

    `stayed_away` came in the three months before and not in this one; `higher` came in both, now in
    a higher role than then.
    """

    holders: Figure
    new: Figure
    returning: Figure
    helpers: Figure
    organisers: Figure
    stayed_away: Figure
    higher: Figure


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


def stayed_away(facts: MonthFacts) -> frozenset[str]:
    """The passes used in the three months before and not in this one."""
    return frozenset(facts.recent.roles) - holders(facts) if facts.recent else frozenset()


def higher(facts: MonthFacts) -> frozenset[str]:
    """The passes used in a higher role than in the three months before; new ones do not count."""
    before = facts.recent.roles if facts.recent else {}
    found = ((one.pass_key, one.role) for one in facts.presences if one.pass_key is not None)
    return frozenset(key for key, role in found if key in before and step(role) > step(before[key]))


def step(role: Role) -> int:
    """How high a role stands on the ladder: taking part is the ground."""
    return _STEPS[role]


def figures(facts: MonthFacts, *, pass_visits: int) -> People:
    """The numbers of people as they may be shown, where so many visits were with a pass.

    Numbers about two periods are shown only where there were visits enough in both.
    """

    def shown(keys: frozenset[str]) -> Figure:
        return disclosure.people(len(keys), pass_visits=pass_visits, held=facts.was_open)

    def since(keys: frozenset[str]) -> Figure:
        if facts.recent is None or not facts.was_open:
            return disclosure.people(0, pass_visits=0, held=False)
        fewest = min(pass_visits, facts.recent.pass_visits)
        return disclosure.people(len(keys), pass_visits=fewest, held=True)

    return People(
        holders=shown(holders(facts)),
        new=shown(new(facts)),
        returning=shown(returning(facts)),
        helpers=shown(in_role(facts, Role.MEEHELPEN)),
        organisers=shown(in_role(facts, Role.ORGANISEREN)),
        stayed_away=since(stayed_away(facts)),
        higher=since(higher(facts)),
    )
