"""Oude lijsten: a file is looked at, corrected, counted in once, taken back; broken ones told."""

from __future__ import annotations

import io
import re
import uuid
from datetime import date, time, timedelta
from html import unescape

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry import clock
from registry.activities import services as activities
from registry.activities.services import Move
from registry.centres import queries as centres
from registry.imports import queries, table
from registry.visits import queries as visits
from tests.builders import ILL, MONDAY_TEN, a_check_in, a_planned_activity, occurrence_on
from tests.imports.old_list import a_town, an_old_list
from tests.web.conftest import Neighbourhood

PAGE = "/team/oude-lijsten?centrum=de-linde"
FRIDAY = date(2026, 11, 20)
GOOD = "Datum;Activiteit;Naam;Aantal\n20-11-2026;open inloop;Fatima;12\n19-11-2026;Bingo;Jan;7\n"


def send(client: FlaskClient, content: str | bytes, name: str = "lijst.csv") -> TestResponse:
    """Send a file."""
    body = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, data={"bestand": (io.BytesIO(body), name)})


def form_of(text: str, button: str) -> dict[str, str]:
    """Return what the form with a button sends as it stands."""
    (form,) = [one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if button in one]
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)".*?>(.*?)</select>', form, re.S
    ):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[0] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    return {name: unescape(value) for name, value in sent.items()}


def again(client: FlaskClient, shown: TestResponse, **changes: str) -> TestResponse:
    """Look once more with other choices."""
    return client.post(PAGE, data={**form_of(shown.text, "Kijk opnieuw"), **changes})


def put_in(client: FlaskClient, shown: TestResponse) -> TestResponse:
    """Count in what was looked at, and go where that leads."""
    done = client.post(PAGE, data={**form_of(shown.text, "erbij"), "deed": "zet"})
    return client.get(done.location)


def counted(here: Neighbourhood, day: date = FRIDAY) -> list[int]:
    """Return the parties that count on a day at De Linde."""
    found = visits.standing(centre_id=here.linde, first_day=day, last_day=day)
    return sorted(one.party for one in found)


def why_not(shown: TestResponse) -> dict[str, list[str]]:
    """Return the rows that can't count, by what the page says of them."""

    def words(text: str) -> str:
        return unescape(" ".join(re.sub(r"<[^>]*>", " ", text).split()))

    found = re.findall(r"<summary><b>(.*?)</b>.*?<ul>(.*?)</ul>", shown.text, re.DOTALL)
    return {
        unescape(reason): [words(row) for row in re.findall(r"<li>(.*?)</li>", rows, re.DOTALL)]
        for reason, rows in found
    }


def field_named(shown: TestResponse, label: str) -> str:
    """Return the name of the field with this label."""
    return re.findall(rf'<label for="([^"]+)">{label}', shown.text)[0]


def test_a_list_is_looked_at_first_and_counts_only_then(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, GOOD)
    assert shown.status_code == 200
    assert "Er is nog niets geteld." in shown.text
    assert "Zet 1 regel erbij" in shown.text
    assert counted(neighbourhood) == []
    after = put_in(client, shown)
    assert "1 regel erbij: 12 mensen." in after.text
    assert counted(neighbourhood) == [12]
    day = client.get(f"/team/dag/{FRIDAY}?centrum=de-linde").text
    assert "12 personen, van een oude lijst" in day
    assert "Later erbij gezet: het stond op een oude lijst" in day


def test_a_bad_row_is_told_with_its_number_and_mended_by_choosing(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    inloop = str(neighbourhood.activity_of(neighbourhood.linde))
    shown = send(client, GOOD)
    assert why_not(shown) == {
        "Deze activiteit kennen we niet. Kies bij Namen wat u bedoelt.": ["Regel 3 Bingo"]
    }
    bingo = field_named(shown, "Bingo")
    shown = again(client, shown, **{bingo: inloop})
    assert "Wat niet meegaat" not in shown.text
    assert "Zet 2 regels erbij" in shown.text
    assert form_of(shown.text, "Kijk opnieuw")[bingo] == inloop, "it is remembered"
    put_in(client, again(client, shown))
    assert counted(neighbourhood, FRIDAY - timedelta(days=1)) == [7]


SAYS = {
    "day_empty": "Er staat geen datum.",
    "day_unknown": "Dit is geen datum die we kennen.",
    "day_none_such": "Deze dag bestaat niet.",
    "day_no_year": "Het jaar ontbreekt.",
    "day_other_weekday": "De dag van de week klopt niet",
    "future": "Deze dag moet nog komen.",
    "before_opening": "Dit is vóór de eerste dag van het centrum.",
    "closed": "Het centrum was die dag dicht.",
    "called_off": "De activiteit ging die dag niet door.",
    "counted": "Er zijn die dag al mensen geteld.",
    "not_held": "De activiteit stond die dag niet in het programma.",
    "people_empty": "Er staat geen aantal.",
    "people_no_number": "Dit is geen getal.",
    "people_negative": "Een aantal kan niet onder nul zijn.",
    "people_part": "Dit is geen heel getal.",
    "people_many": "Dit is te veel: hoogstens 999",
    "activity_empty": "Er staat geen activiteit.",
    "activity_unknown": "Deze activiteit kennen we niet.",
    "role_unknown": "Deze rol kennen we niet.",
    "time_unknown": "Dit is geen tijd.",
    "formula": "Hier staat een formule zonder uitkomst.",
    "total": "Dit is een totaal van andere regels.",
    "double": "Deze regel staat er al.",
}
"""How the page begins to say why a row can't count."""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_forty_faults_among_two_thousand_rows_are_told_each_with_its_row_and_reason(
    neighbourhood: Neighbourhood, kind: str
) -> None:
    made = an_old_list(a_town("De Buurt"))
    content = made.as_csv() if kind == "csv" else made.as_xlsx()
    client = neighbourhood.browser("area")
    sent = {"bestand": (io.BytesIO(content), f"lijst.{kind}")}
    shown = client.post("/team/oude-lijsten?centrum=de-buurt", data=sent)
    assert "40 regels gaan niet mee" in shown.text
    assert "Zet 1.960 regels erbij" in shown.text
    told = {int(row.split()[1]): reason for reason, rows in why_not(shown).items() for row in rows}
    assert told.keys() == made.faults.keys()
    for number, code in made.faults.items():
        assert told[number].startswith(SAYS[code])
    twice = [number for number, code in made.faults.items() if code == "double"]
    assert f"Regel {twice[0]} Dezelfde als regel 102" in str(why_not(shown))


def test_what_was_moved_is_told_with_where_it_went(neighbourhood: Neighbourhood) -> None:
    lesson = a_planned_activity(neighbourhood.linde, title="Schaken")
    with time_machine.travel(MONDAY_TEN - timedelta(days=9), tick=False):
        activities.move_occurrence(
            centre_id=neighbourhood.linde,
            occurrence_id=occurrence_on(neighbourhood.linde, lesson, date(2026, 11, 17)),
            to=Move(day=date(2026, 11, 18), starts=time(13), ends=time(15), place="Zaal 1"),
            why=ILL,
            at=clock.now(),
            by=None,
        )
    client = neighbourhood.browser("coordinator")
    shown = send(client, "Datum;Activiteit;Aantal\n17-11-2026;Schaken;5\n18-11-2026;Schaken;6\n")
    assert why_not(shown) == {
        "De activiteit was verplaatst naar een andere dag.": [
            "Regel 2 Schaken, naar 18 november 2026"
        ]
    }
    put_in(client, shown)
    assert counted(neighbourhood, date(2026, 11, 18)) == [6]


def test_rows_of_a_name_can_be_left_out(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, GOOD)
    shown = again(client, shown, **{field_named(shown, "Bingo"): "weg"})
    assert "1 regel laat u weg" in shown.text
    assert "Wat niet meegaat" not in shown.text


def test_the_same_file_again_says_that_it_stands_there(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    first = send(client, GOOD)
    put_in(client, first)
    shown = send(client, GOOD)
    assert "1 regel stond er al en telt niet nog eens" in shown.text
    assert "Er is niets nieuws om te tellen." in shown.text
    sent_twice = put_in(client, first)
    assert "Er is niets nieuws geteld" in sent_twice.text
    assert counted(neighbourhood) == [12]
    assert len(queries.imports(centre_id=neighbourhood.linde)) == 1


def test_where_somebody_is_counted_a_row_waits_for_a_word(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    a_check_in(neighbourhood.linde, FRIDAY, party=3)
    shown = send(client, GOOD)
    assert "Open inloop, 20 november 2026: al 3 mensen" in shown.text
    assert "/team/dag/2026-11-20" in shown.text
    shown = again(client, shown, geteld="ja")
    put_in(client, shown)
    assert counted(neighbourhood) == [3, 12]


def test_columns_can_be_matched_otherwise(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, "A;B;C\nFatima;20-11-2026;Open inloop\nJan;20-11-2026;Open inloop\n")
    sent = form_of(shown.text, "Kijk opnieuw")
    assert (sent["kolom_day"], sent["kolom_activity"], sent["rij"]) == ("1", "2", "visitor")
    shown = again(client, shown, kolom_day="0")
    assert why_not(shown) == {
        "Dit is geen datum die we kennen. Schrijf bijvoorbeeld 3-11-2025.": [
            "Regel 2 Fatima",
            "Regel 3 Jan",
        ]
    }
    shown = again(client, shown, kolom_day="1", kolom_activity="1")
    assert shown.status_code == 422
    assert "Deze kolom koos u al voor datum." in shown.text
    inloop = str(neighbourhood.activity_of(neighbourhood.linde))
    shown = again(client, shown, kolom_activity="")
    assert "of de activiteit van alle regels" in shown.text
    shown = again(client, shown, alles=inloop)
    assert "Zet 2 regels erbij" in shown.text
    put_in(client, shown)
    assert counted(neighbourhood) == [1, 1]


def test_the_first_day_of_the_centre_can_be_earlier(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(
        client, "datum,activiteit,aantal\n4-11-2024,Open inloop,9\n3-1-1987,Open inloop,2\n"
    )
    assert why_not(shown) == {
        "Dit is vóór de eerste dag van het centrum.": [
            "Regel 2 4 november 2024",
            "Regel 3 3 januari 1987",
        ]
    }
    shown = again(client, shown, sinds="2024-11-01")
    assert "1 bijeenkomst komt in het programma van toen" in shown.text
    put_in(client, shown)
    assert counted(neighbourhood, date(2024, 11, 4)) == [9]
    centre = centres.by_id(neighbourhood.linde)
    assert centre is not None
    assert centre.opened_on == date(2024, 11, 1)
    assert "Eerste dag van het centrum veranderd" in logbook(neighbourhood)


def logbook(here: Neighbourhood) -> str:
    """Return the log that an admin reads."""
    return here.browser("admin").get("/team/instellingen/logboek?centrum=de-linde").text


def test_a_list_is_taken_back_whole_and_the_log_says_how_many(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    put_in(client, send(client, GOOD))
    (one,) = queries.imports(centre_id=neighbourhood.linde)
    path = f"/team/oude-lijsten/{one.id}/terug?centrum=de-linde"
    shown = client.get(client.post(path).location).text
    assert "12 mensen tellen niet meer mee" in shown
    assert "Teruggenomen op 23 november 2026" in shown
    assert counted(neighbourhood) == []
    assert "Er is niets gewijzigd." in client.get(client.post(path).location).text
    told = logbook(neighbourhood)
    assert "Oude lijst ingelezen" in told
    assert "Oude lijst teruggenomen" in told
    put_in(client, send(client, GOOD))
    assert counted(neighbourhood) == [12], "sent again, it counts again"


def test_after_a_month_a_list_no_longer_goes_back_whole(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    put_in(client, send(client, GOOD))
    (one,) = queries.imports(centre_id=neighbourhood.linde)
    path = f"/team/oude-lijsten/{one.id}/terug"
    assert path in client.get(PAGE).text
    with time_machine.travel(MONDAY_TEN + timedelta(days=31, seconds=1), tick=False):
        client = neighbourhood.browser("coordinator")
        assert path not in client.get(PAGE).text
        shown = client.get(client.post(path).location).text
        assert "Er is niets gewijzigd." in shown
    assert counted(neighbourhood) == [12]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit bestand is leeg."),
        (b"Datum;Aantal\n", "Onder de koppen staan geen regels."),
        (b"PK\x03\x04 nothing", "Dit bestand is kapot."),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "Dit is een oud Excel-bestand"),
        (b"%PDF-1.7 ...", "Dit is geen lijst."),
        (b"a;b\n" * (table.MOST_BYTES // 4 + 1), "Dit bestand is te groot"),
        (b"a;b\n" * (table.MOST_ROWS + 50), "Deze lijst is te lang"),
    ],
)
def test_a_file_that_is_no_list_is_told_so_beside_the_field(
    neighbourhood: Neighbourhood, content: bytes, said: str
) -> None:
    shown = send(neighbourhood.browser("coordinator"), content)
    assert shown.status_code == 422
    assert said in shown.text
    assert 'aria-invalid="true"' in shown.text


@pytest.mark.parametrize("packed", ["x", "AAAA", "eJyLjgUAARUAuQ==", "\u20ac"])
def test_what_comes_back_and_is_no_list_is_told_so(
    neighbourhood: Neighbourhood, packed: str
) -> None:
    shown = neighbourhood.browser("coordinator").post(PAGE, data={"lijst": packed})
    assert shown.status_code == 422
    assert "Dit bestand is kapot." in shown.text


def test_what_stands_in_a_list_is_shown_as_text(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, "<b>Datum</b>;Activiteit;Aantal\n20-11-2026;<script>x</script>;'\"><i>\n")
    assert "<script>x" not in shown.text
    assert "<i>" not in shown.text
    assert "&lt;script&gt;x" in shown.text


def test_twenty_thousand_rows_come_and_go(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    rows = "".join(f"20-11-2026;Open inloop;bezoeker {n:x}{uuid.uuid4()}\n" for n in range(20_000))
    shown = send(client, "Datum;Activiteit;Naam\n" + rows)
    assert "Zet 20.000 regels erbij" in shown.text
    assert "20.000 regels erbij: 20.000 mensen." in put_in(client, shown).text


def test_choices_of_nothing_known_are_left_aside(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, GOOD)
    bingo = field_named(shown, "Bingo")
    foreign = str(neighbourhood.activity_of(neighbourhood.anker))
    changes = {bingo: foreign, "sinds": "gisteren", "kolom_role": "99", "kolom_wall": "²"}
    shown = again(client, shown, **changes)
    assert shown.status_code == 200
    assert "Deze activiteit kennen we niet." in shown.text


def test_a_column_of_names_is_no_column_of_activities(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    rows = "".join(f"20-11-2026;iemand {number}\n" for number in range(61))
    shown = send(client, "Datum;Activiteit\n" + rows)
    assert shown.status_code == 422
    assert "In deze kolom staan 61 verschillende namen." in shown.text


def test_a_stopped_activity_can_be_meant(neighbourhood: Neighbourhood) -> None:
    a_planned_activity(neighbourhood.linde, title="Schaken", last_day=date(2026, 6, 30))
    client = neighbourhood.browser("coordinator")
    shown = send(client, "Datum;Activiteit;Aantal\n16-6-2026;Schaken;5\n14-7-2026;Schaken;5\n")
    assert "Schaken, 14 juli 2026" in shown.text
    assert "Zet 1 regel erbij" in shown.text


def test_the_page_is_found_where_one_looks(neighbourhood: Neighbourhood) -> None:
    coordinator, host = neighbourhood.browser("coordinator"), neighbourhood.browser("host")
    for path in ("/team/meer", f"/team/dag/{FRIDAY}"):
        assert "/team/oude-lijsten" in coordinator.get(f"{path}?centrum=de-linde").text
        assert "/team/oude-lijsten" not in host.get(f"{path}?centrum=de-linde").text
    assert "Er is nog geen oude lijst ingelezen." in coordinator.get(PAGE).text
