"""An old list that is not right as it came: other columns, names, and what counts all the same."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import time_machine

from registry import clock
from registry.activities import services as activities
from registry.activities.services import Move
from registry.centres import queries as centres
from tests.builders import ILL, MONDAY_TEN, a_check_in, a_planned_activity, occurrence_on
from tests.web.conftest import Neighbourhood
from tests.web.old_list_page import (
    FRIDAY,
    GOOD,
    again,
    counted,
    field_named,
    form_of,
    logbook,
    put_in,
    send,
    why_not,
)


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
    assert "U laat 1 regel weg" in shown.text
    assert "Wat niet meegaat" not in shown.text


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


def test_choices_of_nothing_known_are_left_aside(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    shown = send(client, GOOD)
    bingo = field_named(shown, "Bingo")
    foreign = str(neighbourhood.activity_of(neighbourhood.anker))
    changes = {bingo: foreign, "sinds": "gisteren", "kolom_role": "99", "kolom_wall": "²"}
    shown = again(client, shown, **changes)
    assert shown.status_code == 200
    assert "Deze activiteit kennen we niet." in shown.text


@pytest.mark.parametrize("many", [61, 15_000])
def test_a_column_of_names_is_no_column_of_activities(
    neighbourhood: Neighbourhood, many: int
) -> None:
    client = neighbourhood.browser("coordinator")
    rows = "".join(f"20-11-2026;iemand {number}\n" for number in range(many))
    shown = send(client, "Datum;Activiteit\n" + rows)
    assert shown.status_code == 422
    assert f"In deze kolom staan {many} verschillende namen." in shown.text
    assert form_of(shown.text, "Kijk opnieuw")["kolom_activity"] == "1"


def test_a_stopped_activity_can_be_meant(neighbourhood: Neighbourhood) -> None:
    a_planned_activity(neighbourhood.linde, title="Schaken", last_day=date(2026, 6, 30))
    client = neighbourhood.browser("coordinator")
    shown = send(client, "Datum;Activiteit;Aantal\n16-6-2026;Schaken;5\n14-7-2026;Schaken;5\n")
    assert "Schaken, 14 juli 2026" in shown.text
    assert "Zet 1 regel erbij" in shown.text
