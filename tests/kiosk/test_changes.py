"""What the tablet's cards and a poster say of what was called off or moved."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
import time_machine

from registry.activities import services as activities
from registry.activities.services import Move, Why
from tests.builders import ILL, MONDAY_TEN
from tests.kiosk.conftest import Door
from tests.kiosk.test_pack import pack, screen
from tests.kiosk.test_poster import told
from tests.kiosk.wall import Wall

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def cancel(door: Door, why: Why = ILL) -> None:
    activities.cancel_occurrence(
        centre_id=door.centre, occurrence_id=door.course, why=why, at=MONDAY_TEN, by=None
    )


def move(door: Door, to: Move, why: Why = ILL) -> None:
    activities.move_occurrence(
        centre_id=door.centre, occurrence_id=door.course, to=to, why=why, at=MONDAY_TEN, by=None
    )


def card_of(html: str, title: str) -> str:
    """Return the card with this title, as text."""
    (found,) = [
        part
        for part in re.findall(r'<(?:button|div)[^>]*class="card.*?</(?:button|div)>', html, re.S)
        if title in part
    ]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_what_is_called_off_has_a_card_that_says_so_and_cannot_be_touched(door: Door) -> None:
    cancel(door)
    for name in ("welkom", "meer"):
        html = screen(door, name)
        assert card_of(html, "Fietsles") == (
            "Fietsles Gaat niet door. De begeleider is ziek. 09.30"
        )
        assert str(door.course) not in html
    assert str(door.course) not in pack(door)["occurrences"]
    assert str(door.course) not in pack(door)["deals"]


def test_the_first_card_is_one_to_touch(door: Door) -> None:
    activities.cancel_occurrence(
        centre_id=door.centre, occurrence_id=door.inloop, why=ILL, at=MONDAY_TEN, by=None
    )
    html = screen(door, "welkom")
    assert html.index("data-occurrence") < html.index("data-off")


def test_where_nothing_else_is_held_there_is_a_card_to_touch_before_the_script_runs(
    door: Door,
) -> None:
    for key in (door.inloop, door.course, door.surgery):
        activities.cancel_occurrence(
            centre_id=door.centre, occurrence_id=key, why=ILL, at=MONDAY_TEN, by=None
        )
    page = door.client.get("/kiosk/").text.partition("<template")[0]
    assert re.findall(r'data-event="check_in"[^>]* data-occurrence="(.*?)"', page) == [""]
    assert 'class="cards empty"' in page
    assert page.index("data-occurrence") < page.index("data-off")
    assert page.count("data-off") == 3


def test_it_stays_until_it_would_have_ended(door: Door) -> None:
    cancel(door)
    with time_machine.travel(MONDAY_TEN + timedelta(hours=2), tick=False):
        assert "Fietsles" not in screen(door, "meer")


def test_the_fixed_words_are_said_in_the_language_of_the_visitor(door: Door) -> None:
    cancel(door)
    assert "Not on today. The group leader is ill." in card_of(
        screen(door, "welkom", "en"), "Fietsles"
    )
    assert "Gaat niet door" not in screen(door, "welkom", "ar")


def test_own_words_are_shown_in_dutch_only(door: Door) -> None:
    cancel(door, Why("anders", "De fietsen zijn gestolen."))
    assert "De fietsen zijn gestolen." in screen(door, "welkom")
    english = card_of(screen(door, "welkom", "en"), "Fietsles")
    assert english.endswith("Not on today. 09.30")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (Move(day=MONDAY, starts=time(14), ends=time(15), place="Zaal 1"), "Nu om 14.00."),
        (Move(day=MONDAY, starts=time(9, 30), ends=time(12), place="Keuken"), "Nu hier: Keuken."),
        (
            Move(day=MONDAY, starts=time(14), ends=time(15), place="Keuken"),
            "Nu om 14.00. Nu hier: Keuken.",
        ),
    ],
)
def test_what_moved_within_the_day_says_where_it_went(door: Door, to: Move, said: str) -> None:
    move(door, to)
    html = screen(door, "welkom")
    assert f"{said} De begeleider is ziek." in card_of(html, "Fietsles")
    assert str(door.course) in html
    assert str(door.course) in pack(door)["occurrences"]


def test_what_moved_to_another_day_is_told_on_its_own_day_and_offered_on_the_other(
    door: Door,
) -> None:
    move(door, Move(day=TUESDAY, starts=time(14), ends=time(15), place="Zaal 1"))
    html = screen(door, "welkom")
    said = card_of(html, "Fietsles")
    assert said == "Fietsles Nu op dinsdag 24 november, 14.00. De begeleider is ziek. 09.30"
    assert str(door.course) not in html
    with time_machine.travel(MONDAY_TEN + timedelta(days=1), tick=False):
        there = screen(door, "meer")
    assert str(door.course) in there
    assert "Nu om 14.00." in there


def test_a_check_in_at_what_was_called_off_still_counts_there(door: Door) -> None:
    cancel(door)
    assert door.send(door.tap(door.course)) == [("stored", None)]


def test_the_poster_of_what_was_called_off_says_why_and_takes_nobody_in(wall: Wall) -> None:
    code, form = wall.code(), wall.form(wall.code())
    activities.cancel_occurrence(
        centre_id=wall.centre, occurrence_id=wall.course, why=ILL, at=MONDAY_TEN, by=None
    )
    assert "De begeleider is ziek." in told(wall.open(code))
    wall.phone.post(f"/p/{code}", data=form)
    assert wall.counted() == []
