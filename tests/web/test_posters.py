"""The team's posters: what is listed, printed, renewed and stopped; and what they need."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.centres import services as places
from registry.database import reading
from registry.posters import queries
from registry.posters import services as posters
from tests.builders import MONDAY_TEN
from tests.sheets.build import text_of
from tests.web.conftest import Neighbourhood

PAGE = "/team/posters"


def code(here: Neighbourhood) -> str | None:
    """Return the code of this morning's open inloop."""
    view = centres.by_id(here.linde)
    assert view is not None
    (found,) = posters.posters_of(centre=view, days=[MONDAY_TEN.date()], at=MONDAY_TEN)
    return found.code


def test_without_a_public_address_the_page_says_what_to_set(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("host")
    for page in (PAGE, "/team/pas-in-telefoon"):
        text = browser.get(page).text
        assert "INLOOP_PUBLIC_URL" in text
        assert "/p/" not in text
    assert browser.get(f"{PAGE}/{neighbourhood.inloop}.pdf").location == PAGE


def test_seven_days_are_listed_without_what_is_sensitive(public: Neighbourhood) -> None:
    text = public.browser("host").get(PAGE).text
    assert text.count("Open inloop</b>") == 5, "the weekend is closed"
    assert "Hulp bij brieven" not in text
    assert f'href="/p/{code(public)}"' in text
    assert "Vandaag, maandag 23 november" in text


def test_a_poster_prints_its_occurrence_and_its_address(
    public: Neighbourhood, tmp_path: Path
) -> None:
    file = public.browser("coordinator").get(f"{PAGE}/{public.inloop}.pdf")
    assert file.mimetype == "application/pdf"
    (text,) = text_of(file.data, tmp_path)
    for words in ("Open inloop", "maandag 23 november", "09.30 tot 12.00 uur", "De Linde"):
        assert words in text
    assert f"inloop.voorbeeld/p/{code(public)}" in text


def test_a_new_code_and_a_stop_are_on_the_record(public: Neighbourhood) -> None:
    browser, before = public.browser("host"), code(public)
    assert browser.post(f"{PAGE}/{public.inloop}/nieuw").location == PAGE
    assert code(public) not in (None, before)
    browser.post(f"{PAGE}/{public.inloop}/stop")
    assert code(public) is None
    text = browser.get(PAGE).text
    assert "De poster van Open inloop werkt niet meer." in text
    assert "gestopt" in text
    assert browser.get(f"{PAGE}/{public.inloop}.pdf").location == PAGE
    with reading() as connection:
        actions = connection.execute(
            select(AuditEntry.action).where(AuditEntry.action.like("poster.%"))
        ).scalars()
        assert sorted(actions) == ["poster.renew", "poster.withdraw"]


def test_there_is_no_poster_of_something_sensitive(public: Neighbourhood) -> None:
    browser = public.browser("coordinator")
    assert browser.get(f"{PAGE}/{public.surgery}.pdf").status_code == 404
    assert browser.post(f"{PAGE}/{public.surgery}/nieuw").status_code == 404


def test_a_poster_that_was_made_to_print_is_on_the_record(public: Neighbourhood) -> None:
    assert not queries.was_printed(centre_id=public.linde)
    public.browser("host").get(f"{PAGE}/{public.inloop}.pdf")
    assert queries.was_printed(centre_id=public.linde)
    assert not queries.was_printed(centre_id=public.anker)
    log = public.browser("coordinator").get("/team/instellingen/logboek").text
    assert "Poster geprint" in log


def test_a_poster_carries_the_centres_logo_and_says_where_it_is_told_what_is_kept(
    public: Neighbourhood, tmp_path: Path
) -> None:
    address = f"{PAGE}/{public.inloop}.pdf"
    browser = public.browser("coordinator")
    assert pictures_in(browser.get(address).data) == []
    places.keep_logo(centre_id=public.linde, content=a_logo(), at=MONDAY_TEN, by=None)
    file = browser.get(address).data
    assert pictures_in(file) == [(300, 120)]
    assert "inloop.voorbeeld/bewaren" in text_of(file, tmp_path)[0]
    assert pictures_in(browser.get("/team/programma/2026-W48.pdf").data) == [(300, 120)]


def a_logo() -> bytes:
    """Return a picture."""
    kept = io.BytesIO()
    Image.new("RGB", (300, 120), "red").save(kept, "PNG")
    return kept.getvalue()


def pictures_in(file: bytes) -> list[tuple[int, int]]:
    """Return the sizes of the pictures that a PDF holds."""
    pages = PdfReader(io.BytesIO(file)).pages
    return [picture.image.size for page in pages for picture in page.images if picture.image]
