"""What a machine may know: nothing without the key, and nobody in what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from registry.care import notes
from registry.database import writing
from registry.settings import Settings, SettingsError
from tests.builders import MONDAY_TEN, a_centre, a_check_in, a_tablet, some_passes
from tests.databases import Make, close

KEY = "a key of this test, and long enough"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Return settings with a key and somebody to tell."""
    more = {"metrics_key": KEY, "security_contact": "mailto:veilig@inloop.voorbeeld"}
    return settings.model_copy(update=more)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Let it be Monday at ten."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield


def read(app: Flask, key: str | None = KEY) -> tuple[int, str]:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    answer = app.test_client().get("/metrics", headers=headers)
    return answer.status_code, answer.text


def test_without_the_key_there_is_no_such_page(
    app: Flask, settings: Settings, make_app: Make
) -> None:
    assert read(app)[0] == 200
    for key in (None, "", KEY[:-1], KEY + "x", "é"):
        assert read(app, key)[0] == 404
    keyless = make_app(settings.model_copy(update={"metrics_key": ""}))
    for key in (None, "", KEY):
        assert read(keyless, key)[0] == 404
    close(keyless)


def test_it_tells_of_care_and_tablets(book: Flask, settings: Settings) -> None:
    centre_id = a_centre()
    a_tablet(centre_id)
    told = read(book)[1]
    assert "inloop_backup_done 0.0" in told
    assert "inloop_backup_age_seconds" not in told
    notes.note(settings.data_dir, "backup", MONDAY_TEN - timedelta(hours=3))
    told = read(book)[1]
    assert "inloop_backup_done 1.0" in told
    assert "inloop_backup_age_seconds 10800.0" in told
    assert 'inloop_tablets{centre="de-linde"} 1.0' in told
    assert 'inloop_tablets_unseen{centre="de-linde"} 1.0' in told
    assert re.search(r"^inloop_disk_free_bytes \d", told, re.MULTILINE)
    assert re.search(
        r'^inloop_request_seconds_count{part="public",status="2xx"} [12]', told, re.MULTILINE
    )


def test_nothing_in_it_is_about_a_person(book: Flask) -> None:
    centre_id = a_centre()
    before = read(book)[1]
    (card,) = some_passes(centre_id, 1)
    a_check_in(centre_id, MONDAY_TEN.date(), pass_hash=card)
    book.test_client().get("/p/K7M2ABCD")
    book.test_client().get("/team/passen")
    told = read(book)[1]
    labels = set(re.findall(r'(\w+)="', told))
    assert labels == {"part", "status", "le", "centre", "build"}
    parts = set(re.findall(r'part="(\w+)"', told))
    assert parts <= {"kiosk", "team", "api", "public"}
    names = {line.split("{")[0].split(" ")[0] for line in told.splitlines() if line[0] != "#"}
    assert not [name for name in names if re.search("visit|check|pass|answer|account", name)]
    assert set(re.findall(r"^inloop_tablet.*", told, re.MULTILINE)) == set(
        re.findall(r"^inloop_tablet.*", before, re.MULTILINE)
    )


def test_a_key_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(SettingsError, match="INLOOP_METRICS_KEY: must have at least 20"):
        Settings.read(metrics_key="geheim")
    with pytest.raises(SettingsError, match="INLOOP_SECURITY_CONTACT: must start with"):
        Settings.read(security_contact="iemand")


def test_who_finds_a_leak_can_read_whom_to_tell(
    app: Flask, settings: Settings, make_app: Make
) -> None:
    answer = app.test_client().get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:veilig@inloop.voorbeeld",
        "Expires: 2027-05-22T00:00:00Z",
        "Preferred-Languages: nl, en",
    ]
    silent = make_app(settings.model_copy(update={"security_contact": ""}))
    assert silent.test_client().get("/.well-known/security.txt").status_code == 404
    close(silent)


def test_alive_and_ready_are_told_apart(book: Flask) -> None:
    browser = book.test_client()
    assert browser.get("/healthz").json == {
        "status": "ok",
        "ready": True,
        "build": book.config["BUILD"],
    }
    with writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = browser.get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (503, "other tables")  # type: ignore[index]
    assert browser.get("/healthz/alive").status_code == 200
    with writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    answer = browser.get("/healthz")
    assert (answer.status_code, answer.json["ready"]) == (503, False)  # type: ignore[index]
    assert browser.get("/healthz/alive").json["status"] == "alive"  # type: ignore[index]
