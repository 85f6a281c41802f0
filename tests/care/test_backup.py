"""A backup is whole, holds what it should and nothing secret, and has its name only then."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
import uuid
from datetime import date
from pathlib import Path

import pyrage
import pytest
from flask import Flask

from registry import clock
from registry.care import archive, backup, notes, sqlite_copy
from registry.care.archive import BackupError
from registry.care.erase import JOURNAL, erase_pass
from registry.passes import queries
from registry.settings import Settings
from tests import postgres
from tests.builders import MONDAY_TEN, a_centre, a_check_in, some_passes
from tests.databases import close

MONDAY = date(2026, 11, 23)


def nothing(_done: int, _of: int) -> None:
    """Draw no bar."""


@pytest.fixture
def filled(book: Flask, settings: Settings) -> uuid.UUID:
    """Return a centre with three check-ins, of which one has a pass."""
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    for number in range(3):
        a_check_in(centre_id, MONDAY, **({"pass_hash": card} if number == 0 else {}))
    return centre_id


def make(settings: Settings, file: Path, **more: object) -> backup.Made:
    return backup.make(settings, file, progress=nothing, **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("filled")
def test_it_holds_every_row_and_says_when(settings: Settings, tmp_path: Path) -> None:
    made = make(settings, tmp_path / "one.backup")
    back = tmp_path / "back"
    back.mkdir()
    read = archive.unpack(tmp_path / "one.backup", back)
    backup.check(back, read)
    assert read == made.manifest
    assert read.rows["check_in"] == 3
    assert read.rows["pass"] == 1
    assert read.rows["alembic_version"] == 1
    assert read.newest is not None
    assert read.newest >= MONDAY_TEN
    assert notes.last(settings.data_dir, "backup") == read.made_at
    assert (tmp_path / "one.backup").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back", "data", "one.backup"]
    assert not (settings.data_dir / "backup.part").exists()


@pytest.mark.usefixtures("filled")
def test_the_secret_is_not_in_it(settings: Settings, tmp_path: Path) -> None:
    make(settings, tmp_path / "one.backup")
    secret = settings.key_file.read_bytes().strip()
    with tarfile.open(tmp_path / "one.backup") as packed:
        names = set(packed.getnames())
        content = b"".join(packed.extractfile(name).read() for name in names)  # type: ignore[union-attr]
    assert names == {"backup.json", "database"}
    assert secret not in content
    for purpose in ("session", "passes", "corner", "second step"):
        assert settings.key_for(purpose) not in content
        assert settings.key_for(purpose).hex().encode() not in content


def test_an_erased_pass_is_not_in_the_bytes_of_a_backup(
    filled: uuid.UUID, settings: Settings, tmp_path: Path
) -> None:
    (card,) = some_passes(filled, 1)
    a_check_in(filled, MONDAY, pass_hash=card)
    found = queries.held(centre_id=filled, token_hash=card)
    assert found is not None
    erase_pass(
        centre_id=filled,
        found=found,
        journal=settings.data_dir / JOURNAL,
        at=MONDAY_TEN,
        by=uuid.uuid4(),
    )
    make(settings, tmp_path / "one.backup")
    back = tmp_path / "back"
    back.mkdir()
    archive.unpack(tmp_path / "one.backup", back)
    assert card.hex() in (back / JOURNAL).read_text()
    if settings.database_file is not None:
        assert card not in (back / "database").read_bytes()
        assert found.pass_id.hex.encode() not in (back / "database").read_bytes()


@pytest.mark.usefixtures("filled")
def test_only_the_keepers_of_its_keys_can_open_one_that_is_shut(
    settings: Settings, tmp_path: Path
) -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    file, back = tmp_path / "one.backup", tmp_path / "back"
    back.mkdir()
    made = make(settings, file, recipients=[archive.recipient(str(mine.to_public()))])
    assert made.shut
    assert b"SQLite" not in file.read_bytes()
    (tmp_path / "mine.txt").write_text(f"# a comment\n{mine}\n")
    (tmp_path / "other.txt").write_text(f"{other}\n")
    with pytest.raises(BackupError, match="is shut"):
        archive.unpack(file, back)
    with pytest.raises(BackupError, match="shut with another key"):
        archive.unpack(file, back, archive.identities(tmp_path / "other.txt"))
    assert archive.unpack(file, back, archive.identities(tmp_path / "mine.txt")) == made.manifest


@pytest.mark.usefixtures("filled")
def test_what_cannot_be_is_said_in_a_line_and_leaves_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.backup"
    taken.write_bytes(b"the only one")
    with pytest.raises(BackupError, match="is not written over"):
        make(settings, taken)
    assert taken.read_bytes() == b"the only one"
    with pytest.raises(BackupError, match="there is no folder"):
        make(settings, tmp_path / "nowhere" / "one.backup")
    with backup.alone(settings), pytest.raises(BackupError, match="another backup"):
        make(settings, tmp_path / "one.backup")
    assert not (tmp_path / "one.backup").exists()
    assert notes.last(settings.data_dir, "backup") is None


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("spoil", ["cut", "turned", "other"])
def test_a_damaged_file_is_known_for_one(settings: Settings, tmp_path: Path, spoil: str) -> None:
    file, back = tmp_path / "one.backup", tmp_path / "back"
    back.mkdir()
    make(settings, file)
    content = bytearray(file.read_bytes())
    if spoil == "cut":
        del content[len(content) // 2 :]
    elif spoil == "turned":
        content[len(content) // 2] ^= 0xFF
    else:
        content = bytearray(b"a letter to somebody")
    file.write_bytes(content)
    with pytest.raises(BackupError):
        archive.unpack(file, back)


@pytest.mark.usefixtures("filled")
def test_one_that_reads_back_otherwise_gets_no_name(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = archive.pack

    def torn(folder: Path, manifest: archive.Manifest, target: Path) -> None:
        pack(folder, manifest, target)
        os.truncate(target, target.stat().st_size // 2)

    monkeypatch.setattr(archive, "pack", torn)
    with pytest.raises(BackupError, match="damaged"):
        make(settings, tmp_path / "one.backup")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("filled")
def test_a_copy_with_a_row_that_points_at_nothing_is_no_backup(
    settings: Settings, tmp_path: Path
) -> None:
    assert settings.database_file is not None
    with sqlite3.connect(settings.database_file) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM pass")
    with pytest.raises(BackupError, match="point at nothing"):
        make(settings, tmp_path / "one.backup")
    assert not (tmp_path / "one.backup").exists()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.usefixtures("filled")
def test_a_damaged_database_is_no_backup(app: Flask, settings: Settings, tmp_path: Path) -> None:
    assert settings.database_file is not None
    close(app)
    sqlite_copy.settle(settings.database_file)
    content = bytearray(settings.database_file.read_bytes())
    for page in range(20, 60):
        content[page * 4096 : page * 4096 + 4096] = b"\xff" * 4096
    settings.database_file.write_bytes(content)
    with pytest.raises(BackupError):
        make(settings, tmp_path / "one.backup")
    assert not (tmp_path / "one.backup").exists()


@pytest.mark.parametrize("engine_name", ["postgresql"])
@pytest.mark.usefixtures("filled")
def test_without_its_programs_postgresql_is_not_copied(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match=r"pg_dump is not on this machine"):
        make(settings, tmp_path / "one.backup")
    old = tmp_path / "pg_dump"
    old.write_text(
        "#!/bin/sh\necho 'pg_dump: error: aborting: server version mismatch' >&2; exit 1\n"
    )
    old.chmod(0o755)
    with pytest.raises(BackupError, match="older than the server"):
        make(settings, tmp_path / "one.backup")
    assert not (tmp_path / "one.backup").exists()


@pytest.mark.parametrize("engine_name", ["postgresql"])
@pytest.mark.usefixtures("filled")
def test_of_several_hosts_the_one_that_takes_writes_is_copied(
    settings: Settings, tmp_path: Path, postgresql: postgres.Server
) -> None:
    name = settings.database_url.rpartition("/")[2]
    hosts = f"host=127.0.0.1:1&host=127.0.0.1:{postgresql.port}&target_session_attrs=read-write"
    several = settings.model_copy(
        update={"database_url": f"postgresql://postgres:secret@/{name}?{hosts}"}
    )
    made = make(several, tmp_path / "one.backup")
    assert made.manifest.rows["centre"] == 1


def test_a_file_of_notes_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    assert notes.last(tmp_path, "backup") is None
    (tmp_path / notes.NOTES).write_text("{broken")
    assert notes.last(tmp_path, "backup") is None
    at = clock.now()
    notes.note(tmp_path, "drill", at)
    assert notes.last(tmp_path, "drill") == at
    assert json.loads((tmp_path / notes.NOTES).read_text()) == {"drill": at.isoformat()}
