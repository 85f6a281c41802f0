"""A poster's code on a visitor's own phone: when it works, what it counts, what it never does."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
import time_machine
from sqlalchemy import delete, select, text, update

from registry.activities import services as activities
from registry.activities.models import Activity, Occurrence
from registry.answers.models import AnswerTally, LanguageTally
from registry.database import reading, writing
from registry.posters import services as posters
from registry.visits import queries as visits
from registry.visits.models import CheckIn, Quarantined
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_check_in,
    a_detail,
    an_undo,
    say_in_own_words,
    some_passes,
)
from tests.kiosk.wall import DAY, Wall, told


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
        centre_id=wall.centre, occurrence_id=wall.course, why=ILL, at=MONDAY_TEN, by=None
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
    posters.change_code(**key, change="renew", by=wall.centre)
    assert wall.open(old).status_code == 404
    assert wall.open(wall.code()).status_code == 200
    renewed = wall.code()
    posters.change_code(**key, change="withdraw", by=wall.centre)
    assert wall.open(renewed).status_code == 404
    assert wall.posters()[wall.course].code is None
    elsewhere = {**key, "occurrence_id": wall.centre}
    with pytest.raises(posters.UnknownOccurrence):
        posters.change_code(**elsewhere, change="renew", by=wall.centre)


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


def test_a_page_that_is_only_looked_at_counts_nobody_and_no_language(wall: Wall) -> None:
    for query in ("", "?taal=ar", "?taal=en&mensen=3", "/dank", "/dank?taal=en", "/dank?vol=1"):
        assert wall.phone.get(f"/p/{wall.code()}{query}").status_code == 200
    assert wall.counted() == []
    with reading() as connection:
        assert connection.execute(select(LanguageTally.count)).all() == []
        assert connection.execute(select(AnswerTally.count)).all() == []


TELL = "Zeg even tegen de gastvrouw of gastheer dat je er bent."


def test_a_childrens_activity_says_je_in_every_state(wall: Wall) -> None:
    code = wall.code(wall.running("Voetbal", for_children=True, capacity=1))
    assert "Met hoeveel zijn jullie?" in wall.open(code).text
    said = [told(wall.come(code)), told(wall.come(code))]
    with time_machine.travel(MONDAY_TEN - timedelta(hours=1), tick=False):
        said.append(told(wall.open(code)))
    assert said == [
        "Dank je wel! Veel plezier bij Voetbal . Je mag deze pagina sluiten.",
        f"Dank je wel! {TELL} Je mag deze pagina sluiten.",
        "Je bent vroeg. Aanmelden kan vanaf 09.15 uur.",
    ]
    assert not re.search(r"\b(u|uw)\b", wall.open(code).text)


def test_a_poster_speaks_in_the_centres_own_words_and_only_in_their_language(wall: Wall) -> None:
    own = {"Met hoeveel bent u?": "How many?", "Ik ben er": "Here <i>I</i> am", "Vandaag": "Now"}
    for dutch, words in own.items():
        say_in_own_words(wall.centre, dutch, words)
    english, dutch_page = (wall.open(wall.code(), query).text for query in ("?taal=en", ""))
    for words in ("How many?", "Here &lt;i&gt;I&lt;/i&gt; am", "Now, "):
        assert words in english
        assert words not in dutch_page
