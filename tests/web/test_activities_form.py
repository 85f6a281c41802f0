"""What the form of an activity takes, and what it says where something isn't right."""

import re
from datetime import date, time

import pytest
from flask.testing import FlaskClient

from registry.activities import queries, recurrence
from registry.centres import services as centres
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, nothing_new, sewing


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def test_a_new_activity_is_saved_and_on_the_programme(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    response = coordinator.post(NEW, data=filled_in(title_en="Sewing", capacity="12"))
    assert (response.status_code, response.location) == (303, "/team/activiteiten")
    view = sewing(neighbourhood)
    assert (view.schedule, view.place, view.capacity) == ("dinsdag, 9.30 uur", "Zaal 2", 12)
    assert (view.goals, view.titles) == ({"SV": "vooral"}, {"en": "Sewing"})
    items = queries.programme(centre_id=neighbourhood.linde, day=date(2026, 11, 24), at=MONDAY_TEN)
    assert "Naailes" in [item.title for item in items]
    assert "Bewaard: Naailes, dinsdag, 9.30 uur." in coordinator.get(response.location).text


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"every": "2weken"}, recurrence.weekly([1], 2)),
        ({"weekdays": ["3", "0", "3"]}, recurrence.weekly([0, 3])),
        ({"every": "maand", "nth": "-1", "nth_weekday": "4"}, recurrence.monthly(-1, 4)),
        ({"every": "keer", "first_day": "2026-12-02"}, recurrence.once()),
    ],
)
def test_every_way_to_recur_can_be_chosen(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, more: dict[str, object], rule: str
) -> None:
    assert coordinator.post(NEW, data=filled_in(**more)).status_code == 303
    assert sewing(neighbourhood).recurrence == rule


def test_a_time_may_be_written_as_people_do(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for typed in ("9.30", "9:30", "09.30", "930", "9u30", " 9.30 uur "):
        title = f"Naailes {typed.strip()}"
        assert coordinator.post(NEW, data=filled_in(starts=typed, title=title)).status_code == 303
    views = queries.activities(centre_id=neighbourhood.linde)
    assert [view.starts for view in views if "Naailes" in view.title] == [time(9, 30)] * 6


WRONG: list[tuple[dict[str, object], str, str]] = [
    ({"title": "  "}, "Schrijf een naam.", "title"),
    ({"title": "x" * 42}, "De naam heeft 42 letters. Maak hem korter.", "title"),
    ({"type_key": ""}, "Kies een soort.", "type_key"),
    ({"every": None}, "Kies hoe vaak.", "every"),
    ({"weekdays": []}, "Kies minstens één dag.", "weekdays"),
    ({"weekdays": ["1", "5"]}, "Op zaterdag is het centrum dicht.", "weekdays"),
    (
        {"every": "maand", "nth": "1", "nth_weekday": "6"},
        "Op zondag is het centrum dicht.",
        "nth_weekday",
    ),
    ({"starts": "vroeg"}, "Schrijf een tijd, zoals 9.30.", "starts"),
    ({"starts": "24.00"}, "Schrijf een tijd, zoals 9.30.", "starts"),
    ({"ends": "9.30"}, "De eindtijd is voor de begintijd.", "ends"),
    ({"first_day": ""}, "Kies een dag.", "first_day"),
    ({"first_day": "0001-01-01"}, "Kies een dag tussen 2000 en 2100.", "first_day"),
    (
        {"every": "keer", "first_day": "2026-11-28"},
        "Op zaterdag is het centrum dicht.",
        "first_day",
    ),
    ({"last_day": "2026-11-01"}, "De laatste dag is voor de eerste dag.", "last_day"),
    ({"place": ""}, "Schrijf waar het is.", "place"),
    ({"place": "x" * 41}, "Hoogstens 40 letters.", "place"),
    ({"capacity": "0"}, "Schrijf een getal van 1 tot 999.", "capacity"),
    ({"pictogram": None}, "Kies een pictogram.", "pictogram"),
    ({"main_o": None}, "Kies een hoofd-O.", "main_o"),
    ({"title_ar": "x" * 61}, "Hoogstens 60 letters.", "title_ar"),
    ({"sensitive": "ja"}, "Schrijf waarom dit anders is.", "sensitive_reason"),
    ({"for_children": "y"}, "Schrijf waarom dit anders is.", "sensitive_reason"),
]


def test_what_is_wrong_is_said_on_top_and_beside_the_field(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for wrong, said, place in WRONG:
        response = coordinator.post(NEW, data=filled_in(**wrong))
        assert response.status_code == 422, wrong
        on_top = rf'<a href="#{place}">[^<]+[?:] {re.escape(said)}</a>'
        assert re.search(on_top, response.text), wrong
        assert f'id="{place}"' in response.text, wrong
        assert f"{said}</p>" in response.text, wrong
    assert nothing_new(neighbourhood)


def test_a_single_day_on_which_the_centre_is_closed_is_refused(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    wednesday = date(2026, 12, 2)
    centres.close_on(centre_id=neighbourhood.linde, day=wednesday, reason="Feest")
    response = coordinator.post(NEW, data=filled_in(every="keer", first_day=str(wednesday)))
    assert "Op die dag is het centrum dicht." in response.text
    assert nothing_new(neighbourhood)


def test_nothing_that_was_typed_is_lost(coordinator: FlaskClient) -> None:
    typed = filled_in(
        title="x" * 42, starts="kwart voor", capacity="veel", first_day="morgen", title_en="Sewing"
    )
    text = coordinator.post(NEW, data=typed).text
    for value in ("x" * 42, "kwart voor", "veel", "morgen", "Zaal 2", "Sewing"):
        assert f'value="{value}"' in text, value
    for chosen in ('value="needle"', 'value="ontwikkelen"', 'value="vooral"'):
        (field,) = [part for part in text.split("<input") if chosen in part and "checked" in part]
        assert field


HOSTILE: list[dict[str, object]] = [
    {"title": "Naai\x07les\x1b[31m"},
    {"other_os": ["ontmoeten", "ontmoeten", "ontwikkelen"]},
    {"weekdays": ["9", "-1", "x"]},
    {"nth": "7", "nth_weekday": "99", "every": "maand"},
    {"every": "elke seconde"},
    {"type_key": "A99"},
    {"main_o": "zesde"},
    {"goal_SV": "heel erg"},
    {"capacity": "9" * 4000},
    {"first_day": "9999-12-31", "every": "keer"},
    {"last_day": "onzin"},
    {"first_day": "onzin", "last_day": "2026-12-01"},
    {"sensitive": "misschien"},
    {"led_by": "<script>"},
    {"pictogram": "../../etc"},
    {"description": "é" * 100_000},
    {"starts": None, "ends": None, "first_day": None},
    {"voorstel": "onzin", "type_key": "A99"},
]


def test_hostile_input_gets_a_clear_answer(coordinator: FlaskClient) -> None:
    for hostile in HOSTILE:
        response = coordinator.post(NEW, data=filled_in(**hostile))
        assert response.status_code in (200, 303, 422), hostile


def test_what_cannot_be_seen_is_left_out(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in(title=" Naai\x07les \n"))
    assert sewing(neighbourhood).title == "Naailes"


def test_the_main_o_is_not_also_another_o(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in(other_os=["ontwikkelen", "ontmoeten"]))
    assert sewing(neighbourhood).other_os == ("ontmoeten",)
