"""What a pass knows, from the tablet to the desk, to a backup, erased, and to a restore."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from registry import restore
from registry.care import archive, backup
from registry.care.erase import JOURNAL
from registry.database import new_id
from registry.settings import Settings
from registry.visits import queries as visits
from tests.builders import MONDAY_TEN
from tests.databases import Make, close
from tests.web.conftest import Neighbourhood
from tests.web.test_passes_page import MONDAY, a_card, found, hash_of, held

ALL_OF_IT = "Open inloop"


def nothing(_done: int, _of: int) -> None:
    """Draw no bar."""


def check_in(tablet: FlaskClient, here: Neighbourhood, card: str) -> str:
    """Hold a card up to the tablet and return what became of it."""
    tapped = {"id": str(new_id()), "kind": "check_in", "at": MONDAY_TEN.isoformat(), "seq": 1}
    event = {**tapped, "age_ms": 0, "occurrence": str(here.inloop), "pass": card}
    body = {"sent_at": MONDAY_TEN.isoformat(), "events": [event]}
    response = tablet.post("/kiosk/events", json=body, headers={"Origin": "http://localhost"})
    status: str = response.get_json()["results"][0]["status"]
    return status


@contextmanager
def restored(
    make_app: Make, settings: Settings, here: Neighbourhood, file: Path, journal: Path | None
) -> Iterator[Neighbourhood]:
    """Put a backup back into an empty place with the same secret, and open it."""
    folder = settings.data_dir.parent / f"other-{journal is None}"
    folder.mkdir()
    shutil.copy(settings.key_file, folder / "secret.key")
    there = Settings.read(data_dir=folder)
    wish = restore.Wish(file=file, journal=journal)
    restore.restore(make_app, there, wish, progress=nothing)
    app = make_app(there)
    with app.app_context():
        yield replace(here, app=app)
    close(app)


@pytest.fixture
def card(neighbourhood: Neighbourhood) -> str:
    """Return a pass that checked in at the tablet and is shown at the desk."""
    text = a_card(neighbourhood)
    assert check_in(neighbourhood.browser("tablet"), neighbourhood, text) == "stored"
    shown = held(neighbourhood.browser("host"), text)
    assert ALL_OF_IT in shown.text
    return text


def test_from_the_desk_to_a_backup_and_back(
    neighbourhood: Neighbourhood, card: str, settings: Settings, make_app: Make, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.backup", tmp_path / "after.backup"
    backup.make(settings, before, progress=nothing)
    held(neighbourhood.browser("host"), card, "wissen", sure="y")
    assert held(neighbourhood.browser("host"), card).status_code == 422
    backup.make(settings, after, progress=nothing)
    for file, holds in ((before, True), (after, False)):
        place = tmp_path / f"{file.stem}.open"
        place.mkdir()
        archive.unpack(file, place)
        plain = b"".join(one.read_bytes() for one in place.rglob("*") if one.is_file())
        assert (hash_of(neighbourhood, card) in plain) is holds
    journal = settings.data_dir / JOURNAL
    with restored(make_app, settings, neighbourhood, before, journal) as again:
        assert found(again, card) is None
        assert held(again.browser("host"), card).status_code == 422
        assert check_in(again.browser("tablet"), again, card) == "quarantined"
        (one,) = visits.standing(centre_id=again.linde, first_day=MONDAY, last_day=MONDAY)
        assert one.pass_id is None  # the visit still counts


def test_without_the_journal_it_would_come_back(
    neighbourhood: Neighbourhood, card: str, settings: Settings, make_app: Make, tmp_path: Path
) -> None:
    """The test above can fail: this is what the journal of erasures is for."""
    backup.make(settings, tmp_path / "before.backup", progress=nothing)
    held(neighbourhood.browser("host"), card, "wissen", sure="y")
    file = tmp_path / "before.backup"
    with restored(make_app, settings, neighbourhood, file, None) as again:
        assert ALL_OF_IT in held(again.browser("host"), card).text
