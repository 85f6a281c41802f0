"""A year of sheets tells no count that it does not print: the audit, and faults that it finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from registry.figures import help_requests, people, summary
from registry.figures.facts import HelpFact, Month, MonthFacts, Outcome, PassFact, Presence
from registry.figures.month import figures
from registry.figures.summary import Summary, summarise
from registry.support.services import TOPICS
from tests.leaks import plants
from tests.leaks.audit import LINES, THEORY, a_year_in_print, leaks
from tests.leaks.plants import Plant
from tests.leaks.printed import Print, everything

DATABASES = 12
"""So many in the short form; `make audit` takes more, and tries every value."""


@pytest.mark.parametrize("seed", range(DATABASES))
def test_nothing_leaks_from_a_year_of_sheets(seed: int) -> None:
    assert list(leaks(a_year_in_print(seed), seed)) == []


@pytest.mark.parametrize(
    ("plant", "seed"),
    [
        (plants.threshold_only, 0),
        (plants.exact_help_total, 1),
        (plants.exact_holders, 1),
        (plants.exact_pass_visits, 1),
    ],
)
def test_the_audit_finds_what_is_printed_too_exactly(
    plant: Plant, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert list(leaks(a_year_in_print(seed), seed)) != []


def printed(*months: MonthFacts) -> list[Print]:
    told: list[Print] = []
    earlier: list[Summary] = []
    for facts in months:
        told.append(everything(figures(facts, LINES, earlier), THEORY))
        earlier.append(summarise(facts, LINES, earlier))
    return told


def a_month(number: int, cards: dict[str, tuple[int, ...]], **more: object) -> MonthFacts:
    """Cards with the days on which they came; a card "3-7" was first seen in month 3."""
    month = Month(2026, number)
    days = sorted({day for on in cards.values() for day in on})
    return MonthFacts(
        centre="klein",
        month=month,
        open_days=tuple(date(2026, number, day) for day in days),
        presences=tuple(
            Presence(date(2026, number, day), 10, card) for card, on in cards.items() for day in on
        ),
        passes=tuple(
            PassFact(card, date(2026, int(card.split("-")[0]), min(on) if card.startswith(
                f"{number}-") else 1)) for card, on in cards.items()
        ),
        months_before=number - 1,
        **more,
    )  # fmt: skip


def some(first_seen: int, count: int, *days: int) -> dict[str, tuple[int, ...]]:
    return {f"{first_seen}-{number}": days for number in range(count)}


def found(plant: Plant, months: list[MonthFacts], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What leaks with a fault planted; without it nothing may."""
    assert list(leaks(printed(*months))) == []
    plant(monkeypatch)
    return list(leaks(printed(*months)))


def test_twenty_three_holders_of_twenty_three_visits(monkeypatch: pytest.MonkeyPatch) -> None:
    months = [a_month(1, {**some(1, 20, 1), **{f"1-2{n}": (2 + n,) for n in range(3)}})]
    leak = found(plants.each_on_its_own, months, monkeypatch)
    assert "2026-01 holders: from 23 to 23 only" in leak


def test_new_and_returning_that_cannot_both_be_rounded_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = {**some(1, 6, 1, 2, 3), **some(2, 6, 4), "2-6": (4, 5)}
    months = [a_month(1, some(1, 12, 1, 2)), a_month(2, second)]
    assert found(plants.each_on_its_own, months, monkeypatch) != []


def test_no_more_come_back_than_ever_came(monkeypatch: pytest.MonkeyPatch) -> None:
    months = [
        a_month(1, some(1, 12, 1, 2)),
        a_month(2, {**some(1, 12, 1, 2), **some(2, 12, 3, 4)}),
    ]
    leak = found(plants.every_month_on_its_own, months, monkeypatch)
    assert any(one.startswith("2026-01 new") for one in leak)


def test_topics_of_fewer_than_five_beside_their_outcomes(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = tuple(HelpFact(topic, Outcome.OPEN, 4) for topic in TOPICS)
    months = [replace(a_month(1, some(1, 3, 1, 2)), help_requests=requests)]
    leak = found(plants.tables_on_their_own, months, monkeypatch)
    assert len(leak) >= len(TOPICS)


def test_another_number_on_a_later_sheet_is_found() -> None:
    told = a_year_in_print(1)
    told[5]["page"]["trends"]["holders"][-2] = {"rounded": 995}
    assert any("draws other holders" in leak for leak in leaks(told))


def test_the_plants_change_what_they_say() -> None:
    """The faults stand on names inside the guard; a name that is gone would plant nothing."""
    assert all(hasattr(people, name) for name in ("rounded", "figures"))
    assert hasattr(help_requests, "_fit")
    assert hasattr(summary, "_seen_before")
