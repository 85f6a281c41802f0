"""Activiteiten: the list with what each activity contributes to and how many came."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from registry.activities import services
from registry.web.pictograms import PICTOGRAMS
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_daily_activity,
    an_activity,
    occurrence_on,
)
from tests.house.conftest import ROOT
from tests.web.conftest import Neighbourhood

LIST = "/team/activiteiten"
NOVEMBER = {"maand": "2026-11"}
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def cells(client: FlaskClient, title: str, **query: str) -> list[str]:
    """Return the words of an activity's row, cell by cell."""
    rows = re.findall(r"<tr class=.*?</tr>", client.get(LIST, query_string=query).text, re.DOTALL)
    (row,) = [row for row in rows if title in row]
    row = re.sub(r"<svg.*?</svg>", "", row, flags=re.DOTALL)
    found = re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]


def titles(client: FlaskClient, **query: str) -> list[str]:
    """Return the names of the listed activities, in their order."""
    text = client.get(LIST, query_string=query).text
    names = re.findall(r'<span class="who">.*?<(?:a|b)[^>]*>(.*?)</(?:a|b)>', text, re.DOTALL)
    return [name.strip() for name in names]


def test_a_row_says_in_words_which_goals_an_activity_serves(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    an_activity(neighbourhood.linde, goals={"SV": "vooral", "SC": "draagt_bij"})
    row = cells(coordinator, "Fietsles")
    assert row[0].startswith("Fietsles ontwikkelen, dinsdag, 10 uur")
    assert row[1:6] == ["draagt bij", "niet", "vooral", "niet", "niet"]


def test_a_row_counts_how_often_and_how_many(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, MONDAY_TEN.date(), occurrence_id=neighbourhood.inloop, party=8)
    row = cells(coordinator, "Open inloop", **NOVEMBER)
    assert row[6:8] == ["16", "0,5"]


def test_what_was_not_held_says_so(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    an_activity(neighbourhood.linde, title="Nieuw", first_day=date(2026, 12, 1))
    assert cells(coordinator, "Nieuw", **NOVEMBER)[6:8] == ["0", "– niet gehouden"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"goals": {"SC": "vooral"}}, "1 van 22"),
        ({"sensitive": True}, "3 bij weggaan"),
        ({"sensitive": True, "for_children": True}, "alleen stemming"),
    ],
)
def test_a_row_says_what_the_tablet_asks(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, more: dict[str, object], words: str
) -> None:
    an_activity(neighbourhood.linde, title="Kookgroep", **more)
    assert cells(coordinator, "Kookgroep", **NOVEMBER)[-1] == words


def test_the_list_is_in_the_order_of_the_o_s_and_sorts_by_address(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    walk = a_daily_activity(
        neighbourhood.linde, "Wandelen", main_o="ontspannen", goals={"LV": "vooral"}
    )
    today = MONDAY_TEN.date()
    a_check_in(
        neighbourhood.linde, today, occurrence_id=occurrence_on(neighbourhood.linde, walk, today)
    )
    by_o = ["Open inloop", "Wandelen", "Hulp bij brieven"]
    assert titles(coordinator, **NOVEMBER) == by_o
    assert titles(coordinator, sorteer="naam") == ["Hulp bij brieven", "Open inloop", "Wandelen"]
    assert titles(coordinator, sorteer="deelnames", **NOVEMBER)[0] == "Wandelen"
    assert titles(coordinator, sorteer="LV")[0] == "Wandelen"
    assert titles(coordinator, sorteer="onzin") == by_o


def test_a_tile_shows_its_o_only(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    assert titles(coordinator, o="ondersteunen") == ["Hulp bij brieven"]


def test_tiles_add_up_to_all_attendance(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for occurrence, party in ((neighbourhood.inloop, 5), (neighbourhood.surgery, 2)):
        a_check_in(neighbourhood.linde, MONDAY_TEN.date(), occurrence_id=occurrence, party=party)
    text = coordinator.get(LIST, query_string=NOVEMBER).text
    counted = re.findall(r"(\d+) deelnames?</span>", text)
    assert counted == ["5", "0", "0", "2", "0"]


def test_what_is_stopped_stays_listed_in_months_in_which_it_was_held(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    choir = a_daily_activity(neighbourhood.linde, "Koor")
    services.archive(centre_id=neighbourhood.linde, activity_id=choir, at=MONDAY_TEN, by=None)
    assert "Koor" in titles(coordinator, **NOVEMBER)
    assert "Koor" not in titles(coordinator, maand="2026-10")


@pytest.mark.parametrize("month", ["2026-13", "oktober", "2026-12", "9999-99", ""])
def test_a_month_that_is_none_or_still_to_come_is_not_there(
    coordinator: FlaskClient, month: str
) -> None:
    assert coordinator.get(LIST, query_string={"maand": month}).status_code == 404


def test_a_centre_without_activities_is_told_where_to_begin(neighbourhood: Neighbourhood) -> None:
    a_centre("De Schakel")
    text = neighbourhood.browser("area").get(f"{LIST}?centrum=de-schakel").text
    assert "Begin met open inloop" in text
    assert "soort=A1" in text


def test_names_are_escaped(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    an_activity(neighbourhood.linde, title="<b>vet</b> & zo")
    assert "&lt;b&gt;vet&lt;/b&gt; &amp; zo" in coordinator.get(LIST).text


def test_occurrences_of_another_month_do_not_count(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    occurrence = occurrence_on(
        neighbourhood.linde, neighbourhood.activity_of(neighbourhood.linde), FRIDAY
    )
    a_check_in(neighbourhood.linde, FRIDAY - timedelta(days=40), occurrence_id=occurrence)
    assert cells(coordinator, "Hulp bij brieven", **NOVEMBER)[7] == "0,0"


def test_every_pictogram_on_offer_is_drawn() -> None:
    drawn = (ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split()
    assert set(PICTOGRAMS) - set(drawn) == set()
