"""De theorie bij ons: what is done, asked and seen for each line, and what is missing."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from registry.activities import queries
from registry.activities import services as activities
from registry.answers import services as answers
from registry.support import services as support
from registry.visits import services as visits
from tests.builders import MONDAY_TEN, a_daily_activity, occurrence_on
from tests.web.conftest import Neighbourhood

HERE = "/team/theorie"


def part(text: str, key: str) -> str:
    """Return what stands on the page from a line of the theory to the next one."""
    begin = text.index(f'id="{key}"')
    end = re.compile(r'<(?:li|section)[^>]* id="[A-Z]{2}').search(text, begin + 1)
    return text[begin : end.start() if end else None]


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def test_every_line_of_the_theory_is_there_and_the_theory_itself_leads_to_it(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    text, whole = coordinator.get(HERE).text, coordinator.get("/theorie").text
    theory = neighbourhood.app.extensions["inloop_theory"]
    for one in (*theory.goals, *theory.subgoals, *theory.indicators):
        assert text.count(f'id="{one.key}"') == 1
        assert one.text in part(text, one.key)
        assert f'href="{HERE}#{one.key}"' in whole
    assert HERE not in neighbourhood.app.test_client().get("/theorie").text


def test_an_activity_stands_at_its_goals_and_subgoals_with_its_month(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    made = a_daily_activity(
        neighbourhood.linde,
        "Naailes",
        goals={"SV": "vooral", "MP": "draagt_bij"},
        subgoals=("SV-D1", "MP-D2"),
    )
    visits.walk_in(
        centre_id=neighbourhood.linde,
        occurrence_id=occurrence_on(neighbourhood.linde, made, MONDAY_TEN.date()),
        people=4,
        at=MONDAY_TEN,
        by=None,
        event_id=uuid4(),
    )
    text = coordinator.get(HERE).text
    assert "Naailes" in part(text, "SV")
    assert "4 deelnames" in part(text, "SV")
    assert "Naailes" in part(text, "SV-D1")
    assert "Naailes" in part(text, "MP-D2")
    assert "Naailes" not in part(text, "SV-D2")
    assert "Naailes" not in part(text, "SC")


def test_what_nothing_contributes_to_is_listed_until_something_does(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    missing = coordinator.get(HERE).text.partition("to-goals")[0]
    assert 'href="#VO-D3"' in missing
    assert "Geen activiteit is vooral voor:" in missing
    a_daily_activity(neighbourhood.linde, "Buurtraad", goals={"VO": "vooral"}, subgoals=("VO-D3",))
    missing = coordinator.get(HERE).text.partition("to-goals")[0]
    assert 'href="#VO-D3"' not in missing
    assert 'href="#VO"' not in missing
    assert 'href="#VO-D2"' in missing
    assert "Hulp bij brieven" in missing, "it is for no goal yet"


def test_an_activity_that_was_put_away_contributes_to_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    made = a_daily_activity(
        neighbourhood.linde, "Buurtraad", goals={"VO": "vooral"}, subgoals=("VO-D3",)
    )
    activities.archive(centre_id=neighbourhood.linde, activity_id=made, at=MONDAY_TEN, by=None)
    assert "Buurtraad" in [
        one.title for one in queries.activities(centre_id=neighbourhood.linde, archived=True)
    ]
    assert 'href="#VO-D3"' in coordinator.get(HERE).text.partition("to-goals")[0]


def test_an_activity_that_is_over_contributes_to_nothing_and_one_of_this_month_does(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for last_day, missing in ((date(2026, 10, 30), True), (date(2026, 11, 2), False)):
        a_daily_activity(
            neighbourhood.linde,
            f"Buurtraad {last_day}",
            goals={"VO": "vooral"},
            subgoals=("VO-D3",),
            first_day=date(2026, 10, 1),
            last_day=last_day,
        )
        gaps = coordinator.get(HERE).text.partition("to-goals")[0]
        assert ('href="#VO-D3"' in gaps) is missing


def test_an_answer_stands_with_its_question_its_margin_and_who_answered(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    question = theory.question(theory.leaving()[0])
    for number in range(40):
        value = question.options[number % 2].value
        answers.count_answer(
            centre_id=neighbourhood.linde,
            month="2026-11",
            answer=answers.Answer(uuid4(), question.key, "niveau", value),
            allowed={value},
        )
    said = part(coordinator.get(HERE).text, question.key)
    assert question.text in said
    assert re.search(r"\(marge \d+ tot \d+%\): 40 antwoorden, \d+% van de gevraagden", said), said


def test_what_residents_said_and_was_done_counts_for_having_a_say(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    support.say_heard(
        centre_id=neighbourhood.linde,
        month="2026-11",
        lines={"nl": ("De koffie is op.", "Er is weer koffie.")},
        at=MONDAY_TEN,
        by=None,
    )
    text = coordinator.get(HERE).text
    assert "U zei, wij deden" in part(text, "VO-D3")
    assert 'href="#VO-D3"' not in text.partition("to-goals")[0]


def test_how_an_indicator_is_asked_is_said(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    text = coordinator.get(HERE).text
    for one in theory.indicators:
        said = part(text, one.key)
        if not one.asked:
            assert "alleen gezien" in said, one.key
        elif one.key in theory.leaving():
            assert "bij het weggaan" in said, one.key
        else:
            assert "Wordt nu gevraagd." in said or "Nog niet gevraagd." in said, one.key
    assert "De tablet stelt geen vragen." not in text
    answers.ask(centre_id=neighbourhood.linde, asks=False, at=MONDAY_TEN, by=None)
    assert "De tablet stelt geen vragen." in coordinator.get(HERE).text


def test_a_host_sees_the_same_without_the_gaps_and_with_no_way_to_what_is_not_theirs(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    text, theirs = neighbourhood.browser("host").get(HERE).text, coordinator.get(HERE).text
    assert "Open inloop" in text
    assert text.count("Gezien</h3>") == theirs.count("Gezien</h3>") > 0
    assert text.count("antwoorden om") == theirs.count("antwoorden om") > 0
    assert text.count(" deelname") == theirs.count(" deelname") > 0
    assert "Wat nog ontbreekt" not in text
    assert 'href="/team/programma' in text
    assert not re.search(r'href="/team/(activiteiten|maand|vragen|u-zei)', text)
