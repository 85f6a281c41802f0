"""The file of made-up centres is sound and broad enough to show the product."""

from __future__ import annotations

from datetime import date, time

import pytest

from registry.activities import recurrence
from registry.demo import places, telling
from registry.settings import ROOT
from registry.support import services as support
from registry.theory import load
from registry.words import LANGUAGES

WORDS_A_LINE = 12


def test_there_are_three_centres_with_about_twenty_five_activities() -> None:
    found = places.places()
    assert [place.name for place in found] == ["De Linde", "Het Anker", "De Schakel"]
    assert 23 <= sum(len(place.offers) for place in found) <= 30


def test_every_activity_can_be_planned_and_they_cover_ten_types_and_all_os() -> None:
    theory = load.load()
    plans = [
        offer.plan(theory, first_day=date(2026, 1, 1), last_day=None)
        for place in places.places()
        for offer in place.offers
    ]
    assert len({plan.type_key for plan in plans}) >= 10
    assert {plan.main_o for plan in plans} == {o.key for o in theory.os}
    icons = (ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split()
    assert [plan.pictogram for plan in plans if plan.pictogram not in icons] == []


def test_every_activity_is_held_within_the_opening_hours() -> None:
    outside = [
        (place.name, offer.title)
        for place in places.places()
        for offer in place.offers
        if not _within(place, offer)
    ]
    assert outside == []


def _within(place: places.Place, offer: places.Offer) -> bool:
    rule, starts, ends = places.read_when(offer.when)
    return all(
        any(
            weekday == day and opens <= starts and ends <= closes
            for weekday, opens, closes in place.hours
        )
        for day in recurrence.read(rule).weekdays
    )


@pytest.mark.parametrize("weekday", range(5))
def test_until_five_three_activities_of_de_linde_are_on_or_to_come_on_every_weekday(
    weekday: int,
) -> None:
    linde = places.places()[0]
    assert linde.name == "De Linde"
    ends = sorted(
        places.read_when(offer.when)[2]
        for offer in linde.offers
        if not offer.school and weekday in recurrence.read(places.read_when(offer.when)[0]).weekdays
    )
    assert ends[-3] >= time(17)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("tue 10:00-11:30", recurrence.weekly([1])),
        ("mon,thu 10:00-11:30", recurrence.weekly([0, 3])),
        ("mon-fri 10:00-11:30", recurrence.weekly(range(5))),
        ("every 2 sat 10:00-11:30", recurrence.weekly([5], interval=2)),
        ("first tue 10:00-11:30", recurrence.monthly(1, 1)),
        ("last fri 10:00-11:30", recurrence.monthly(-1, 4)),
    ],
)
def test_a_time_is_read_as_a_rule(text: str, rule: str) -> None:
    assert places.read_when(text) == (rule, time(10), time(11, 30))


@pytest.mark.parametrize("text", ["sometimes", "tue 10:00", "every tuesday 10:00-11:00", ""])
def test_an_unreadable_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"written|time"):
        places.read_when(text)


def test_a_coordinators_words_say_nothing_that_figures_could_contradict() -> None:
    claims = ("druk", "vol.", "meer mensen", "minder", "nieuwe", "groei", "stil", "rustig", "keer")
    lines = [line for words in telling.said()["words"] for line in words.values()]
    assert len(lines) > 20
    assert [line for line in lines if any(claim in line for claim in claims)] == []


def test_what_was_heard_fits_the_tablet_and_is_there_in_three_languages() -> None:
    for heard in telling.said()["heard"]:
        assert set(heard) == {"nl", "en", "ar"}
        for line in (line for lines in heard.values() for line in lines):
            assert len(line) <= support.LONGEST_LINE
            assert len(line.split()) <= WORDS_A_LINE


def test_one_centre_speaks_every_language_and_the_others_some() -> None:
    most, *rest = (tuple(place.languages) for place in places.places())
    assert most == tuple(LANGUAGES)
    assert all({"nl"} < set(some) < set(LANGUAGES) for some in rest)
    assert all(some == tuple(code for code in LANGUAGES if code in some) for some in rest)
