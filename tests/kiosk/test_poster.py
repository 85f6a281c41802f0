"""A poster's code on a visitor's own phone: when it works, what it counts, what it never does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, text, update
from werkzeug.test import TestResponse

from registry.activities import services as activities
from registry.activities.models import Activity, Occurrence
from registry.answers.models import LanguageTally
from registry.centres import queries as centres
from registry.database import reading, writing
from registry.posters import services as posters
from registry.posters.services import PosterView
from registry.visits import queries as visits
from registry.visits.models import CheckIn, Quarantined
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_daily_activity,
    a_detail,
    an_undo,
    occurrence_on,
    some_passes,
)
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture

DAY = MONDAY_TEN.date()
TOLD = re.compile(r'<div class="told">.*?</div>', re.DOTALL)


class Wall:
    """A centre with posters on its wall, and a phone in front of them."""

    def __init__(self, app: Flask) -> None:
        """Open a centre with a course for six people, from half past nine to twelve."""
        self.app = app
        self.centre = a_centre()
        self.course = self.running("Schilderen", capacity=6)
        self.phone: FlaskClient = app.test_client()

    def running(self, title: str, **more: object) -> UUID:
        """Add a daily activity and return its occurrence of today."""
        return occurrence_on(self.centre, a_daily_activity(self.centre, title, **more), DAY)

    def posters(self) -> dict[UUID, PosterView]:
        """Return the centre's posters of today, by occurrence."""
        found = centres.by_id(self.centre)
        assert found is not None
        made = posters.posters_of(centre=found, days=[DAY], at=MONDAY_TEN)
        return {one.item.occurrence_id: one for one in made}

    def code(self, occurrence: UUID | None = None) -> str:
        """Return the code of an occurrence's poster."""
        code = self.posters()[occurrence or self.course].code
        assert code is not None
        return code

    def open(self, code: str, query: str = "") -> TestResponse:
        """Ask for a poster's page."""
        return self.phone.get(f"/p/{code}{query}")

    def form(self, code: str, people: object = 1) -> dict[str, str]:
        """Return a form as the page sends it, its nonce made with the page."""
        found = re.search(r'name="nonce" value="([^"]+)"', self.open(code).text)
        assert found is not None
        return {"nonce": found[1], "people": str(people)}

    def come(self, code: str, people: object = 1) -> TestResponse:
        """Open the page, send its form and follow it to the thanks."""
        return self.phone.post(f"/p/{code}", data=self.form(code, people), follow_redirects=True)

    def counted(self) -> list[tuple[str, int, UUID | None]]:
        """Return what was stored: channel, people, occurrence."""
        rows = visits.standing(centre_id=self.centre, first_day=DAY, last_day=DAY)
        return [(one.channel, one.party, one.occurrence_id) for one in rows]


@pytest.fixture
def wall(book: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wall]:
    """Return a wall of posters at ten o'clock, where the address is public."""
    known = book.extensions["inloop_settings"]
    public = known.model_copy(update={"public_url": "https://inloop.voorbeeld"})
    monkeypatch.setitem(book.extensions, "inloop_settings", public)
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield Wall(book)


def told(response: TestResponse) -> str:
    """Return what a page says, without its marks."""
    (said,) = TOLD.findall(response.text)
    return " ".join(re.sub(r"<[^>]+>", " ", said).split())


def test_who_scans_a_poster_is_counted_without_a_pass_in_a_channel_of_its_own(wall: Wall) -> None:
    page = wall.open(wall.code())
    assert page.status_code == 200
    assert "Vandaag, 09.30 tot 12.00 uur" in page.text
    assert "Zaal 1" in page.text
    thanks = wall.come(wall.code(), 3)
    assert "Veel plezier bij Schilderen" in told(thanks)
    assert wall.counted() == [("poster", 3, wall.course)]
    with reading() as connection:
        assert connection.execute(select(CheckIn.pass_id)).scalars().all() == [None]


def test_the_same_form_sent_twice_counts_once(wall: Wall) -> None:
    form = wall.form(wall.code(), 2)
    for _ in range(3):
        assert wall.phone.post(f"/p/{wall.code()}", data=form).status_code == 303
    assert wall.counted() == [("poster", 2, wall.course)]
    wall.come(wall.code())
    assert len(wall.counted()) == 2, "another page is another visit"


@pytest.mark.parametrize("nonce", ["", "made-up", "0" * 32])
def test_a_form_without_the_nonce_of_the_page_counts_nobody(wall: Wall, nonce: str) -> None:
    sent = wall.phone.post(f"/p/{wall.code()}", data={"nonce": nonce, "people": "1"})
    assert sent.status_code == 303
    assert wall.counted() == []


def test_the_nonce_of_one_poster_is_none_of_another(wall: Wall) -> None:
    other = wall.running("Fietsles")
    wall.phone.post(f"/p/{wall.code(other)}", data=wall.form(wall.code()))
    assert wall.counted() == []


@pytest.mark.parametrize(("people", "stored"), [("0", 1), ("-4", 1), ("x", 1), ("", 1), ("99", 99)])
def test_people_are_one_to_ninety_nine(wall: Wall, people: str, stored: int) -> None:
    hall = wall.running("Koor")
    wall.come(wall.code(hall), people)
    wall.come(wall.code(hall), "100")
    assert sorted(party for _, party, _ in wall.counted()) == sorted([stored, 1])


def test_above_the_rooms_capacity_a_host_decides_and_the_phone_is_thanked(wall: Wall) -> None:
    a_check_in(wall.centre, DAY, occurrence_id=wall.course, party=4)
    form = wall.form(wall.code(), 3)
    full = wall.phone.post(f"/p/{wall.code()}", data=form, follow_redirects=True)
    assert "Dank u wel! Zeg even tegen de gastvrouw" in told(full)
    assert [party for _, party, _ in wall.counted()] == [4]
    wall.phone.post(f"/p/{wall.code()}", data=form)
    with reading() as connection:
        (kept,) = connection.execute(select(Quarantined)).mappings().all()
    assert kept["code"] == "over_capacity"
    assert f'"occurrence": "{wall.course}", "party": 3, "pass": null' in kept["body"]
    assert kept["tablet_id"] is None
    assert "Veel plezier" in told(wall.come(wall.code(), 2)), "two still fit"
    assert "gastvrouw" in told(wall.come(wall.code()))


def test_a_room_is_full_of_people_and_not_of_scans(wall: Wall) -> None:
    first = a_check_in(wall.centre, DAY, occurrence_id=wall.course, party=5)
    assert visits.people_at(centre_id=wall.centre, occurrence_id=wall.course, day=DAY) == 5
    (card,) = some_passes(wall.centre, 1)
    for party in (2, 3, 1):
        a_check_in(wall.centre, DAY, occurrence_id=wall.course, pass_hash=card, party=party)
    assert visits.people_at(centre_id=wall.centre, occurrence_id=wall.course, day=DAY) == 8
    a_detail(wall.centre, first, DAY, occurrence_id=wall.running("Koor"))
    assert visits.people_at(centre_id=wall.centre, occurrence_id=wall.course, day=DAY) == 3
    an_undo(wall.centre, first, DAY)
    assert visits.people_at(centre_id=wall.centre, occurrence_id=wall.course, day=DAY) == 3


@pytest.mark.parametrize(
    ("wall_clock", "said"),
    [
        (time(9, 14), "U bent vroeg. Aanmelden kan vanaf 09.15 uur."),
        (time(9, 15), ""),
        (time(11, 59), ""),
        (time(12), "Dit is voorbij. Tot de volgende keer."),
    ],
)
def test_a_code_works_from_a_little_before_the_start_until_the_end(
    wall: Wall, wall_clock: time, said: str
) -> None:
    code, form = wall.code(), wall.form(wall.code())
    moment = MONDAY_TEN.replace(hour=wall_clock.hour - 1, minute=wall_clock.minute)
    with time_machine.travel(moment, tick=False):
        page = wall.open(code)
        wall.phone.post(f"/p/{code}", data=form)
    assert (told(page) if said else "") == said
    assert len(wall.counted()) == (0 if said else 1)


def test_another_day_is_named(wall: Wall) -> None:
    code = wall.code()
    with time_machine.travel(MONDAY_TEN - timedelta(days=1), tick=False):
        assert "Maandag 23 november, 09.30 tot 12.00 uur" in wall.open(code).text
        assert "Monday 23 November" in wall.open(code, "?taal=en").text


def test_what_was_called_off_says_so(wall: Wall) -> None:
    code, form = wall.code(), wall.form(wall.code())
    activities.cancel_occurrence(
        centre_id=wall.centre, occurrence_id=wall.course, at=MONDAY_TEN, by=None
    )
    assert told(wall.open(code)).startswith("Dit gaat niet door.")
    wall.phone.post(f"/p/{code}", data=form)
    assert wall.counted() == []


def test_something_sensitive_has_no_poster_even_where_it_had_one(wall: Wall) -> None:
    surgery = wall.running("Hulp bij brieven", type_key="A2", sensitive=True)
    assert surgery not in wall.posters()
    code = wall.code()
    with writing() as connection:
        connection.execute(update(Activity).values(sensitive=True))
    assert wall.open(code).status_code == 404


def test_a_renewed_code_ends_the_old_one_and_a_withdrawn_one_stays_away(wall: Wall) -> None:
    old = wall.code()
    key = {"centre_id": wall.centre, "occurrence_id": wall.course, "at": MONDAY_TEN}
    posters.renew(**key, by=wall.centre)
    assert wall.open(old).status_code == 404
    assert wall.open(wall.code()).status_code == 200
    renewed = wall.code()
    posters.withdraw(**key, by=wall.centre)
    assert wall.open(renewed).status_code == 404
    assert wall.posters()[wall.course].code is None
    with pytest.raises(posters.UnknownOccurrence):
        posters.renew(**{**key, "occurrence_id": wall.centre}, by=wall.centre)


def test_a_code_is_made_once_is_long_enough_and_goes_with_its_occurrence(wall: Wall) -> None:
    assert wall.code() == wall.code()
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", wall.code())
    assert "Schilderen" in wall.open(wall.code().lower()).text, "small letters will do"
    with reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM poster")).scalar_one()
    with writing() as connection:
        connection.execute(delete(Occurrence).where(Occurrence.id == wall.course))
    with reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM poster")).scalar_one() == before - 1


def test_no_page_sets_a_cookie_or_asks_another_host(wall: Wall) -> None:
    code = wall.code()
    for response in (
        wall.open(code),
        wall.phone.post(f"/p/{code}", data=wall.form(code)),
        wall.open(f"{code}/dank"),
        wall.open("ZZZZZZZZ"),
    ):
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert re.findall(r'(?:src|href|action)="(https?:)?//', response.text) == []


def test_a_native_form_that_may_not_say_where_it_comes_from_is_taken(wall: Wall) -> None:
    sent = wall.phone.post(
        f"/p/{wall.code()}", data=wall.form(wall.code()), headers={"Origin": "null"}
    )
    assert sent.status_code == 303
    assert len(wall.counted()) == 1


def test_the_language_is_chosen_by_a_link_among_the_centres_and_counted_once(wall: Wall) -> None:
    code = wall.code()
    arabic = wall.open(code, "?taal=ar")
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert '<html lang="nl" dir="ltr">' in wall.open(code, "?taal=xx").text
    form = wall.form(code)
    for _ in range(2):
        thanks = wall.phone.post(f"/p/{code}?taal=ar", data=form, follow_redirects=True)
    assert '<html lang="ar" dir="rtl">' in thanks.text
    with reading() as connection:
        rows = connection.execute(select(LanguageTally.language, LanguageTally.count)).all()
    assert [tuple(row) for row in rows] == [("ar", 1)]


def test_guessing_codes_is_slowed_and_a_queue_is_not(wall: Wall) -> None:
    code = wall.code()
    for _ in range(30):
        assert wall.open(code).status_code == 200
    answers = [wall.open(f"ZZZZZZ{number:02}").status_code for number in range(25)]
    assert answers[:20] == [404] * 20
    assert set(answers[20:]) == {429}
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=2), tick=False):
        assert wall.open(code).status_code == 200


def test_forms_have_a_limit_too(wall: Wall) -> None:
    form = wall.form(wall.code())
    answers = [wall.phone.post(f"/p/{wall.code()}", data=form).status_code for _ in range(62)]
    assert answers == [303] * 60 + [429] * 2


def test_an_unknown_code_is_told_kindly(wall: Wall) -> None:
    page = wall.open("ZZZZZZZZ")
    assert page.status_code == 404
    assert told(page) == "Deze code werkt niet. Vraag de gastvrouw of gastheer."


def test_without_a_public_address_there_are_no_posters(book: Flask) -> None:
    with time_machine.travel(MONDAY_TEN, tick=False):
        wall = Wall(book)
        assert wall.open(wall.code()).status_code == 404
        assert "Deze code werkt niet" not in wall.open(wall.code()).text
