"""The monthly drill: a backup put back somewhere else, looked at, and cleared away again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from registry import clock, installation, restore
from registry.care import backup, notes, postgres_copy
from registry.care.archive import BackupError, Progress
from registry.centres import queries as centres
from registry.reporting import services as reporting
from registry.restore import Restored, Wish
from registry.settings import Settings

LOOKED_AT = ("check_in", "check_in_detail", "answer_tally", "pass", "issued_sheet", "account")
"""Tables whose rows are told beside those that there are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drilled:
    """What came of it: the restore, rows then and now, and kept months that differ."""

    restored: Restored
    rows: Mapping[str, tuple[int, int]]
    months: int
    wrong: tuple[str, ...]


def drill(
    create_app: installation.CreateApp,
    settings: Settings,
    wish: Wish,
    *,
    empty: str = "",
    progress: Progress,
) -> Drilled:
    """Put a backup back in a folder of its own, look at it, and clear it away.

    `empty` is the address of an empty PostgreSQL database for that. Raises BackupError.
    """
    if settings.database_file is None and not empty:
        raise BackupError(
            "on PostgreSQL a drill needs an empty database: --database postgresql://…"
        )
    now = backup.rows_now(settings)
    with backup.staging(settings.data_dir.resolve(), "drill.part") as folder:
        there = settings.model_copy(
            update={
                "data_dir": folder,
                "database_url": empty,
                "secret_key_file": settings.key_file.resolve(),
            }
        )
        restore.refuse_taken(there)
        try:
            done = restore.restore(create_app, there, wish, progress=progress)
            months, wrong = _looked_at(create_app(there))
        finally:
            if there.database_file is None:
                postgres_copy.clear(there.engine_url)
    then = done.manifest.rows
    rows = {name: (then.get(name, 0), now.get(name, 0)) for name in LOOKED_AT}
    if not wrong:
        notes.note(settings.data_dir, "drill", clock.now())
    return Drilled(restored=done, rows=rows, months=months, wrong=wrong)


def _looked_at(app: Flask) -> tuple[int, tuple[str, ...]]:
    """Count the kept months of each centre anew: how many, and which differ."""
    compared, wrong = 0, []
    try:
        with app.app_context():
            for centre in centres.all_centres():
                found = reporting.verify(
                    centre=centre, theory=app.extensions["inloop_theory"], at=clock.now()
                )
                compared += found.months
                wrong += [f"{centre.slug} {month}" for month in found.wrong]
    finally:
        installation.close(app)
    return compared, tuple(wrong)


def journal_of(settings: Settings) -> Path | None:
    """Return the journal of erasures of here, where there is one."""
    file = settings.data_dir / "erased.txt"
    return file if file.exists() else None
