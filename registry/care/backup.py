"""Backups: made while others write, read back from the file before it gets its name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage

from registry import clock
from registry.care import archive, notes, postgres_copy, sqlite_copy
from registry.care.archive import DATABASE, JOURNAL, THEORY, BackupError, Manifest, Progress
from registry.care.content import Content
from registry.settings import Settings
from registry.write_lock import DatabaseBusy, WriteLock

STEPS = 3
"""Copying, packing, reading back."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: what it holds, how large it is, and whether it is shut.

    `beside` tells that it lies on the disk of the data folder, and is lost with it.
    """

    manifest: Manifest
    size: int
    shut: bool
    beside: bool


def make(
    settings: Settings, file: Path, *, recipients: Sequence[Any] = (), progress: Progress
) -> Made:
    """Write a backup to a file that is not there yet, for all to read or for some keys' keepers.

    Raises BackupError, SettingsError and OSError; then there is no such file.
    """
    key = key_of(settings)
    if file.exists():
        raise BackupError(f"{file} is there already and is not written over; choose another name")
    if not file.parent.is_dir():
        raise BackupError(f"there is no folder {file.parent}")
    with alone(settings), staging(settings.data_dir, "backup.part") as folder:
        at = clock.now()
        content = _copy(settings, folder, _step(progress, 0))
        manifest = _manifest(settings, folder, at, key, content)
        part = file.with_name(f".{file.name}.part")
        try:
            _write(folder, manifest, part, recipients, _step(progress, 1))
            give_name(part, file)
        finally:
            part.unlink(missing_ok=True)
    progress(1, 1)
    notes.note(settings.data_dir, "backup", at)
    beside = file.stat().st_dev == settings.data_dir.stat().st_dev
    return Made(manifest, file.stat().st_size, bool(recipients), beside)


def key_of(settings: Settings) -> str:
    """Return what tells an installation's secret from another's, and gives nothing of it away."""
    return settings.key_for("backup")[:8].hex()


def rows_now(settings: Settings) -> dict[str, int]:
    """Return how many rows each table has now. Raises BackupError."""
    if settings.database_file is None:
        return postgres_copy.rows_now(settings.engine_url)
    return sqlite_copy.rows_now(settings.database_file)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Let one program at a time make or put back a backup. Raises BackupError."""
    try:
        with WriteLock(settings.data_dir / "care.lock", patience=0).held():
            yield
    except DatabaseBusy as busy:
        raise BackupError("another backup is being made or put back here: try later") from busy


@contextmanager
def staging(parent: Path, name: str) -> Iterator[Path]:
    """Yield an empty folder that only its owner can read; what a killed run left there goes."""
    folder = parent / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(settings: Settings, folder: Path, progress: Progress) -> Content:
    """Copy what a backup holds; the journal last, so that it knows all that the database forgot."""
    copied = folder / DATABASE
    if settings.database_file is None:
        content = postgres_copy.copy(settings.engine_url, copied)
    else:
        sqlite_copy.copy(settings.database_file, copied, progress)
        content = sqlite_copy.read(copied)
    for source, name in ((settings.data_dir / JOURNAL, JOURNAL), (settings.theory, THEORY)):
        if source is not None and source.exists():
            shutil.copyfile(source, folder / name)
    return content


def _manifest(
    settings: Settings, folder: Path, at: datetime, key: str, content: Content
) -> Manifest:
    return Manifest(
        made_at=at,
        newest=content.newest,
        revision=content.revision,
        database="postgresql" if settings.database_file is None else "sqlite",
        key=key,
        rows=content.rows,
        files={one.name: archive.sum_of(one) for one in sorted(folder.iterdir())},
    )


def _write(
    folder: Path, manifest: Manifest, part: Path, recipients: Sequence[Any], progress: Progress
) -> None:
    """Write the file and read it back.

    One that is shut is shut for a key more, which nobody has once it was read back here.
    """
    if not recipients:
        archive.pack(folder, manifest, part)
        opened_by = []
    else:
        passing = pyrage.x25519.Identity.generate()
        opened_by = [passing]
        archive.pack(folder, manifest, folder / "packed")
        archive.shut(folder / "packed", part, [*recipients, passing.to_public()])
        (folder / "packed").unlink()
    progress(1, 1)
    for name in manifest.files:
        (folder / name).unlink()
    with staging(folder, "back") as back:
        if archive.unpack(part, back, opened_by) != manifest:
            raise BackupError(f"{part} could not be read back as it was written")
        check(back, manifest)


def check(folder: Path, manifest: Manifest) -> None:
    """See that the database of an unpacked backup is whole. Raises BackupError."""
    copied = folder / DATABASE
    if manifest.database == "postgresql":
        rows = postgres_copy.rows(copied)
    else:
        rows = dict(sqlite_copy.read(copied).rows)
    if rows != dict(manifest.rows):
        raise BackupError("the backup does not hold the rows that it should")


def give_name(part: Path, file: Path) -> None:
    """Give a whole file its name, where nobody took it meanwhile. Raises BackupError."""
    part.chmod(0o600)
    try:
        os.link(part, file)
    except FileExistsError as error:
        raise BackupError(f"{file} is there already and is not written over") from error
    except OSError:  # a disk that knows no second names, as a USB stick may be
        part.rename(file)
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _step(progress: Progress, done: int) -> Progress:
    def within(part: int, whole: int) -> None:
        progress(done * 100 + 100 * part // max(1, whole), STEPS * 100)

    return within
