"""Putting a backup back: checked, brought up to date and made to forget before it is used.

On SQLite all of that happens beside the place of the database, which is taken at the very end.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from registry import audit, clock, installation
from registry.care import archive, backup, journal, notes, postgres_copy, retention, sqlite_copy
from registry.care.archive import DATABASE, JOURNAL, THEORY, BackupError, Manifest, Progress
from registry.database import writing
from registry.settings import ROOT, Settings
from registry.staff import services as staff

STEPS = 4
"""Unpacking, checking, bringing up to date and forgetting, taking its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is put back: a file, what opens it, the kept secret where it is not in place yet.

    `journal` is a later journal of erasures; `new_key` goes on without the secret of then.
    """

    file: Path
    opened_by: Sequence[Any] = ()
    key: Path | None = None
    new_key: bool = False
    journal: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of it: `erased` passes had been erased since, `gone` is what retention let go of.

    What came in from `manifest.made_at` until `at` is lost. `theory` is where the theory of change
    of then was put, None where there is one.
    """

    manifest: Manifest
    at: datetime
    erased: int
    gone: tuple[retention.Gone, ...]
    theory: Path | None


def restore(
    create_app: installation.CreateApp, settings: Settings, wish: Wish, *, progress: Progress
) -> Restored:
    """Put a backup back into an empty installation.

    Raises BackupError where that can't be; there is no database then, as before.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with backup.alone(settings), backup.staging(settings.data_dir, "unpacked.part") as folder:
        refuse_taken(settings)
        manifest = archive.unpack(wish.file, folder, wish.opened_by)
        progress(1, STEPS)
        _refuse_unfit(settings, manifest)
        _take_key(settings, manifest, wish)
        backup.check(folder, manifest)
        progress(2, STEPS)
        lines = _erased(settings, folder, wish)
        theory = _take_theory(settings, folder)
        ready = settings if theory is None else settings.model_copy(update={"theory": theory})
        put = _put_beside if settings.database_file else _put_in
        at, erased, gone = put(create_app, ready, folder, lines)
        progress(STEPS, STEPS)
        notes.note(settings.data_dir, "backup", manifest.made_at)
    return Restored(manifest=manifest, at=at, erased=erased, gone=gone, theory=theory)


def refuse_taken(settings: Settings) -> None:
    """Refuse an installation that has a database already. Raises BackupError."""
    file = settings.database_file
    if file is None:
        if not postgres_copy.is_empty(settings.engine_url):
            raise BackupError("that database has tables already: a backup goes into an empty one")
    elif file.exists() and file.stat().st_size:
        raise BackupError(
            f"there is a database at {file}: move it away first, a backup is put over nothing"
        )


def _refuse_unfit(settings: Settings, manifest: Manifest) -> None:
    here = "postgresql" if settings.database_file is None else "sqlite"
    if manifest.database != here:
        raise BackupError(f"this backup is of {manifest.database}, and the database here is {here}")
    known = ScriptDirectory(str(ROOT / "migrations"))
    try:
        known.get_revision(manifest.revision)
    except CommandError as error:
        raise BackupError(
            f"this backup is of a newer Inloop (tables {manifest.revision}, here up to"
            f" {known.get_current_head()}): install that first"
        ) from error


def _take_key(settings: Settings, manifest: Manifest, wish: Wish) -> None:
    """See that the secret is the one that the backup goes with, and put it in its place."""
    if wish.new_key:
        settings.make_secret()
        return
    kept = wish.key or settings.key_file
    if not kept.exists():
        raise BackupError(
            f"the secret key of that installation is not at {kept}: give the copy that was kept"
            " apart, --key FILE"
        )
    if backup.key_of(settings.model_copy(update={"secret_key_file": kept})) != manifest.key:
        raise BackupError(f"{kept} is not the secret key that this backup goes with")
    if kept.resolve() != settings.key_file.resolve():
        if settings.key_file.exists():
            raise BackupError(f"another secret key is at {settings.key_file}: move it away first")
        settings.key_file.parent.mkdir(parents=True, exist_ok=True)
        settings.key_file.touch(mode=0o600)
        settings.key_file.write_bytes(kept.read_bytes())


def _erased(settings: Settings, folder: Path, wish: Wish) -> tuple[str, ...]:
    """Join all that is known of erasures: in the backup, here, and in a journal that was kept."""
    if wish.journal is not None and not wish.journal.exists():
        raise BackupError(f"there is no journal of erasures at {wish.journal}")
    places = [folder / JOURNAL, settings.data_dir / JOURNAL]
    places += [] if wish.journal is None else [wish.journal]
    return journal.joined(journal.read(one) for one in places)


def _take_theory(settings: Settings, folder: Path) -> Path | None:
    """Put the theory of change of then in the data folder, where it is not here any more."""
    kept = folder / THEORY
    if not kept.exists() or (settings.theory is not None and settings.theory.exists()):
        return None
    return Path(shutil.copyfile(kept, settings.data_dir / THEORY))


Done = tuple[datetime, int, tuple[retention.Gone, ...]]


def _put_beside(
    create_app: installation.CreateApp, settings: Settings, folder: Path, lines: Sequence[str]
) -> Done:
    """Make an SQLite database ready in a folder beside its place, and let it take that."""
    place = settings.database_file
    assert place is not None  # noqa: S101  # the caller saw to it
    place.parent.mkdir(parents=True, exist_ok=True)
    with backup.staging(place.parent, "restored.part") as beside:
        made = Path(shutil.move(folder / DATABASE, beside / "inloop.sqlite3")).resolve()
        there = {"database_url": f"sqlite:///{made}", "secret_key_file": settings.key_file}
        done = _bring_up(create_app, settings.model_copy(update=there), lines)
        sqlite_copy.settle(made)
        sqlite_copy.read(made)
        _keep(settings, lines)
        backup.give_name(made, place)
    return done


def _put_in(
    create_app: installation.CreateApp, settings: Settings, folder: Path, lines: Sequence[str]
) -> Done:
    """Fill an empty PostgreSQL database, or leave it empty."""
    postgres_copy.put_back(settings.engine_url, folder / DATABASE)
    try:
        done = _bring_up(create_app, settings, lines)
        _keep(settings, lines)
    except BaseException:
        postgres_copy.clear(settings.engine_url)
        raise
    return done


def _keep(settings: Settings, lines: Sequence[str]) -> None:
    if lines:
        journal.keep(settings.data_dir / JOURNAL, lines)


def _bring_up(create_app: installation.CreateApp, settings: Settings, lines: Sequence[str]) -> Done:
    """Migrate, erase again, let go of what is too old by now, and sign everybody out."""
    app = installation.prepare(create_app, settings)
    try:
        with app.app_context():
            at = clock.now()
            with writing():
                erased = journal.replay(lines)
                staff.end_everybody(at=at)
                audit.record(
                    at=at,
                    actor_id=None,
                    action="care.restore",
                    object="backup",
                    after={"erased": erased},
                )
            gone = retention.let_go(theory=app.extensions["inloop_theory"], at=at)
    finally:
        installation.close(app)
    return at, erased, gone
