"""Maand: what was done, seen and asked per indicator, whether it was usual, and another month."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from registry.database import writing
from registry.figures.control import Signal
from registry.figures.usual import Usual, Verdict, Week
from registry.sheets import definitions
from registry.theory.load import load
from registry.web import month_beside, month_usual
from registry.web.month_beside import Month
from tests.builders import a_check_in, a_planned_activity, occurrence_on
from tests.web.conftest import Neighbourhood
from tests.web.test_month import FRIDAY, NOVEMBER, words_of

OCTOBER = "/team/maand/2026-10"
THEORY = load()


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


@pytest.fixture
def busy(neighbourhood: Neighbourhood) -> Neighbourhood:
    """Fifteen weeks of some twenty visits from the end of June, with one of ninety in October."""
    parties = (*(20, 22, 18) * 4, 20, 22, 90, 20, 21)
    with writing():
        for place, party in enumerate(parties):
            a_check_in(neighbourhood.linde, date(2026, 6, 29) + timedelta(weeks=place), party=party)
    return neighbourhood


def explanations(client: FlaskClient, address: str) -> list[str]:
    """What stands behind the signs, as words."""
    text = client.get(address).text
    found = re.findall(r'<details class="explained.*?</details>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def test_every_figure_opens_what_it_is(busy: Neighbourhood, coordinator: FlaskClient) -> None:
    behind = explanations(coordinator, OCTOBER)
    for name in ("visits", "holders", "new", "usual", "expected"):
        assert any(definitions.of(name).what in one for one in behind), name
    for name in ("comparisons", "days", "os", "hours", "doors", "languages", "gaps", "work"):
        assert any(definitions.of(name).weakness in one for one in behind), name
    for sign in {sign for link in THEORY.signs for sign in link.what}:
        assert any(definitions.of(sign).what in one for one in behind), sign
    asked = [one for one in behind if "na het aanmelden" in one or "bij het weggaan" in one]
    assert len(asked) > 6
    assert all(definitions.BAND in one for one in asked)


def test_an_explanation_opens_without_a_script(
    busy: Neighbourhood, coordinator: FlaskClient
) -> None:
    text = coordinator.get(OCTOBER).text
    signs = re.findall(r'<details class="explained[^>]*><summary>.*?</summary>', text, re.DOTALL)
    names = [re.sub(r"<[^>]+>", "", sign).strip() for sign in signs]
    assert len(names) > 30
    assert all(re.match(r"Wat is dit getal: \S", name) for name in names)


def test_a_busy_week_is_told_beside_the_number(
    busy: Neighbourhood, coordinator: FlaskClient
) -> None:
    words = words_of(coordinator, OCTOBER)
    assert "1 week meer dan gewoon" in words
    assert "5 oktober 2026 90 5 90 meer dan gewoon" in words
    assert "Als elke open dag was zoals in de drie maanden ervoor." in words
    assert "de maand ervoor september 2026: 82, 3,7 per dag oktober 2026: 131," in words


def test_a_centre_that_just_began_says_when_it_can_tell(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, date(2026, 10, 20), party=5)
    words = words_of(coordinator, OCTOBER)
    assert "Dit kan pas als er voor deze maand acht hele weken zijn geteld" in words
    assert "Er is nog geen eerdere maand." in words


def test_a_month_that_runs_is_not_held_against_others(
    busy: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(busy.linde, FRIDAY)
    words = words_of(coordinator)
    assert "Vergelijken kan als de maand om is." in words
    assert "Verwacht:" not in words


def test_what_was_done_stands_under_goal_and_subgoal(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    fair = a_planned_activity(
        neighbourhood.linde,
        title="Straatfeest",
        type_key="A9",
        goals={"SC": "vooral", "LV": "draagt_bij"},
        subgoals=("SC-D2",),
        links_confirmed=True,
    )
    day = date(2026, 10, 6)
    held = occurrence_on(neighbourhood.linde, fair, day)
    a_check_in(neighbourhood.linde, day, party=30, occurrence_id=held)
    words = words_of(coordinator, OCTOBER)
    assert "Gedaan: 2 activiteiten, 30 deelnames, 1 vooral hiervoor." in words
    assert "Gedaan: 1 activiteit, 30 deelnames." in words
    assert f"{THEORY.subgoal('SC-D2').text} 1 activiteit, 30 deelnames" in words
    assert f"{THEORY.subgoal('SC-D1').text} geen activiteit" in words
    assert "1 initiatief voor de buurt" in words


def test_a_proposed_link_is_told(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    a_planned_activity(neighbourhood.linde, goals={"SV": "vooral"})
    a_check_in(neighbourhood.linde, date(2026, 10, 6))
    assert "1 koppeling is nog een voorstel." in words_of(coordinator, OCTOBER)


def test_open_days_without_anybody_are_named_as_gaps(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, date(2026, 10, 6))
    assert "21 open dagen zonder één aanmelding: 1 okt, 2 okt, 5 okt" in words_of(
        coordinator, OCTOBER
    )


def test_another_month_can_stand_beside(busy: Neighbourhood, coordinator: FlaskClient) -> None:
    words = words_of(coordinator, f"{OCTOBER}?naast=2026-08")
    assert "Oktober 2026 naast augustus 2026" in words
    assert "bezoeken 131 98 +28%" in words
    assert "pashouders te weinig bezoeken met een pas te weinig bezoeken met een pas" in words
    assert "naast augustus 2026" not in words_of(coordinator, OCTOBER)
    chosen = coordinator.get(f"{OCTOBER}?naast=2026-08").text
    assert re.search(r'<option value="2026-08" selected>', chosen)


@pytest.mark.parametrize("other", ["2026-12", "2026-10", "2024-12", "iets", "2026-1", "2026-08'"])
def test_a_month_that_cannot_stand_beside_is_not_there(
    busy: Neighbourhood, coordinator: FlaskClient, other: str
) -> None:
    assert coordinator.get(OCTOBER, query_string={"naast": other}).status_code == 404


def test_no_month_chosen_is_no_month_beside(busy: Neighbourhood, coordinator: FlaskClient) -> None:
    assert coordinator.get(f"{OCTOBER}?naast=").status_code == 200


def test_the_months_to_choose_from_go_back_three_years_or_to_the_first() -> None:
    last, month = Month(2026, 11), Month(2026, 10)
    assert month_beside.choices(month, Month(2026, 9), last) == (last, Month(2026, 9))
    assert len(month_beside.choices(month, Month(2010, 1), last)) == month_beside.FARTHEST
    assert month_beside.choices(last, last, last) == ()


def test_the_chart_is_drawn_within_its_frame() -> None:
    weeks = tuple(
        Week(date(2026, 8, 3) + timedelta(weeks=place), full, 5, full, place > 8, signal)
        for place, (full, signal) in enumerate([*[(100, Signal.USUAL)] * 9, (400, Signal.ABOVE)])
    )
    drawn = month_usual.chart(Usual(weeks, 100, 60, 140, Verdict.MORE))
    assert all(
        0 <= point.x <= drawn.right and 0 <= point.y <= drawn.height for point in drawn.points
    )
    assert drawn.points[-1].y < drawn.upper < drawn.middle < drawn.lower
    assert drawn.points[-2].x < drawn.month_from < drawn.points[-1].x
    assert drawn.path.count("L") == 9


def test_weeks_without_anybody_are_drawn_too() -> None:
    week = Week(date(2026, 10, 5), 0, 5, 0, True, Signal.USUAL)
    drawn = month_usual.chart(Usual((week,), 0, 0, 0, Verdict.USUAL))
    assert drawn.points[0].y == drawn.middle == drawn.lower


def test_an_area_coordinator_keeps_the_centre_when_choosing(neighbourhood: Neighbourhood) -> None:
    a_check_in(neighbourhood.anker, FRIDAY)
    area = neighbourhood.browser("area")
    text = area.get(f"{NOVEMBER}?centrum=het-anker").text
    assert '<input type="hidden" name="centrum" value="het-anker">' in text
