"""The envelope of a batch: who may send, in which form, how much."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from registry.centres import queries as centres
from registry.visits import queries
from tests.builders import MONDAY_TEN
from tests.kiosk.conftest import ORIGIN, Door

TODAY = MONDAY_TEN.date()
STORED = ("stored", None)


def raw(door: Door, body: bytes | str, client: FlaskClient | None = None, **headers: str) -> int:
    sent = {"Origin": ORIGIN, "Content-Type": "application/json", **headers}
    response = (client or door.client).post("/kiosk/events", data=body, headers=sent)
    return int(response.status_code)


def batch(*events: object) -> str:
    return json.dumps({"sent_at": MONDAY_TEN.isoformat(), "events": list(events)})


def test_a_heartbeat_is_an_empty_batch_and_reaches_the_desk(door: Door) -> None:
    tablet = {
        "waiting": 3,
        "oldest_ms": 61000,
        "offset_ms": -420,
        "build": "abc",
        "battery": 0.82,
        "camera": "ok",
    }
    assert door.send(tablet=tablet) == []
    (seen,) = centres.tablets(door.centre)
    assert (seen.waiting, seen.battery, seen.camera) == (3, 0.82, "ok")
    assert seen.last_seen_at == MONDAY_TEN


def test_what_comes_with_a_report_waits_no_more(door: Door) -> None:
    for waiting, shown in ((2, (1, 61_000)), (1, (0, None))):
        door.send(door.tap(door.inloop), tablet={"waiting": waiting, "oldest_ms": 61_000})
        (seen,) = centres.tablets(door.centre)
        assert (seen.waiting, seen.oldest_ms) == shown


def test_what_a_tablet_does_not_say_is_not_nothing(door: Door) -> None:
    door.send(tablet={"waiting": 3, "oldest_ms": 61_000})
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=1), tick=False):
        door.send(tablet={"camera": "ok"})
    (seen,) = centres.tablets(door.centre)
    assert (seen.waiting, seen.oldest_ms, seen.camera) == (3, 61_000, "ok")
    assert seen.last_seen_at == MONDAY_TEN + timedelta(minutes=1)


def test_the_answer_carries_the_servers_time(door: Door) -> None:
    assert door.post().get_json()["server_time"] == "2026-11-23T10:00:00+01:00"


def test_one_bad_event_blocks_no_other(door: Door) -> None:
    events: list[Any] = [
        door.tap(door.inloop),
        {"id": "not a uuid", "kind": "check_in"},
        {"kind": "dance", "id": door.tap()["id"]},
        {},
        door.event("detail", of="nonsense"),
        door.tap(door.course),
    ]
    statuses = [status for status, _ in door.send(*events)]
    assert statuses == ["stored", *["quarantined"] * 4, "stored"]
    seen = queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY)
    assert len(seen) == 2


def test_results_keep_the_order_and_the_ids(door: Door) -> None:
    taps = [door.tap(door.inloop) for _ in range(5)]
    results = door.post(*taps).get_json()["results"]
    assert [result["id"] for result in results] == [tap["id"] for tap in taps]


def test_a_stranger_is_not_let_in(door: Door) -> None:
    stranger = door.app.test_client()
    assert raw(door, batch(), stranger) == 401
    stranger.set_cookie("tablet", "a.b.c")
    assert raw(door, batch(), stranger) == 401


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://localhost:81", ""])
def test_another_origin_is_refused(door: Door, origin: str) -> None:
    assert raw(door, batch(), Origin=origin) == 403


def test_a_tablet_at_another_address_than_the_public_one_is_told_where_to_go(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = "https://inloop.voorbeeld"
    public = door.app.extensions["inloop_settings"].model_copy(update={"public_url": own})
    monkeypatch.setitem(door.app.extensions, "inloop_settings", public)
    assert raw(door, batch(), Origin=own) == 200
    refused = door.post()
    assert refused.status_code == 403
    assert refused.get_json() == {"fault": "wrong_origin", "open": f"{own}/kiosk/"}


def test_a_batch_without_an_origin_is_refused(door: Door) -> None:
    response = door.client.post("/kiosk/events", data=batch(), content_type="application/json")
    assert response.status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(door: Door, kind: str) -> None:
    assert raw(door, batch(), **{"Content-Type": kind}) == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"sent_at": "yesterday", "events": []}',
        b'{"sent_at": "2026-11-23T10:00:00", "events": []}',
        b'{"sent_at": "2026-11-23T10:00:00+01:00"}',
        b'{"sent_at": "2026-11-23T10:00:00+01:00", "events": {}}',
        b'{"sent_at": "2026-11-23T10:00:00+01:00", "events": [1]}',
        b'{"sent_at": "2026-11-23T10:00:00+01:00", "events": [], "tablet": {"battery": 7}}',
        b"[" * 30_000,
    ],
)
def test_an_unreadable_envelope_is_told_where(door: Door, body: bytes) -> None:
    sent = {"Origin": ORIGIN, "Content-Type": "application/json"}
    response = door.client.post("/kiosk/events", data=body, headers=sent)
    assert response.status_code == 422
    assert all("path" in fault for fault in response.get_json()["faults"])


def test_a_body_over_64_kb_is_refused(door: Door) -> None:
    assert raw(door, batch({"note": "x" * 64 * 1024})) == 413


def test_more_than_200_events_are_refused(door: Door) -> None:
    assert raw(door, batch(*[{}] * 201)) == 413
    assert raw(door, batch(*[{}] * 200)) == 200


@pytest.mark.parametrize(
    "fault",
    [
        {"at": "0001-01-01T00:00:00+00:00"},
        {"at": "9999-12-31T23:59:59+00:00"},
        {"at": "2026-11-23T10:00:00"},
        {"at": 5},
        {"age_ms": -1},
        {"age_ms": 10**40},
        {"seq": -1},
        {"seq": 2**60},
        {"occurrence": "nonsense"},
        {"pass": "x" * 5000},
        {"pass": "\ud800"},
        {"pass": {"$ne": None}},
        {"id": "x" * 9000},
        {"name": "Fatima"},
    ],
)
def test_a_hostile_event_is_quarantined_and_nothing_breaks(
    door: Door, fault: dict[str, object]
) -> None:
    assert door.send({**door.tap(door.inloop), **fault}) == [("quarantined", "malformed")]
    assert not queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY)


def test_a_tablet_in_1970_is_believed_by_its_monotonic_clock(door: Door) -> None:
    long_ago = MONDAY_TEN - timedelta(days=20_000)
    tap = door.tap(door.inloop, at=long_ago - timedelta(minutes=5), age_ms=300_000)
    assert door.send(tap, sent_at=long_ago.isoformat()) == [("stored", None)]
    (seen,) = queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY)
    assert seen.at == MONDAY_TEN - timedelta(minutes=5)


def test_too_many_batches_a_second_are_told_to_wait(door: Door) -> None:
    codes = [door.post().status_code for _ in range(101)]
    assert codes[:100] == [200] * 100
    last = door.post()
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("kind", [[], {}, None, 7, "Answer", ["answer"]])
def test_a_kind_of_the_wrong_form_blocks_nothing(door: Door, kind: object) -> None:
    odd = {**door.tap(door.inloop), "kind": kind}
    assert door.send(odd, door.tap(door.inloop)) == [("quarantined", "malformed"), STORED]
