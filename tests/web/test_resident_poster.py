"""The poster for residents, fetched from the sheet's page in each language of the centre."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import select

from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.database import reading
from registry.sheets import queries
from registry.support import services as support
from registry.texts.services import choose_languages
from tests.builders import MONDAY_TEN
from tests.sheets.build import text_of
from tests.web.conftest import Neighbourhood

PAGE = "/team/maandblad/2026-10"
POSTER = f"{PAGE}/poster.pdf"


def languages_of(here: Neighbourhood) -> tuple[str, ...]:
    centre = centres.by_id(here.linde)
    assert centre is not None
    return centre.languages


def test_the_page_has_a_button_for_each_language_of_the_centre(
    neighbourhood: Neighbourhood,
) -> None:
    page = unescape(neighbourhood.browser("coordinator").get(PAGE).text)
    found = [code for code in languages_of(neighbourhood) if f"{POSTER}?taal={code}" in page]
    assert tuple(found) == languages_of(neighbourhood)
    assert len(found) > 1
    assert page.count(f"{POSTER}?taal=") == len(found)


def test_it_is_a_file_of_the_centre_month_and_language_and_is_on_the_record(
    neighbourhood: Neighbourhood, tmp_path: Path
) -> None:
    made = neighbourhood.browser("coordinator").get(f"{POSTER}?taal=ar")
    assert made.mimetype == "application/pdf"
    assert made.headers["Content-Disposition"] == (
        'attachment; filename="poster-de-linde-2026-10-ar.pdf"'
    )
    assert len(text_of(made.data, tmp_path)) == 1
    with reading() as connection:
        told: Any = connection.execute(
            select(AuditEntry.object, AuditEntry.centre_id).where(
                AuditEntry.action == "sheet.download"
            )
        )
        assert told.all() == [("sheet 2026-10 poster-ar", neighbourhood.linde)]
    log = neighbourhood.browser("coordinator").get("/team/instellingen/logboek")
    assert "Maandblad opgehaald" in log.text


def test_only_carers_fetch_it_and_only_in_a_language_of_the_centre(
    neighbourhood: Neighbourhood,
) -> None:
    assert neighbourhood.browser("host").get(POSTER).status_code == 403
    assert "/team/inloggen" in neighbourhood.browser().get(POSTER).location
    browser = neighbourhood.browser("coordinator")
    for address in (f"{POSTER}?taal=xx", f"{POSTER}?taal=", "/team/maandblad/2030-01/poster.pdf"):
        assert browser.get(address).status_code == 404


def test_of_an_issued_sheet_it_stays_the_same_whatever_is_heard_later(
    neighbourhood: Neighbourhood, tmp_path: Path
) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    say(neighbourhood, "Het is koud.")
    browser = neighbourhood.browser("coordinator")
    first = browser.get(f"{POSTER}?taal=nl").data
    say(neighbourhood, "De lamp is stuk.")
    assert browser.get(f"{POSTER}?taal=nl").data == first
    sheet = queries.current(centre_id=neighbourhood.linde, period="2026-10")
    assert sheet is not None
    assert queries.file(sheet, form="poster-nl") == first
    (text,) = text_of(first, tmp_path)
    assert "Het is koud." in text
    assert sheet.number in text
    (english,) = text_of(browser.get(f"{POSTER}?taal=en").data, tmp_path)
    assert "De lamp is stuk." in english


def say(here: Neighbourhood, said: str) -> None:
    support.say_heard(
        centre_id=here.linde,
        month="2026-10",
        lines={"nl": (said, "Dat is gemaakt.")},
        at=MONDAY_TEN,
        by=None,
    )


def test_a_kept_poster_stays_when_its_language_is_turned_off(
    neighbourhood: Neighbourhood, quick_paper: None
) -> None:
    browser = neighbourhood.browser("coordinator")
    browser.post(f"{PAGE}/uitgeven", data={"gezien": "ja"})
    first = browser.get(f"{POSTER}?taal=ar").data
    choose_languages(
        centre_id=neighbourhood.linde,
        languages=("nl", "tr"),
        known_drafts=("tr",),
        wording=(),
        at=MONDAY_TEN,
        by=None,
    )
    page = unescape(browser.get(PAGE).text)
    assert [f"{POSTER}?taal={code}" in page for code in ("nl", "ar", "tr", "pl")] == [
        *(True, True, True, False)
    ]
    assert browser.get(f"{POSTER}?taal=ar").data == first


def test_an_annex_of_another_theory_is_told_and_not_made(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    own = neighbourhood.app.extensions["inloop_theory"]
    neighbourhood.app.extensions["inloop_theory"] = replace(own, version="99.0")
    browser = neighbourhood.browser("coordinator")
    assert browser.get(f"{PAGE}/bijlage.pdf").location == PAGE
    assert "de theorie is sindsdien veranderd" in browser.get(PAGE).text
