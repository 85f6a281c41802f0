"""Maand: a month on one page, with nothing on it that may not be shown."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from registry.figures.counts import BusyHours, DayVisits, WeekdayHours
from registry.web import month_charts
from tests.builders import (
    MONDAY_TEN,
    a_check_in,
    a_daily_activity,
    occurrence_on,
    some_passes,
)
from tests.web.conftest import Neighbourhood

NOVEMBER = "/team/maand/2026-11"
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def words_of(client: FlaskClient, address: str = NOVEMBER) -> str:
    """Return a page's words on one line, what only a screen reader says included, but not what
    stands behind the sign that explains a figure.
    """
    main = client.get(address).text.partition("<main")[2]
    main = re.sub(r'<details class="explained.*?</details>', "", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_address_without_a_month_leads_to_the_last_whole_one(coordinator: FlaskClient) -> None:
    assert coordinator.get("/team/maand").location == "/team/maand/2026-10"


def test_a_centre_s_first_month_is_its_first_page(neighbourhood: Neighbourhood) -> None:
    with time_machine.travel(date(2025, 1, 20), tick=False):
        client = neighbourhood.browser("coordinator")
        assert client.get("/team/maand").location == "/team/maand/2025-01"


@pytest.mark.parametrize("month", ["2026-12", "2026-00", "november", "2026-1"])
def test_a_month_that_is_none_or_still_to_come_is_not_there(
    coordinator: FlaskClient, month: str
) -> None:
    assert coordinator.get(f"/team/maand/{month}").status_code == 404


def test_arrows_lead_from_the_month_it_opened_to_this_one(coordinator: FlaskClient) -> None:
    first, last = coordinator.get("/team/maand/2025-01").text, coordinator.get(NOVEMBER).text
    assert "Vorige maand" not in first
    assert 'href="/team/maand/2025-02"' in first
    assert 'href="/team/maand/2026-10"' in last
    assert "Volgende maand" not in last


def test_a_month_without_a_tap_says_how_it_fills(coordinator: FlaskClient) -> None:
    words = words_of(coordinator)
    assert "In november 2026 is niets geteld" in words
    assert "Bezoeken per dag" not in words


def test_a_month_in_which_counting_stood_still_says_on_which_days(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    empty = words_of(coordinator, "/team/maand/2026-10")
    assert "Gaten in de cijfers" not in empty, "it had not begun to count"
    a_check_in(neighbourhood.linde, date(2026, 9, 22), party=40)
    words = words_of(coordinator, "/team/maand/2026-10")
    assert "In oktober 2026 is niets geteld" in words
    assert re.search(r"Gaten in de cijfers \d+ open dagen zonder één aanmelding: 1 okt", words)


def test_about_as_many_visits_is_not_as_many(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for day, party in (
        (date(2026, 8, 19), 300),
        (date(2026, 9, 22), 300),
        (date(2026, 10, 20), 299),
    ):
        for part in (99, 99, 99, party - 297):
            a_check_in(neighbourhood.linde, day, party=part)
    assert "evenveel als augustus" in words_of(coordinator, "/team/maand/2026-09")
    october = words_of(coordinator, "/team/maand/2026-10")
    assert "ongeveer evenveel als september" in october
    assert "ongeveer" not in words_of(coordinator, "/team/maand/2026-09")


def test_visits_show_exactly_and_per_day(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, FRIDAY, party=7)
    a_check_in(neighbourhood.linde, MONDAY, party=2)
    words = words_of(coordinator)
    assert "9 bezoeken" in words
    assert "vrijdag 20 november: 7 bezoeken" in words
    assert "maandag 23 november: 2 bezoeken" in words
    assert "donderdag 19 november: 0 bezoeken" in words
    assert "Zaterdag gesloten. Zondag gesloten." in words


def test_few_people_with_a_pass_are_not_counted_on_the_page(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for one in some_passes(neighbourhood.linde, 19):
        a_check_in(neighbourhood.linde, FRIDAY, pass_hash=one)
    words = words_of(coordinator)
    assert "te weinig bezoeken met een pas pashouders" in words
    assert "bezoeken met pas: te weinig bezoeken met een pas" in words
    assert re.findall(r"(\d+)% van de bezoeken", words) == []


def test_visits_with_a_pass_are_not_told_where_they_tell_who_came_back(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for one in some_passes(neighbourhood.linde, 22):
        a_check_in(neighbourhood.linde, FRIDAY, pass_hash=one)
    a_check_in(neighbourhood.linde, FRIDAY, party=22)
    words = words_of(coordinator)
    assert "20 pashouders" in words
    assert "bezoeken met pas" not in words


def test_enough_people_with_a_pass_show_rounded(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for number, one in enumerate(some_passes(neighbourhood.linde, 22)):
        for week in (1, 2):
            day = FRIDAY - timedelta(days=7 * week + number % 2)
            a_check_in(neighbourhood.linde, day, pass_hash=one)
    for days in range(5):
        a_check_in(neighbourhood.linde, FRIDAY - timedelta(days=days), party=11)
    words = words_of(coordinator)
    assert "20 pashouders 45% van de bezoeken met pas" in words
    assert "minder dan 5 mensen die meehielpen minder dan 5 organiseerden" in words


def test_attendance_shows_per_o(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    choir = a_daily_activity(neighbourhood.linde, "Koor", main_o="ontspannen")
    occurrence = occurrence_on(neighbourhood.linde, choir, FRIDAY)
    a_check_in(neighbourhood.linde, FRIDAY, occurrence_id=occurrence, party=6)
    words = words_of(coordinator)
    assert "Ontspannen 6 deelnames" in words
    assert "Ondernemen 0 deelnames" in words


def test_every_goal_stands_there_to_the_letter(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, FRIDAY)
    words = words_of(coordinator)
    theory = neighbourhood.app.extensions["inloop_theory"]
    for goal in theory.goals:
        assert re.search(rf"{goal.text} Gedaan: (geen|\d+) activiteit", words)
    for indicator in theory.indicators:
        assert indicator.text in words
    assert "Te weinig antwoorden om te laten zien." in words
    assert "draagt mogelijk bij" in words


def test_a_month_that_runs_is_not_compared_with_a_whole_one(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, date(2026, 10, 20), party=40)
    a_check_in(neighbourhood.linde, FRIDAY)
    words = words_of(coordinator)
    assert "Deze maand loopt nog" in words
    assert "1 bezoek in oktober 40" in words
    assert "minder dan oktober" not in words


def test_a_whole_month_is_compared_with_the_one_before(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, date(2026, 9, 22), party=40)
    a_check_in(neighbourhood.linde, date(2026, 10, 20), party=50)
    assert "50 bezoeken 25% meer dan september" in words_of(coordinator, "/team/maand/2026-10")


def test_other_centres_visits_are_not_on_the_page(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.anker, FRIDAY, party=9)
    assert "is niets geteld" in words_of(coordinator)


def test_weeks_have_a_place_for_every_weekday_that_was_open() -> None:
    drawn = month_charts.calendar(
        [DayVisits(date(2026, 10, 1), 90), DayVisits(date(2026, 10, 6), 100)]
    )
    assert drawn.weekdays == (1, 3)
    assert drawn.closed == (0, 2, 4, 5, 6)
    assert [[one and one.visits for one in week] for week in drawn.weeks] == [
        [None, 90],
        [100, None],
    ]
    assert [one.busiest for week in drawn.weeks for one in week if one] == [True, True]


def test_days_without_anybody_are_not_the_busiest() -> None:
    drawn = month_charts.calendar([DayVisits(date(2026, 10, 1), 0)])
    assert [one.busiest for week in drawn.weeks for one in week if one] == [False]


def test_an_hour_is_darker_where_it_is_busier() -> None:
    hours = BusyHours((9, 10, 11), (WeekdayHours(0, (0.0, 0.2, 12.0)),))
    [(weekday, cells)] = month_charts.heat(hours).rows
    assert (weekday, [one.shade for one in cells]) == (0, [0, 1, 6])


def test_the_page_needs_no_drawing_to_be_read(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, MONDAY_TEN.date())
    text = coordinator.get(NOVEMBER).text.partition("<main")[2]
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert 'aria-hidden="true"' in drawing or "<title>" in drawing
