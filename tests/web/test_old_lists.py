"""Oude lijsten: a file is looked at, counted in once, taken back; broken ones are told."""

from __future__ import annotations

import io
import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
import time_machine

from registry.imports import queries, table
from registry.web import listing
from registry.web.old_list_choices import LEFT_OUT
from tests.builders import MONDAY_TEN
from tests.imports.old_list import a_town, an_old_list
from tests.web.conftest import Neighbourhood
from tests.web.old_list_page import (
    FRIDAY,
    GOOD,
    PAGE,
    again,
    counted,
    field_named,
    logbook,
    put_in,
    send,
    why_not,
)


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


def test_a_host_cannot_take_a_list_back_by_way_of_the_day(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    put_in(client, send(client, GOOD))
    (one,) = queries.imports(centre_id=neighbourhood.linde)
    host = neighbourhood.browser("host")
    back = host.post(f"/team/dag/{FRIDAY}/ongedaan", data={"net": str(one.id)})
    assert "Dit kan niet meer" in host.get(back.location).text
    assert counted(neighbourhood) == [12]


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


def test_every_list_is_found_on_a_page_of_its_own_however_many_there_are(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "A_PAGE_OF_TALL", 2)
    made = {neighbourhood.import_of(neighbourhood.linde) for _ in range(5)}
    client = neighbourhood.browser("coordinator")
    pages = [client.get(f"{PAGE}&sorteer=mensen&pagina={number}").text for number in (1, 2, 3)]
    found = [re.findall(r'id="lijst-([0-9a-f-]{36})"', page) for page in pages]
    assert [len(one) for one in found] == [2, 2, 1]
    assert {uuid.UUID(one) for page in found for one in page} == made
    (back,) = re.findall(r'action="([^"]+/terug[^"]*)"', pages[2])
    assert "pagina=3" in client.post(unescape(back)).location


def test_one_row_of_one_visitor_is_said_as_one(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    bingo = "20-11-2026;Bingo;4\n"
    shown = send(client, f"Datum;Activiteit;Aantal\n20-11-2026;Open inloop;1\n{bingo}")
    assert "Samen 1 mens, van" in shown.text
    shown = again(client, shown, **{field_named(shown, "Bingo"): LEFT_OUT})
    assert "U laat 1 regel weg" in shown.text
    page = put_in(client, shown).text
    assert "<b>1 regel, 1 mens</b>" in page
    assert "1 regel van 20 november 2026" in page


def test_the_page_is_found_where_one_looks(neighbourhood: Neighbourhood) -> None:
    coordinator, host = neighbourhood.browser("coordinator"), neighbourhood.browser("host")
    for path in ("/team/meer", f"/team/dag/{FRIDAY}"):
        assert "/team/oude-lijsten" in coordinator.get(f"{path}?centrum=de-linde").text
        assert "/team/oude-lijsten" not in host.get(f"{path}?centrum=de-linde").text
    assert "Er is nog geen oude lijst ingelezen." in coordinator.get(PAGE).text
