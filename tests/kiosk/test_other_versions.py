"""A tablet of another version than the server's: nothing is lost, nothing counted twice.

tests/kiosk/recorded has what tablets of other versions send. A file stays as it is: a tablet that
was away for a month sends just that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk import forms
from registry.visits import queries
from tests.builders import MONDAY_TEN
from tests.kiosk.conftest import ORIGIN, Door

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))
TODAY = MONDAY_TEN.date()
ANSWERED = {"server_time", "results", "build"}
"""What tablets have been answered since the first version; `build` came later, and may be missing
to them. More may come, nothing may go."""


def recorded(file: Path, door: Door) -> dict[str, Any]:
    """Return a recording, about the activities and with a pass of this test's centre."""
    text = file.read_text(encoding="utf-8")
    here = {"INLOOP": door.inloop, "COURSE": door.course, "PASS": door.a_pass()}
    for name, value in here.items():
        text = text.replace(f'"{name}"', f'"{value}"')
    read: dict[str, Any] = json.loads(text)
    return read


def send(door: Door, body: dict[str, Any]) -> Any:
    """Send a body as it is and return the answer."""
    answer = door.client.post("/kiosk/events", json=body, headers={"Origin": ORIGIN})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def visits(door: Door) -> int:
    """Return how many check-ins stand today."""
    return len(queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY))


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_what_another_version_sends_is_all_taken(door: Door, file: Path) -> None:
    known = recorded(file, door)
    answer = send(door, known["body"])
    assert [one["status"] for one in answer["results"]] == known["results"]
    assert [one["id"] for one in answer["results"]] == [
        one["id"] for one in known["body"]["events"]
    ]
    assert visits(door) == known["visits"]


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_sent_again_it_changes_nothing(door: Door, file: Path) -> None:
    body = recorded(file, door)["body"]
    first = send(door, body)["results"]
    again = send(door, body)["results"]
    assert {one["status"] for one in again} <= {"duplicate", "quarantined"}
    assert len(again) == len(first)
    assert visits(door) == recorded(file, door)["visits"]


def test_every_answer_has_what_any_version_reads(door: Door) -> None:
    answer = send(door, recorded(RECORDED[0], door)["body"])
    assert set(answer) >= ANSWERED
    assert all(set(one) >= {"id", "status", "code"} for one in answer["results"])
    assert {one["status"] for one in answer["results"]} <= {"stored", "duplicate", "quarantined"}


def test_the_addresses_of_every_version_are_there(door: Door) -> None:
    for address in ("/kiosk/", "/kiosk/pack.json", "/kiosk/sw.js", "/static/built/kiosk.js?v=old"):
        assert door.client.get(address).status_code == 200, address


def test_a_server_that_refuses_words_it_does_not_know_is_caught(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Strict(forms.Batch):
        model_config = forms.Shape.model_config

    monkeypatch.setattr(forms, "Batch", Strict)
    (newer,) = [file for file in RECORDED if file.stem == "a-newer-tablet"]
    body = recorded(newer, door)["body"]
    answer = door.client.post("/kiosk/events", json=body, headers={"Origin": ORIGIN})
    assert answer.status_code == 422
