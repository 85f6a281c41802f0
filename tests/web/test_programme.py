"""Programma: a week and a month by address, what was changed, and the week on paper."""

from __future__ import annotations

import io
import re
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from registry.activities import services
from registry.activities.services import Move
from registry.centres import services as centres
from tests.builders import ILL, MONDAY_TEN, a_planned_activity
from tests.web.conftest import TEAM, Neighbourhood

PAGE = "/team/programma"
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def host(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("host")


def day_of(page: str, day: str) -> str:
    """Return what stands on a day, as text."""
    part = page.partition(f'id="day-{day}"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part.partition(">")[2]).split())


def move_inloop(here: Neighbourhood, day: date = WEDNESDAY) -> None:
    to = Move(day=day, starts=time(14), ends=time(16), place="Keuken")
    services.move_occurrence(
        centre_id=here.linde, occurrence_id=here.inloop, to=to, why=ILL, at=MONDAY_TEN, by=None
    )


def cancel_surgery(here: Neighbourhood) -> None:
    services.cancel_occurrence(
        centre_id=here.linde, occurrence_id=here.surgery, why=ILL, at=MONDAY_TEN, by=None
    )


@pytest.mark.parametrize("who", TEAM)
def test_a_week_shows_each_open_day_with_what_is_on(neighbourhood: Neighbourhood, who: str) -> None:
    page = neighbourhood.browser(who).get(f"{PAGE}?week=2026-W48&centrum=de-linde").text
    monday = day_of(page, "2026-11-23")
    assert monday.startswith("maandag 23 november · vandaag 09.30 Open inloop")
    assert "Hulp bij brieven" in monday
    assert 'id="day-2026-11-28"' not in page
    assert f"{PAGE}/{neighbourhood.inloop}" in page


def test_without_a_week_it_is_this_one_and_its_neighbours_are_a_link_away(
    host: FlaskClient,
) -> None:
    page = host.get(PAGE).text
    assert "23 november 2026 tot en met 29 november 2026" in page
    assert f'href="{PAGE}?week=2026-W47"' in page
    assert f'href="{PAGE}?week=2026-W49"' in page
    assert f'href="{PAGE}?maand=2026-11"' in page


def test_the_first_week_of_a_year_may_begin_in_the_old_one(host: FlaskClient) -> None:
    page = host.get(f"{PAGE}?week=2026-W53").text
    assert "28 december 2026 tot en met 3 januari 2027" in page
    assert f'href="{PAGE}?week=2027-W01"' in page


@pytest.mark.parametrize(
    "asked",
    ["week=2026-W54", "week=48", "week=2026-W00", "maand=2026-13", "maand=", "week=1999-W01"],
)
def test_a_week_or_month_that_is_none_is_not_there(host: FlaskClient, asked: str) -> None:
    assert host.get(f"{PAGE}?{asked}").status_code == 404


def test_what_moved_or_was_called_off_stands_where_people_look_for_it(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    move_inloop(neighbourhood)
    cancel_surgery(neighbourhood)
    page = host.get(PAGE).text
    monday, wednesday = day_of(page, "2026-11-23"), day_of(page, "2026-11-25")
    assert "09.30 Open inloop nu op woensdag 25 november verplaatst" in monday
    assert "Hulp bij brieven Zaal 1 gaat niet door" in monday
    assert "14.00 Open inloop Keuken verplaatst" in wednesday


def test_one_o_can_be_looked_at_alone(host: FlaskClient) -> None:
    monday = day_of(host.get(f"{PAGE}?o=ondersteunen").text, "2026-11-23")
    assert "Hulp bij brieven" in monday
    assert "Open inloop" not in monday


def test_a_month_leaves_the_usual_open_inloop_out(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    move_inloop(neighbourhood)
    page = host.get(f"{PAGE}?maand=2026-11").text
    assert "Open inloop" in day_of(page, "2026-11-25")
    assert "Open inloop" not in day_of(page, "2026-11-24")
    assert "Hulp bij brieven" in day_of(page, "2026-11-24")
    assert page.count('class="weekday"') == 7
    assert len(re.findall(r'id="day-', page)) == 42


def test_a_closed_day_says_why(neighbourhood: Neighbourhood, host: FlaskClient) -> None:
    centres.close_on(centre_id=neighbourhood.linde, day=WEDNESDAY, reason="Schoonmaak")
    assert day_of(host.get(PAGE).text, "2026-11-25") == ("woensdag 25 november Dicht: Schoonmaak")


def test_a_holiday_is_named_and_far_weeks_are_planned_when_looked_at(host: FlaskClient) -> None:
    monday = day_of(host.get(f"{PAGE}?week=2027-W17").text, "2027-04-26")
    assert "Meivakantie" in monday
    assert "Open inloop" in monday
    assert "Ver vooruit" in host.get(f"{PAGE}?week=2030-W17").text


def text_of(client: FlaskClient, week: str = "2026-W48", size: str = "a4") -> PdfReader:
    response = client.get(f"{PAGE}/{week}.pdf?papier={size}")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return PdfReader(io.BytesIO(response.data))


@pytest.mark.parametrize(("size", "width"), [("a4", 210), ("a3", 297)])
def test_the_week_is_one_page_of_the_paper_asked_for(
    neighbourhood: Neighbourhood, host: FlaskClient, size: str, width: int
) -> None:
    a_planned_activity(neighbourhood.linde)
    move_inloop(neighbourhood)
    cancel_surgery(neighbourhood)
    reader = text_of(host, size=size)
    (page,) = reader.pages
    assert round(float(page.mediabox.width) / 72 * 25.4) == width
    text = " ".join(page.extract_text().split())
    assert "De Linde" in text
    assert "23 tot en met 29 november" in text
    assert "dinsdag tot en met vrijdag, 09.30 tot 12.00 uur." in text
    assert "nu woensdag 25, 14.00" in text
    assert "gaat niet door" in text
    assert "Fietsles" in text
    assert "Zaterdag en zondag gesloten." in text


@pytest.mark.parametrize("asked", ["2026-W54.pdf", "volgende.pdf", "2026-W48.pdf?papier=a5"])
def test_another_week_or_paper_is_not_there(host: FlaskClient, asked: str) -> None:
    assert host.get(f"{PAGE}/{asked}").status_code == 404


def test_codes_are_on_paper_only_where_phones_know_the_address(
    public: Neighbourhood,
) -> None:
    a_planned_activity(public.linde)
    host = public.browser("host")
    large = " ".join(text_of(host, size="a3").pages[0].extract_text().split())
    assert "Scan de code bij de activiteit" in large
    assert "Scan voor de agenda." in large
    small = " ".join(text_of(host).pages[0].extract_text().split())
    assert "Scan de code bij de activiteit" not in small
    assert "Scan voor de agenda." in small


def test_without_an_address_there_is_no_code(host: FlaskClient) -> None:
    for size in ("a4", "a3"):
        assert "Scan" not in text_of(host, size=size).pages[0].extract_text()
