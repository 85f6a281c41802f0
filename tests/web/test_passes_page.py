"""Passes at the desk: printed, given out, read, replaced, revoked and erased by holding them up."""

from __future__ import annotations

import io
import uuid
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from registry.database import new_id
from registry.paper.pdf import PaperError
from registry.paper.printing import PaperBusy
from registry.passes import queries, services, token
from registry.visits import queries as visits
from registry.visits import services as visiting
from registry.visits.events import Misfit, Source
from registry.web import passes as page
from tests.builders import MONDAY_TEN, a_check_in
from tests.web.conftest import TEAM, Neighbourhood

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 20)


def a_card(here: Neighbourhood, centre_id: object = None) -> str:
    """Print one card and return its text."""
    (text,) = services.make(
        centre_id=centre_id or here.linde,  # type: ignore[arg-type]
        count=1,
        on=FRIDAY,
        at=MONDAY_TEN,
        key=here.app.config["PASS_KEY"],
    )
    return text


def hash_of(here: Neighbourhood, card: str) -> bytes:
    """Return the keyed hash of a card."""
    return token.hash_of(token.read(card), here.app.config["PASS_KEY"])


def held(client: FlaskClient, card: str, deed: str = "pas", **more: str) -> TestResponse:
    """Hold a card up, and press a button of its page."""
    return client.post(f"/team/passen/{deed}?centrum=de-linde", data={"card": card, **more})


def found(here: Neighbourhood, card: str) -> queries.PassView | None:
    """Return the pass as the book knows it."""
    return queries.held(centre_id=here.linde, token_hash=hash_of(here, card))


@pytest.mark.parametrize("who", TEAM)
def test_a_card_from_the_drawer_is_given_out_once(neighbourhood: Neighbourhood, who: str) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser(who)
    assert "Nog niet uitgegeven." in held(client, card).text
    said = client.get(held(client, card, "uitgeven").location).text
    assert "De pas is uitgegeven." in said
    one = found(neighbourhood, card)
    assert one is not None
    assert one.given_on == MONDAY
    assert "Geef uit" not in held(client, card).text


@pytest.mark.parametrize("spelled", ["{}", " {} ", "https://inloop.voorbeeld/pas#{}"])
def test_a_card_tells_all_that_we_hold_about_it(neighbourhood: Neighbourhood, spelled: str) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    key = hash_of(neighbourhood, card)
    a_check_in(neighbourhood.linde, FRIDAY, time(8, 15), pass_hash=key, party=3)
    a_check_in(neighbourhood.linde, MONDAY, pass_hash=key, occurrence_id=neighbourhood.inloop)
    shown = held(client, spelled.format(card)).text
    assert "20 november 2026, 08.15" in shown
    assert "23 november 2026, 10.00" in shown
    assert "Open inloop" in shown
    assert "Geen naam, geen adres" in shown
    assert held(client, card).headers["Cache-Control"] == "no-store"


def test_what_was_taken_back_or_put_apart_is_held_too_and_told(
    neighbourhood: Neighbourhood,
) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    key, here = hash_of(neighbourhood, card), neighbourhood.linde
    undone = a_check_in(here, MONDAY, pass_hash=key, occurrence_id=neighbourhood.inloop)
    by, event = uuid.uuid4(), visiting.UndoEvent(new_id(), MONDAY_TEN, visiting.NOTHING, undone)
    visiting.take_back(centre_id=here, event=event, by=by)
    shown = " ".join(held(client, card).text.split())
    assert "teruggenomen, telt niet mee" in shown
    assert "<dt>Bezoeken</dt>" not in shown
    assert "Apart gezet" not in shown
    misfit = Misfit(uuid.uuid4(), "future", b"x" * 32, {"kind": "check_in", "pass": key.hex()})
    other = Misfit(uuid.uuid4(), "future", b"x" * 32, {"kind": "check_in", "pass": None})
    for one in (misfit, other):
        visiting.quarantine(source=Source(here, "tablet"), misfit=one, at=MONDAY_TEN)
    apart = held(client, card).text.partition("<h3>Apart gezet</h3>")[2].partition("</ul>")[0]
    assert apart.count("<li>") == 1
    assert "23 november 2026, 10.00" in apart


@pytest.mark.parametrize("card", ["", "hallo", "0Q6G-NSHN-X94T-TMVB-WMGS-B7RW-Y0B", "x" * 500])
def test_what_is_no_pass_is_said_beside_the_field(neighbourhood: Neighbourhood, card: str) -> None:
    client = neighbourhood.browser("host")
    for deed in ("pas", "uitgeven", "intrekken", "wissen"):
        response = held(client, card, deed)
        assert response.status_code == 422
        assert 'id="card-error"' in response.text


def test_a_pass_of_another_centre_is_like_one_that_was_erased(
    neighbourhood: Neighbourhood,
) -> None:
    card = a_card(neighbourhood, neighbourhood.anker)
    response = held(neighbourhood.browser("host"), card)
    assert response.status_code == 422
    assert "Deze pas is niet van De Linde, of hij is gewist." in response.text
    assert "Anker" not in response.text


def test_a_revoked_pass_stays_revoked_and_says_so(neighbourhood: Neighbourhood) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    assert held(client, card, "intrekken", reason="zomaar").status_code == 422
    said = client.get(held(client, card, "intrekken", reason="lost").location).text
    assert "De pas is ingetrokken." in said
    one = found(neighbourhood, card)
    assert one is not None
    assert (one.revoked_at, one.revoked_reason) == (MONDAY_TEN, "lost")
    assert "Ingetrokken op 23 november 2026." in held(client, card).text


def test_replacing_revokes_the_old_and_prints_one_new_card(neighbourhood: Neighbourhood) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    response = held(client, card, "intrekken", reason="broken", vervang="1")
    assert response.mimetype == "application/pdf"
    assert len(PdfReader(io.BytesIO(response.data)).pages) == 2
    one = found(neighbourhood, card)
    assert one is not None
    assert one.revoked_at == MONDAY_TEN
    made = {one.made_on: one.made for one in queries.register(centre_id=neighbourhood.linde)}
    assert made == {FRIDAY: 1, MONDAY: 1}


def test_erasing_asks_for_a_tick_and_leaves_nothing_but_numbers(
    neighbourhood: Neighbourhood,
) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    a_check_in(neighbourhood.linde, MONDAY, pass_hash=hash_of(neighbourhood, card))
    asked = held(client, card, "wissen")
    assert asked.status_code == 422
    assert "Zet eerst het vinkje" in asked.text
    assert found(neighbourhood, card) is not None
    said = client.get(held(client, card, "wissen", sure="y").location).text
    assert "Van deze pas weten we niets meer." in said
    assert found(neighbourhood, card) is None
    (one,) = visits.standing(centre_id=neighbourhood.linde, first_day=MONDAY, last_day=MONDAY)
    assert one.pass_id is None
    assert held(client, card).status_code == 422


def test_cards_are_printed_and_the_register_says_how_many(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    response = client.post("/team/passen/printen", data={"count": 12})
    assert response.mimetype == "application/pdf"
    assert len(PdfReader(io.BytesIO(response.data)).pages) == 4
    shown = client.get("/team/passen").text
    assert "23 november 2026" in shown
    assert 'data-named="Gemaakt">12</td>' in shown


@pytest.mark.parametrize("count", ["0", "501", "", "tien"])
def test_a_number_of_cards_that_cannot_be_is_said(neighbourhood: Neighbourhood, count: str) -> None:
    response = neighbourhood.browser("host").post("/team/passen/printen", data={"count": count})
    assert response.status_code == 422
    assert "Schrijf een getal van 1 tot 500." in response.text
    assert queries.register(centre_id=neighbourhood.linde) == ()


def test_where_many_pdfs_are_made_at_once_one_is_asked_to_come_back(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> bytes:
        raise PaperBusy("several")

    monkeypatch.setattr(page.cards, "cards_pdf", busy)
    client = neighbourhood.browser("host")
    response = client.post("/team/passen/printen", data={"count": 3})
    assert "Probeer het over een halve minuut opnieuw." in client.get(response.location).text
    assert queries.register(centre_id=neighbourhood.linde) == ()


def test_cards_that_could_not_be_printed_are_not_kept(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise PaperError("no paper")

    monkeypatch.setattr(page.cards, "cards_pdf", fail)
    client = neighbourhood.browser("host")
    response = client.post("/team/passen/printen", data={"count": 3})
    assert "De PDF maken lukt nu niet." in client.get(response.location).text
    assert queries.register(centre_id=neighbourhood.linde) == ()
    card = a_card(neighbourhood)
    assert held(client, card, "intrekken", reason="lost", vervang="1").status_code == 302
    kept = found(neighbourhood, card)
    assert kept is not None
    assert kept.revoked_at is None, "who has no new card keeps the old one"


def test_no_card_stands_in_an_address_or_a_log(
    neighbourhood: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    card, client = a_card(neighbourhood), neighbourhood.browser("host")
    answers = [held(client, card, deed, reason="lost") for deed in ("pas", "uitgeven", "intrekken")]
    assert all(card not in (answer.location or "") for answer in answers)
    logged = capsys.readouterr()
    assert card not in logged.out + logged.err
