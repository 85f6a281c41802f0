"""What the log says of a change: what it was and what it became, in Dutch."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from flask.testing import FlaskClient

from registry import audit
from registry.answers import services as answers
from registry.texts.catalogue import key_of
from registry.visits import services as visits
from registry.visits.services.later import Setting
from tests.builders import MONDAY_TEN, a_check_in
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


ABOUT = {
    "help 373": "nummer 373",
    "sheet 2026-10": "oktober 2026",
    "sheet 2026-10 pdf": "oktober 2026, PDF",
    "heard 2026-11": "november 2026",
    "reflection 2026-11": "november 2026",
    "questions 2026-12": "december 2026",
    "handout 2026-11-20 pakket": "Pakketten, 20 november 2026",
    "steps 2026-11 werk": "naar werk, november 2026",
    "passes 1": "1 pas",
    "passes 50": "50 passen",
    "hours 2026-12-01": "vanaf 1 december 2026",
    "days 2026-12-25 2026-12-26": "25 december 2026 tot en met 26 december 2026",
    "days 2026-12-25 2026-12-25": "25 december 2026",
    "clip tr 0123456789abcdef": "Turks",
    f"text tr {key_of('Welkom')}": "Turks: Welkom",
    "tablet Grote zaal": "Grote zaal",
}
"""What the trail keeps of what a deed was about, and how the log says it."""


@pytest.mark.parametrize("kept", ABOUT)
def test_a_deed_says_what_it_was_about(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, kept: str
) -> None:
    action = "sheet.words"
    audit.record(
        at=MONDAY_TEN, actor_id=None, action=action, object=kept, centre_id=neighbourhood.linde
    )
    said = f"Eigen regels geschreven {ABOUT[kept]}"
    assert newest(coordinator, "sheet") == f"23 november 2026 10.00 Het systeem {said}"


def test_what_has_a_name_or_a_day_says_it(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    here = neighbourhood.linde
    check_in = a_check_in(here, date(2026, 11, 20))
    tablet = neighbourhood.tablet_of(here)
    partner = neighbourhood.partner_of(here)
    said = {
        f"occurrence {neighbourhood.inloop}": "Open inloop, 23 november 2026",
        f"check-in {check_in}": "20 november 2026",
        f"tablet {tablet}": "Ingang",
        f"tablet {tablet} to centre {neighbourhood.anker}": "Ingang, naar Het Anker",
        f"partner {partner}": "Partner ",
        f"check-in {uuid4()}": "Eigen regels geschreven",
        "help nobody": "Eigen regels geschreven",
    }
    for seconds, (kept, about) in enumerate(said.items()):
        at = MONDAY_TEN + timedelta(seconds=seconds)
        audit.record(at=at, actor_id=None, action="sheet.words", object=kept, centre_id=here)
        row = newest(coordinator, "sheet")
        assert about in row
        assert kept.partition(" ")[2] not in row


def test_the_check_in_of_another_centre_is_not_told(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    kept = f"check-in {a_check_in(neighbourhood.anker, date(2026, 11, 20))}"
    here = neighbourhood.linde
    audit.record(at=MONDAY_TEN, actor_id=None, action="sheet.words", object=kept, centre_id=here)
    assert "20 november" not in newest(coordinator, "sheet")


def test_own_lines_on_a_sheet_say_what_they_were_and_became(coordinator: FlaskClient) -> None:
    for words in ("Het was druk.", "Het was heel druk."):
        coordinator.post("/team/maandblad/2026-11", data={"words": words})
    said = " ".join(rows(coordinator.get(f"{PAGE}?soort=sheet").text))
    assert "november 2026 Tekst: Het was druk. werd Het was heel druk." in said
