"""Adding, changing and stopping an activity; what the form says where something isn't right."""

import uuid
from datetime import date, time
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.activities import queries, recurrence, services
from registry.activities.queries import ActivityView
from registry.centres import services as centres
from registry.web.pictograms import PICTOGRAMS
from tests.builders import MONDAY_TEN, an_activity
from tests.web.conftest import Neighbourhood

NEW = "/team/activiteiten/nieuw"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def filled_in(**more: object) -> dict[str, Any]:
    """Return the form of a sewing class as the browser sends it; None leaves a field out."""
    typed: dict[str, Any] = {
        "title": "Naailes",
        "type_key": "A10",
        "every": "week",
        "weekdays": ["1"],
        "starts": "9.30",
        "ends": "11.00",
        "first_day": "2026-11-23",
        "last_day": "",
        "place": "Zaal 2",
        "capacity": "",
        "pictogram": "needle",
        "description": "",
        "main_o": "ontwikkelen",
        "goal_SV": "vooral",
        "led_by": "team",
        "sensitive": "nee",
        "sensitive_reason": "",
        **more,
    }
    return {name: value for name, value in typed.items() if value is not None}


def sewing(here: Neighbourhood) -> ActivityView:
    """Return the sewing class of De Linde, which there has to be."""
    (found,) = [
        view for view in queries.activities(centre_id=here.linde) if view.title == "Naailes"
    ]
    return found


def nothing_new(here: Neighbourhood) -> bool:
    """Tell whether De Linde has only the two activities that it had."""
    return len(queries.activities(centre_id=here.linde)) == 2


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
        assert f'<a href="#{place}">{said}</a>' in response.text, wrong
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
    {"title": "Naai\0les\x1b[31m"},
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
    coordinator.post(NEW, data=filled_in(title=" Naai\0les \n"))
    assert sewing(neighbourhood).title == "Naailes"


def test_the_main_o_is_not_also_another_o(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in(other_os=["ontwikkelen", "ontmoeten"]))
    assert sewing(neighbourhood).other_os == ("ontmoeten",)


def checked(text: str, name: str) -> list[str]:
    """Return the values that are chosen for a field."""
    inputs = [part.partition(">")[0] for part in text.split("<input")]
    own = [part for part in inputs if f'name="{name}"' in part and "checked" in part]
    return [part.partition('value="')[2].partition('"')[0] for part in own]


def test_a_type_proposes_its_o_goals_mark_and_pictogram(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    typed = filled_in(type_key="A2", voorstel="alles")
    response = coordinator.post(NEW, data=typed)
    assert response.status_code == 200
    assert checked(response.text, "main_o") == ["ondersteunen"]
    assert checked(response.text, "goal_VO") == ["draagt_bij"]
    assert checked(response.text, "sensitive") == ["ja"]
    assert checked(response.text, "pictogram") == ["chat-circle-dots"]
    assert 'value="Naailes"' in response.text
    assert "volgt uit A2" in response.text
    assert nothing_new(neighbourhood)


def test_children_make_it_start_as_sensitive_and_leave_the_goals_alone(
    coordinator: FlaskClient,
) -> None:
    typed = filled_in(for_children="y", goal_LV="vooral", voorstel="gevoelig")
    text = coordinator.post(NEW, data=typed).text
    assert checked(text, "sensitive") == ["ja"]
    assert checked(text, "goal_LV") == ["vooral"]


def test_htmx_gets_the_form_and_not_the_page(coordinator: FlaskClient) -> None:
    response = coordinator.post(NEW, data=filled_in(voorstel="alles"), headers=HTMX)
    assert response.text.lstrip().startswith("<form")
    refused = coordinator.post(NEW, data=filled_in(title=""), headers=HTMX)
    assert (refused.status_code, "<html" in refused.text) == (422, False)


def test_a_new_form_can_start_with_a_type(coordinator: FlaskClient) -> None:
    text = coordinator.get(f"{NEW}?soort=A1").text
    assert checked(text, "main_o") == ["ontmoeten"]
    assert coordinator.get(f"{NEW}?soort=A99").status_code == 200


def test_every_pictogram_that_a_type_proposes_can_be_chosen(neighbourhood: Neighbourhood) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    assert {kind.pictogram for kind in theory.activity_types} - set(PICTOGRAMS) == set()


@pytest.mark.parametrize(
    ("more", "confirmed"),
    [({}, False), ({"links_confirmed": "y"}, True), ({"goal_SC": "draagt_bij"}, True)],
)
def test_a_proposal_stays_one_until_it_is_confirmed_or_changed(
    neighbourhood: Neighbourhood,
    coordinator: FlaskClient,
    more: dict[str, str],
    confirmed: bool,
) -> None:
    coordinator.post(NEW, data=filled_in(**more))
    assert sewing(neighbourhood).links_confirmed is confirmed


def test_the_mark_can_differ_with_a_reason(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in(sensitive="ja", sensitive_reason="Kleine groep"))
    view = sewing(neighbourhood)
    assert (view.sensitive, view.sensitive_reason) == (True, "Kleine groep")


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"recurrence": recurrence.weekly([0, 2], 2), "capacity": 8, "other_os": ("ontmoeten",)},
        {"recurrence": recurrence.monthly(2, 3), "last_day": date(2027, 1, 1)},
        {"titles": {"en": "Cycling", "ar": "دراجات"}, "led_by": "residents"},
        {"for_children": True, "sensitive": True, "description": "Voor alle leeftijden"},
        {"sensitive": True, "sensitive_reason": "Kleine groep"},
    ],
)
def test_saving_an_activity_as_its_form_shows_it_changes_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, more: dict[str, Any]
) -> None:
    activity_id = an_activity(neighbourhood.linde, links_confirmed=True, **more)
    before = queries.activity(centre_id=neighbourhood.linde, activity_id=activity_id)
    address = f"/team/activiteiten/{activity_id}"
    assert coordinator.post(address, data=as_sent(coordinator.get(address).text)).status_code == 303
    assert queries.activity(centre_id=neighbourhood.linde, activity_id=activity_id) == before


def as_sent(page: str) -> dict[str, list[str]]:
    """Return what a browser sends when one presses "Bewaar" on a page."""
    form = page.partition('id="activity-form"')[2].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for part in form.split("<input")[1:]:
        tag = part.partition(">")[0]
        picked = 'type="radio"' in tag or 'type="checkbox"' in tag
        if not picked or "checked" in tag:
            value = tag.partition('value="')[2].partition('"')[0]
            sent.setdefault(tag.partition('name="')[2].partition('"')[0], []).append(value)
    for part in form.split("<select")[1:]:
        name = part.partition('name="')[2].partition('"')[0]
        chosen = part.partition("</select>")[0].partition("<option selected")[2]
        sent[name] = [chosen.partition('value="')[2].partition('"')[0]]
    return sent


def test_a_change_keeps_the_past(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    activity_id = neighbourhood.activity_of(neighbourhood.linde)
    past = date(2026, 11, 20)
    before = queries.programme(centre_id=neighbourhood.linde, day=past, at=MONDAY_TEN)
    typed = filled_in(type_key="A2", sensitive="ja", first_day="2026-01-01", weekdays=["1"])
    address = f"/team/activiteiten/{activity_id}"
    assert coordinator.post(address, data=typed).status_code == 303
    after = queries.programme(centre_id=neighbourhood.linde, day=past, at=MONDAY_TEN)
    assert [item.starts_at for item in after] == [item.starts_at for item in before]


def stop(client: FlaskClient, activity_id: uuid.UUID) -> TestResponse:
    return client.post(f"/team/activiteiten/{activity_id}/stop")


def test_stopping_takes_it_off_the_programme_and_says_so(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    activity_id = an_activity(neighbourhood.linde, title="Koor")
    response = stop(coordinator, activity_id)
    assert "Koor is gestopt" in coordinator.get(response.location).text
    assert nothing_new(neighbourhood)


def test_what_is_stopped_cannot_be_changed_or_stopped_again(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    activity_id = an_activity(neighbourhood.linde)
    services.archive(centre_id=neighbourhood.linde, activity_id=activity_id, at=MONDAY_TEN, by=None)
    assert coordinator.get(f"/team/activiteiten/{activity_id}").status_code == 404
    assert stop(coordinator, activity_id).status_code == 404


def test_a_host_changes_nothing(neighbourhood: Neighbourhood) -> None:
    host = neighbourhood.browser("host")
    activity_id = neighbourhood.activity_of(neighbourhood.linde)
    assert host.post(NEW, data=filled_in()).status_code == 403
    assert stop(host, activity_id).status_code == 403
    assert nothing_new(neighbourhood)
