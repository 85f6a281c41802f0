"""A backup comes back whole, up to date and forgetful, into an empty place, or not at all."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from registry import clock, restore
from registry.care import archive, backup, notes
from registry.care.archive import BackupError, Manifest
from registry.care.erase import JOURNAL, erase_pass
from registry.care.journal import read
from registry.database import reading
from registry.passes import queries as passes
from registry.restore import Restored, Wish
from registry.settings import Settings
from tests import postgres
from tests.builders import a_centre, a_check_in, some_passes
from tests.databases import Make, close

MONDAY = date(2026, 11, 23)
Elsewhere = Callable[[], Settings]


def nothing(_done: int, _of: int) -> None:
    """Draw no bar."""


@pytest.fixture
def elsewhere(
    engine_name: str, settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Elsewhere]:
    """Return what makes an empty installation with the same secret, on the same database."""
    made: list[tuple[postgres.Server, str]] = []

    def make() -> Settings:
        folder = tmp_path / f"other-{uuid.uuid4()}"
        folder.mkdir()
        shutil.copy(settings.key_file, folder / "secret.key")
        if engine_name == "sqlite":
            return Settings.read(data_dir=folder)
        server: postgres.Server = request.getfixturevalue("postgresql")
        name = server.create()
        made.append((server, name))
        return Settings.read(data_dir=folder, database_url=server.address(name))

    yield make
    for server, name in made:
        server.drop(name)


@pytest.fixture
def cards(book: Flask, settings: Settings, tmp_path: Path) -> tuple[uuid.UUID, list[bytes]]:
    """Return a centre with three passes that came, and a backup of it at one.backup."""
    centre_id = a_centre()
    made = some_passes(centre_id, 3)
    for card in made:
        a_check_in(centre_id, MONDAY, pass_hash=card)
    backup.make(settings, tmp_path / "one.backup", progress=nothing)
    return centre_id, made


def erase(centre_id: uuid.UUID, card: bytes, settings: Settings) -> None:
    found = passes.held(centre_id=centre_id, token_hash=card)
    assert found is not None
    journal = settings.data_dir / JOURNAL
    at, by = clock.now(), uuid.uuid4()
    erase_pass(centre_id=centre_id, found=found, journal=journal, at=at, by=by)


def put_back(make_app: Make, settings: Settings, file: Path, **more: object) -> Restored:
    wish = Wish(file=file, **more)  # type: ignore[arg-type]
    return restore.restore(make_app, settings, wish, progress=nothing)


@contextmanager
def opened(make_app: Make, settings: Settings) -> Iterator[None]:
    """Open an installation for its services."""
    app = make_app(settings)
    with app.app_context():
        yield
    close(app)


def counted(table: str) -> int:
    with reading() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608


@pytest.mark.usefixtures("cards")
def test_all_of_it_comes_back_and_what_is_lost_is_said(
    make_app: Make, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    there = elsewhere()
    done = put_back(make_app, there, tmp_path / "one.backup")
    with opened(make_app, there):
        assert counted("check_in") == counted("pass") == 3
        assert counted("audit_entry") == done.manifest.rows["audit_entry"] + 1
    assert (done.erased, done.theory) == (0, None)
    assert timedelta() < done.at - done.manifest.made_at < timedelta(minutes=2)
    assert notes.last(there.data_dir, "backup") == done.manifest.made_at
    assert not list(there.data_dir.glob("*.part"))


def test_what_was_erased_after_the_backup_stays_erased(
    make_app: Make,
    settings: Settings,
    elsewhere: Elsewhere,
    cards: tuple[uuid.UUID, list[bytes]],
    tmp_path: Path,
) -> None:
    centre_id, (first, second, third) = cards
    erase(centre_id, first, settings)
    here, kept = elsewhere(), elsewhere()
    shutil.copy(settings.data_dir / JOURNAL, here.data_dir / JOURNAL)
    erase(centre_id, second, settings)
    for there, journal, gone in ((here, None, 1), (kept, settings.data_dir / JOURNAL, 2)):
        done = put_back(make_app, there, tmp_path / "one.backup", journal=journal)
        assert done.erased == gone
        with opened(make_app, there):
            assert passes.owners(token_hash=first) == ()
            assert len(passes.owners(token_hash=second)) == 2 - gone
            assert len(passes.owners(token_hash=third)) == 1
            assert counted("check_in") == 3
        assert len(read(there.data_dir / JOURNAL)) == gone


def test_a_taken_place_is_left_alone(
    make_app: Make, settings: Settings, cards: object, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match=r"already|move it away"):
        put_back(make_app, settings, tmp_path / "one.backup")
    assert counted("check_in") == 3


@pytest.mark.usefixtures("cards")
def test_the_secret_has_to_be_the_one_of_then(
    make_app: Make, settings: Settings, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    there, file = elsewhere(), tmp_path / "one.backup"
    there.key_file.unlink()
    with pytest.raises(BackupError, match="give the copy that was kept apart"):
        put_back(make_app, there, file)
    other = tmp_path / "other.key"
    other.write_text("another secret, which is long enough to be one\n")
    with pytest.raises(BackupError, match="not the secret key"):
        put_back(make_app, there, file, key=other)
    assert not there.key_file.exists()
    put_back(make_app, there, file, key=settings.key_file)
    assert there.key_file.read_bytes() == settings.key_file.read_bytes()
    assert there.key_file.stat().st_mode & 0o077 == 0
    lost = elsewhere()
    lost.key_file.unlink()
    put_back(make_app, lost, file, new_key=True)
    assert lost.key_file.read_bytes() != settings.key_file.read_bytes()


def repacked(file: Path, target: Path, **changed: object) -> Path:
    """Make a backup that says something else of itself."""
    folder = target.with_suffix(".folder")
    folder.mkdir()
    told = archive.unpack(file, folder)
    fields = {name: getattr(told, name) for name in told.__slots__}
    archive.pack(folder, Manifest(**{**fields, **changed}), target)
    return target


@pytest.mark.usefixtures("cards")
def test_one_of_a_newer_version_or_another_database_is_refused(
    make_app: Make, elsewhere: Elsewhere, engine_name: str, tmp_path: Path
) -> None:
    there, file = elsewhere(), tmp_path / "one.backup"
    newer = repacked(file, tmp_path / "newer", revision="9999")
    with pytest.raises(BackupError, match="of a newer Inloop"):
        put_back(make_app, there, newer)
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[engine_name]
    foreign = repacked(file, tmp_path / "foreign", database=other)
    with pytest.raises(BackupError, match=f"this backup is of {other}"):
        put_back(make_app, there, foreign)
    short = repacked(file, tmp_path / "short", rows={"check_in": 4})
    with pytest.raises(BackupError, match="does not hold the rows"):
        put_back(make_app, there, short)
    put_back(make_app, there, file)


@pytest.mark.usefixtures("cards")
def test_one_that_fails_half_way_leaves_an_empty_place(
    make_app: Make, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = elsewhere()
    with monkeypatch.context() as patched:
        patched.setattr(restore.retention, "let_go", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            put_back(make_app, there, tmp_path / "one.backup")
    restore.refuse_taken(there)
    put_back(make_app, there, tmp_path / "one.backup")


@pytest.mark.usefixtures("cards")
def test_sign_ins_and_links_of_then_are_over(
    make_app: Make, settings: Settings, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    from registry.staff import services as staff

    token = staff.make_link(
        email="mila@example.org", name="Mila", role="admin", centre_id=None, at=clock.now()
    )
    backup.make(settings, tmp_path / "two.backup", progress=nothing)
    there = elsewhere()
    put_back(make_app, there, tmp_path / "two.backup")
    with opened(make_app, there), pytest.raises(staff.LinkRefused):
        staff.use_link(token=token, password="kruiwagen vol ganzen", at=clock.now())


def test_an_older_one_is_brought_up_to_date(
    make_app: Make, book: Flask, settings: Settings, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    from alembic import command

    from registry.installation import _migrations, is_current

    a_centre()
    command.downgrade(_migrations(book), "0017")
    made = backup.make(settings, tmp_path / "old.backup", progress=nothing)
    there = elsewhere()
    put_back(make_app, there, tmp_path / "old.backup")
    app = make_app(there)
    assert is_current(app)
    close(app)
    assert "api_key" not in made.manifest.rows


def test_a_journal_that_is_none_is_refused_and_a_half_last_line_passed_over(
    tmp_path: Path,
) -> None:
    file = tmp_path / JOURNAL
    file.write_text(f"2026-11-23 {'ab' * 32}\n2026-11-24 {'cd' * 10}")
    assert read(file) == (f"2026-11-23 {'ab' * 32}",)
    file.write_text("Beste allemaal,\n")
    with pytest.raises(BackupError, match="line 1"):
        read(file)
