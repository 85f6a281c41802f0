"""One person or one case more moves its own figures, by one step, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from registry.figures.facts import (
    CaseFact,
    HelpFact,
    Item,
    MonthFacts,
    Outcome,
    PassFact,
    Presence,
    TallyFact,
)
from registry.figures.month import figures
from registry.figures.summary import Summary, summarise
from registry.support.services import TOPICS
from tests.leaks.audit import LINES, THEORY
from tests.leaks.databases import a_year
from tests.leaks.knowledge import told
from tests.leaks.printed import everything

STEP = 5
Flat = dict[str, Any]

VISITS = (
    *("now.visits", "now.attendance", "visits_change", "phone_visits", "trends.visits", "days"),
    "now.days",
    *("doors", "expected", "comparisons", "usual", "gaps", "evidence"),
    *("hours", "attendance", "os", "activities", "pass_percent", "now.pass_visits"),
)
PEOPLE = ("now.people", "trends.holders", "trends.new", "trends.helpers", "now.seen.returned",
          "now.seen.helpers", "now.seen.organisers")  # fmt: skip
HELP = ("help", "now.help_requests", "trends.help_requests", "now.seen.help_requests",
        "now.seen.helped_here", "now.seen.warm_referrals")  # fmt: skip


def _tap(facts: MonthFacts) -> MonthFacts:
    more = Presence(facts.open_days[0], 14, None, activity="inloop")
    return replace(facts, presences=(*facts.presences, more))


def _card(facts: MonthFacts) -> MonthFacts:
    day = facts.open_days[-1]
    return replace(
        facts,
        presences=(*facts.presences, Presence(day, 10, "een-meer")),
        passes=(*facts.passes, PassFact("een-meer", day)),
    )


def _again(facts: MonthFacts) -> MonthFacts:
    """Somebody with a pass comes once more, on another day where there is one."""
    used = [one.pass_key for one in facts.presences if one.pass_key]
    if not used:
        return facts
    return replace(facts, presences=(*facts.presences, Presence(facts.open_days[-1], 16, used[0])))


def _help(facts: MonthFacts) -> MonthFacts:
    more = HelpFact(TOPICS[0], Outcome.OPEN, 1)
    return replace(facts, help_requests=(*facts.help_requests, more))


def _meal(facts: MonthFacts) -> MonthFacts:
    return replace(facts, handouts=(*facts.handouts, CaseFact("maaltijd", 1)))


def _step(facts: MonthFacts) -> MonthFacts:
    return replace(facts, steps=(*facts.steps, CaseFact("werk", 1)))


def _hour(facts: MonthFacts) -> MonthFacts:
    return replace(facts, volunteer_minutes=facts.volunteer_minutes + 60)


def _training(facts: MonthFacts) -> MonthFacts:
    return replace(facts, trainings=facts.trainings + 1)


def _aftercare(facts: MonthFacts) -> MonthFacts:
    return replace(facts, aftercare=facts.aftercare + 1)


def _answer(facts: MonthFacts) -> MonthFacts:
    return replace(facts, tallies=(*facts.tallies, TallyFact(Item("SC-I1"), "plus", 1)))


MORE: dict[str, tuple[Callable[[MonthFacts], MonthFacts], tuple[str, ...]]] = {
    "an anonymous tap": (_tap, (*VISITS, *PEOPLE)),
    "a person with a pass": (_card, (*VISITS, *PEOPLE)),
    "a visit of a pass": (_again, (*VISITS, *PEOPLE)),
    "a help request": (_help, HELP),
    "a meal": (_meal, ("beside.handouts.0",)),
    "a step": (_step, ("beside.steps", "now.seen.steps")),
    "an hour": (_hour, ("beside.volunteer_hours",)),
    "a training": (_training, ("beside.trainings",)),
    "aftercare": (_aftercare, ("help.aftercare", "now.seen.aftercare")),
    "an answer": (_answer, ("goals.0.asked", "evidence.goals.0.indicators.0.asked")),
}


def flat(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every printed cell with where it stands; a rounded or withheld number is one cell.

    What is seen stands under several goals and indicators: all of them are the same number.
    """
    if isinstance(value, dict) and "what" in value:
        where = f"now.seen.{value['what']}"
    if isinstance(value, dict) and not value.keys() & {"rounded", "withheld"}:
        for name, one in value.items():
            yield from flat(one, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from flat(one, f"{where}.{number}")
    else:
        yield where, value


def printed(facts: MonthFacts, earlier: list[Summary]) -> Flat:
    return dict(flat(everything(figures(facts, LINES, earlier), THEORY)["page"]))


def is_rounded(cell: Any) -> bool:
    return isinstance(cell, dict) and cell != {"withheld": "nothing_held"}


SEEDS = range(6)


@pytest.mark.parametrize("name", MORE)
def test_one_more_moves_its_own_figures_by_one_step(name: str) -> None:
    change, own = MORE[name]
    ever = {where for seed in SEEDS for where in _moved(seed, change)}
    assert ever, "in six years it shows somewhere"
    assert {one for one in ever if not one.startswith(own)} == set()


def _moved(seed: int, change: Callable[[MonthFacts], MonthFacts]) -> Iterator[str]:
    """The cells that are printed otherwise with one more, in any month of a year."""
    earlier: list[Summary] = []
    for facts in a_year(seed):
        if facts.open_days:
            before, after = printed(facts, earlier), printed(change(facts), earlier)
            for where in before.keys() | after.keys():
                if before.get(where) != after.get(where):
                    _one_step(before.get(where), after.get(where), f"{facts.month} {where}")
                    yield where
        earlier.append(summarise(facts, LINES, earlier))


def _one_step(before: Any, after: Any, where: str) -> None:
    if where.endswith("pass_percent") or not (is_rounded(before) and is_rounded(after)):
        return
    old, new = told(before), told(after)
    if isinstance(old, int) and isinstance(new, int):
        assert abs(new - old) <= STEP, where


def test_a_tap_leaves_people_alone_where_there_is_room() -> None:
    """Only where nearly everybody had a pass do exact visits bound the people beside them."""
    looked = 0
    for seed in range(6):
        earlier: list[Summary] = []
        for facts in a_year(seed):
            now = summarise(facts, LINES, earlier)
            holders = now.people.holders
            if holders.kind == "shown" and holders.value + 2 * STEP < now.visits // 2:
                more = summarise(_tap(facts), LINES, earlier)
                assert (more.people.holders, more.people.new) == (holders, now.people.new)
                assert (more.people.helpers, more.people.organisers) == (
                    now.people.helpers,
                    now.people.organisers,
                )
                looked += 1
            earlier.append(now)
    assert looked > 10
