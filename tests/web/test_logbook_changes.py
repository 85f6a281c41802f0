"""What the log says of a change: what it was and what it became, in Dutch."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask.testing import FlaskClient

from registry.answers import services as answers
from registry.visits import services as visits
from registry.visits.services.later import Setting
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, sewing
from tests.web.test_logbook import PAGE, account_id, rows


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def newest(client: FlaskClient, kind: str) -> str:
    """Return the newest row of a kind of deeds."""
    return rows(client.get(f"{PAGE}?soort={kind}").text)[0]


def test_a_visit_set_right_says_how_many_it_was_and_became(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    here, event_id = neighbourhood.linde, uuid4()
    visits.walk_in(
        centre_id=here,
        occurrence_id=neighbourhood.inloop,
        people=4,
        at=MONDAY_TEN,
        by=account_id(neighbourhood),
        event_id=event_id,
    )
    assert "Mensen: 4" in newest(coordinator, "visit")
    with time_machine.travel(MONDAY_TEN + timedelta(hours=1), tick=False):
        setting = Setting(
            centre_id=here,
            at=MONDAY_TEN + timedelta(hours=1),
            by=account_id(neighbourhood),
            reason="number",
        )
        visits.change_later(
            setting=setting,
            check_in_id=event_id,
            people=6,
            role="meedoen",
            occurrence_id=neighbourhood.surgery,
        )
        said = newest(coordinator, "visit")
    assert "Mensen: 4 werd 6" in said
    assert "Activiteit: Open inloop werd Hulp bij brieven" in said


def test_a_new_activity_and_its_change_say_what_it_is_for(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in())
    assert "Doelen: SV vooral" in newest(coordinator, "activity")
    where = f"/team/activiteiten/{sewing(neighbourhood).id}"
    coordinator.post(where, data=filled_in(goal_LV="draagt_bij"))
    said = " ".join(rows(coordinator.get(f"{PAGE}?soort=activity").text))
    assert "Doelen: SV vooral werd LV draagt_bij, SV vooral" in said


def test_other_questions_and_none_at_all_say_what_was_asked(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    rotating, here = theory.rotating(), neighbourhood.linde
    month = "2026-11"
    for chosen in (rotating[:6], rotating[-6:]):
        answers.choose_set(
            centre_id=here,
            month=month,
            chosen=dict.fromkeys(chosen, "niveau"),
            theory=theory,
            at=MONDAY_TEN,
            by=None,
        )
    before, after = ", ".join(rotating[:6]), ", ".join(rotating[-6:])
    assert any(
        f"Vragen: {before} werd {after}" in row
        for row in rows(coordinator.get(f"{PAGE}?soort=questions").text)
    )
    answers.ask(centre_id=here, asks=False, at=MONDAY_TEN, by=None)
    said = rows(coordinator.get(f"{PAGE}?soort=questions").text)
    assert any("Stelt vragen: ja werd nee" in row for row in said)


def test_a_corrected_text_says_both_wordings(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    page = coordinator.get("/team/instellingen/teksten?taal=en").text
    key = page.split("/team/instellingen/teksten/en/")[1].split('"')[0]
    where = f"/team/instellingen/teksten/en/{key}"
    for words in ("Hello there", "Good day"):
        posted = coordinator.post(where, data={"words": words, "checked": "y", "deed": "bewaar"})
        assert posted.status_code == 303, posted.text
    assert "Tekst: Hello there werd Good day" in " ".join(
        rows(coordinator.get(f"{PAGE}?soort=text").text)
    )
