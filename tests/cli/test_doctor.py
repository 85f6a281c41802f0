"""`inloop doctor`: a line for each thing, what to do about it, and 2 where something is wrong."""

from __future__ import annotations

import shutil
import sqlite3
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from registry import clock
from registry.care import notes
from registry.doctor import keeping, machine
from registry.settings import ROOT, Settings
from tests.builders import a_centre, a_tablet
from tests.cli.conftest import Run, Said
from tests.databases import close


def lines(said: Said) -> dict[str, tuple[str, str]]:
    """Return how each thing is, and what was said of it, by its name."""
    told = {}
    for line in said.out.splitlines():
        if line[0] != " ":
            mark, rest = line[:5].strip(), line[7:]
            name, _, words = rest.partition(": ")
            told[name] = (mark, words)
    return told


@pytest.fixture
def cared_for(at_home: Settings) -> Settings:
    """Return an installation whose nights were not missed."""
    for deed in ("backup", "retention", "drill"):
        notes.note(at_home.data_dir, deed, clock.now() - timedelta(hours=3))  # type: ignore[arg-type]
    return at_home


def test_all_is_looked_at_and_a_sound_one_ends_with_0(
    run: Run, app: Flask, cared_for: Settings
) -> None:
    with app.app_context():
        a_tablet(a_centre(), at=clock.now())
    said = run("doctor")
    told = lines(said)
    assert (said.code, said.err) == (0, "")
    assert list(told) == [
        *("machine", "pango", "fonts", "browser", "disk", "time zone", "clock", "HTTPS"),
        *("secret", "SQLite", "database", "backup", "retention", "drill"),
        "tablet de-linde, Ingang",
    ]
    assert {name for name, (mark, _) in told.items() if mark == "wrong"} == set()
    assert told["backup"][1].startswith("last done ")
    assert told["tablet de-linde, Ingang"] == ("note", "never seen")
    for line, after in zip(said.out.splitlines(), said.out.splitlines()[1:], strict=False):
        if line.startswith(("note", "wrong")):
            assert after.startswith("       → ")


def test_without_a_backup_something_is_wrong(run: Run, cared_for: Settings) -> None:
    (cared_for.data_dir / notes.NOTES).unlink()
    said = run("doctor")
    assert said.code == 2
    assert said.err == "inloop: to be put right: backup\n"
    assert lines(said)["backup"] == ("wrong", "never done here")
    assert lines(said)["drill"] == ("note", "never done here")
    notes.note(cared_for.data_dir, "backup", clock.now() - timedelta(days=3))
    assert lines(run("doctor"))["backup"][0] == "wrong"


def test_a_secret_that_others_can_read_is_told(run: Run, cared_for: Settings) -> None:
    cared_for.key_file.chmod(0o644)
    said = run("doctor")
    assert lines(said)["secret"][0] == "wrong"
    assert f"→ chmod 600 {cared_for.key_file}" in said.out


def test_another_user_than_serves_is_told(
    run: Run, cared_for: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping.os, "geteuid", lambda: cared_for.key_file.stat().st_uid + 1)
    assert lines(run("doctor"))["secret"][0] == "note"


def test_a_database_of_another_version_or_damaged_is_told(
    run: Run, app: Flask, cared_for: Settings
) -> None:
    assert cared_for.database_file is not None
    close(app)
    with sqlite3.connect(cared_for.database_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert lines(run("doctor"))["database"] == ("wrong", "its tables are of another version")
    cared_for.database_file.write_bytes(b"not a database, by far" * 100)
    assert lines(run("doctor"))["database"][0] == "wrong"


def test_a_clock_behind_the_newest_entry_is_told(
    run: Run, app: Flask, cared_for: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        a_centre()
    now = clock.now()
    monkeypatch.setattr(keeping.clock, "now", lambda: now - timedelta(days=400))
    mark, words = lines(run("doctor"))["database"]
    assert mark == "wrong"
    assert words.endswith("which is still to come")


def _of_2_gb(folder: Path) -> str:
    file = folder / "large.sqlite3"
    with file.open("wb") as large:
        large.truncate(2 * 10**9)  # of nothing: it takes no room
    return f"sqlite:///{file}"


def test_what_the_machine_lacks_is_told(
    run: Run, cared_for: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = shutil.disk_usage(tmp_path)
    for free, mark in ((10**6, "wrong"), (10**9, "note"), (10**11, "ok")):
        found = usage._replace(free=free)
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _, found=found: found)
        assert lines(run("doctor"))["disk"][0] == mark
    assert machine.small(cared_for, 3 * 10**9) is False
    assert machine.small(
        cared_for.model_copy(update={"database_url": _of_2_gb(tmp_path)}), 3 * 10**9
    )
    monkeypatch.setattr(machine, "ROOT", tmp_path)
    assert lines(run("doctor"))["fonts"][0] == "wrong"

    def none() -> None:
        raise machine.pdf.PaperError("install libpango")

    monkeypatch.setattr(machine.pdf, "check_ready", none)
    said = run("doctor")
    assert lines(said)["pango"] == ("wrong", "no paper can be made")
    assert "→ install libpango" in said.out
    assert (ROOT / "static").exists()


def test_a_public_address_that_is_not_safe_is_told(run: Run, cared_for: Settings) -> None:
    said = run("doctor", INLOOP_PUBLIC_URL="https://127.0.0.1:1")
    mark, words = lines(said)["HTTPS"]
    assert mark == "wrong"
    assert words.startswith("https://127.0.0.1:1 can't be reached safely: ")


@pytest.mark.parametrize(
    ("left", "made_for", "mark", "said"),
    [
        (timedelta(days=3, hours=1), timedelta(days=90), "note", "3 day(s)"),
        (timedelta(days=60, hours=1), timedelta(days=90), "ok", "60 day(s)"),
        (timedelta(hours=9, minutes=1), timedelta(hours=12), "ok", "9 hour(s)"),  # Caddy's own
        (timedelta(hours=1, minutes=1), timedelta(hours=12), "note", "1 hour(s)"),
        (timedelta(days=20, hours=1), timedelta(days=365), "ok", "20 day(s)"),
    ],
)
def test_a_certificate_that_runs_out_is_told(
    cared_for: Settings,
    monkeypatch: pytest.MonkeyPatch,
    left: timedelta,
    made_for: timedelta,
    mark: str,
    said: str,
) -> None:
    ends = clock.now() + left
    told = {"notBefore": ends - made_for, "notAfter": ends}

    class Safe:
        def __enter__(self) -> Safe:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def getpeercert(self) -> dict[str, str]:
            return {name: f"{at:%b %d %H:%M:%S %Y GMT}" for name, at in told.items()}

        def wrap_socket(self, *_: object, **__: object) -> Safe:
            return self

    monkeypatch.setattr(machine.socket, "create_connection", lambda *_, **__: Safe())
    monkeypatch.setattr(ssl, "create_default_context", Safe)
    more = {"public_url": "https://inloop.voorbeeld.nl"}
    (found,) = [
        one for one in machine.findings(cared_for.model_copy(update=more)) if one.name == "HTTPS"
    ]
    assert (found.mark, found.said.rpartition("lasts ")[2]) == (mark, said)
