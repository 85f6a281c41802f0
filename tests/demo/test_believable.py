"""A made-up neighbourhood looks like one: weeks, holidays, people, answers, words."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import mean

import pytest
from flask import Flask

from registry.activities import queries as activities
from registry.activities.holidays import each_day, school_holiday
from registry.answers import deal
from registry.answers import queries as answers
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.figures.answers import FEWEST_FOR_WORDS
from registry.figures.facts import Month
from registry.passes import queries as passes
from registry.reporting import queries as reporting
from registry.support import queries as support
from registry.theory import load
from registry.theory.model import MOOD
from registry.visits import queries as visits
from registry.visits.queries import Standing
from tests.builders import check_ins_on_record
from tests.demo.conftest import THURSDAY_NOON

FIRST, LAST = date(2025, 11, 1), date(2026, 1, 15)


@pytest.fixture
def centre(demo: Flask) -> CentreView:
    (only,) = centres.all_centres()
    return only


@pytest.fixture
def standing(centre: CentreView) -> list[Standing]:
    return visits.standing(centre_id=centre.id, first_day=FIRST, last_day=LAST)


def people_by_day(standing: list[Standing]) -> Counter[date]:
    counted: Counter[date] = Counter()
    for one in standing:
        counted[one.local_day] += one.party
    return counted


def test_saturdays_are_quieter_than_weekdays_and_sundays_closed(standing: list[Standing]) -> None:
    by_weekday = defaultdict(list)
    for day, people in people_by_day(standing).items():
        by_weekday[day.weekday()].append(people)
    assert 6 not in by_weekday
    assert mean(by_weekday[5]) < 0.5 * min(mean(by_weekday[day]) for day in range(5))


def test_nobody_comes_on_a_public_holiday(centre: CentreView, standing: list[Standing]) -> None:
    closed = set(centres.closures(centre.id, FIRST, LAST))
    assert {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)} <= closed
    assert closed.isdisjoint(people_by_day(standing))


def test_the_christmas_holidays_are_quieter_than_the_weeks_before(
    standing: list[Standing],
) -> None:
    people = people_by_day(standing)
    holiday = [count for day, count in people.items() if school_holiday(day)]
    before = [
        people[day] for day in each_day(date(2025, 11, 29), date(2025, 12, 19)) if people[day]
    ]
    assert mean(holiday) < 0.85 * mean(before)


def test_lessons_for_pupils_stop_in_their_holidays(centre: CentreView) -> None:
    def on(day: date) -> set[str]:
        programme = activities.programme(centre_id=centre.id, day=day, at=THURSDAY_NOON)
        return {item.title for item in programme}

    assert "Huiswerkbegeleiding" in on(date(2025, 12, 17))
    assert "Huiswerkbegeleiding" not in on(date(2025, 12, 24))
    assert "Moeder-en-kindgroep" in on(date(2025, 12, 24))


def test_this_morning_has_happened_and_this_afternoon_has_not(standing: list[Standing]) -> None:
    today = [one.at for one in standing if one.local_day == LAST]
    assert len(today) > 10
    assert max(today) < THURSDAY_NOON < max(today) + timedelta(hours=2)


def test_people_come_back_stay_away_and_start_to_help(standing: list[Standing]) -> None:
    months = defaultdict(set)
    roles: Counter[str] = Counter()
    for one in standing:
        if one.pass_id is not None:
            months[f"{one.local_day:%Y-%m}"].add(one.pass_id)
            roles[one.role] += 1
    november, december = months["2025-11"], months["2025-12"]
    assert november & december, "some come back"
    assert november - december, "some stay away"
    assert december - november, "some are new"
    assert roles["meedoen"] > roles["meehelpen"] > 0
    assert roles["organiseren"] > 0


def test_most_passes_were_given_out_and_a_few_lie_in_the_drawer(centre: CentreView) -> None:
    register = passes.register(centre_id=centre.id)
    assert len(register) > 1
    assert all(0 < one.given < one.made for one in register)
    assert sum(one.given for one in register) > 0.8 * sum(one.made for one in register)


def test_no_pass_stands_beside_a_sensitive_activity(
    centre: CentreView, standing: list[Standing]
) -> None:
    sensitive = {
        item.occurrence_id
        for day in each_day(FIRST, LAST)
        for item in activities.programme(centre_id=centre.id, day=day, at=THURSDAY_NOON)
        if item.sensitive
    }
    there = [one for one in standing if one.occurrence_id in sensitive]
    assert len(there) > 50
    assert {one.pass_id for one in there} == {None}


def test_people_come_alone_and_together_by_tablet_and_desk(standing: list[Standing]) -> None:
    parties = Counter(one.party for one in standing)
    assert parties[1] > parties[2] > parties[3] > 0
    assert {one.channel for one in standing} == {"tablet", "desk"}


def test_some_taps_were_taken_back_and_are_on_record(
    centre: CentreView, standing: list[Standing]
) -> None:
    kept = sum(check_ins_on_record(centre_id=centre.id, day=day) for day in each_day(FIRST, LAST))
    assert 0 < kept - len(standing) < 0.03 * kept


def test_some_questions_have_too_few_answers_and_most_have_enough(centre: CentreView) -> None:
    counted = answers.answered(centre_id=centre.id, month="2025-12")
    few = {key for key, count in counted.items() if count < FEWEST_FOR_WORDS}
    enough = {key for key, count in counted.items() if count >= 30 and key != MOOD}
    assert few
    assert len(enough) >= 4


@pytest.mark.parametrize("month", ["2025-11", "2025-12"])
def test_everyone_is_asked_because_no_month_brings_more_answers_than_enough(
    centre: CentreView, month: str
) -> None:
    questions = answers.set_of_month(
        centre_id=centre.id, month=month, rotating=load.load().rotating()
    )
    counted = answers.answered(centre_id=centre.id, month=month)
    brought = sum(counted[key] for key in questions)
    assert deal.share_asked(brought, len(questions)) == 1


def test_one_tablet_stands_at_the_door_and_was_seen_at_the_end(centre: CentreView) -> None:
    (tablet,) = centres.tablets(centre.id)
    assert tablet.last_seen_at == THURSDAY_NOON


def test_answers_differ_and_some_are_skipped_or_too_fast(centre: CentreView) -> None:
    tallies = answers.tallies(centre_id=centre.id, month="2025-12")
    values = defaultdict(set)
    for tally in tallies:
        values[tally.question].add(tally.value)
    assert values[MOOD] == {"1", "2", "3", "4", "5", "skip"}
    assert all("skip" in found for found in values.values())
    assert any(tally.suspect for tally in tallies)


def test_the_centres_languages_are_used_dutch_most(centre: CentreView) -> None:
    used = answers.languages(centre_id=centre.id, month="2025-12")
    assert set(used) <= set(centre.languages)
    assert {"nl", "en", "ar"} < set(used)
    assert used["nl"] > sum(used.values()) / 2


def test_what_was_heard_is_told_in_three_languages(centre: CentreView) -> None:
    for month in ("2025-11", "2025-12", "2026-01"):
        said = {
            language: support.heard(centre_id=centre.id, month=month, language=language)
            for language in ("nl", "en", "ar")
        }
        assert None not in said.values()
        assert len({line.said for line in said.values() if line}) == 3


def test_help_was_asked_and_some_of_it_handed_over_warmly(centre: CentreView) -> None:
    counted: Counter[str] = Counter()
    december = Month(2025, 12)
    asked = reporting.help_requests(centre_id=centre.id, first=december, last=december)
    for one in asked[december]:
        counted[str(one.outcome)] += one.count
    assert counted["geholpen"] > counted["verwezen"] > 0
    assert counted["warm_overgedragen"] > 0


def test_the_activities_cover_all_five_os_and_many_types(centre: CentreView) -> None:
    offered = activities.activities(centre_id=centre.id)
    assert {activity.main_o for activity in offered} == {
        "ontmoeten",
        "ontwikkelen",
        "ontspannen",
        "ondersteunen",
        "ondernemen",
    }
    assert any(activity.led_by == "residents" for activity in offered)
    assert any(activity.for_children for activity in offered)
    assert all(set(activity.titles) == {"en", "ar"} for activity in offered)


def test_in_the_coming_days_something_is_called_off_and_something_moved(demo: Flask) -> None:
    (centre,) = centres.all_centres()
    coming = activities.programme_of(
        centre_id=centre.id, first_day=LAST, last_day=LAST + timedelta(days=8), at=THURSDAY_NOON
    )
    assert [item.why is not None for item in coming if item.cancelled] == [True]
    assert [item.place for item in coming if item.moved] == ["Huiskamer"]
