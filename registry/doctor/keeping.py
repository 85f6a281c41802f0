"""What an installation keeps: its secret, its database, its backups, and its tablets."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from registry import clock, installation
from registry.care import notes
from registry.care.content import NEWEST
from registry.care.notes import DRILLED, SHOULD_BE, Deed
from registry.centres import queries as centres
from registry.centres.queries import TabletView
from registry.database import reading
from registry.doctor.findings import Finding, note, ok, wrong
from registry.serve import MENDED
from registry.settings import Settings

AHEAD = timedelta(minutes=5)
UNSEEN = timedelta(days=1)
FAR_OFF_MS = 2 * 60 * 1000
DEEDS: tuple[tuple[Deed, timedelta, str], ...] = (
    ("backup", SHOULD_BE, "run `inloop backup FILE` every night (docs/care.md)"),
    ("retention", SHOULD_BE, "run `inloop retention` every night (docs/care.md)"),
    ("drill", DRILLED, "run `inloop drill FILE` every month (docs/care.md)"),
)


def findings(app: Flask, settings: Settings) -> Iterator[Finding]:
    """Yield what is found of what is kept."""
    yield _secret(settings)
    yield _version(settings)
    sound = _database(app, settings)
    yield sound
    for deed, most, do in DEEDS:
        yield _deed(settings, deed, most, do)
    if sound.mark != "wrong":
        with app.app_context():
            yield from _tablets()


def _secret(settings: Settings) -> Finding:
    file = settings.key_file
    if file.stat().st_uid != os.geteuid():
        do = f"run commands as the user that {file} belongs to: what another makes is in its way"
        return note("secret", "these commands are run as another user than serves", do)
    if file.stat().st_mode & 0o077:
        return wrong("secret", f"others on this machine can read {file}", f"chmod 600 {file}")
    return ok("secret", f"{file}; keep a copy somewhere else, it is in no backup")


def _version(settings: Settings) -> Finding:
    if settings.database_file is None:
        if shutil.which("pg_dump") is None:
            do = "apt-get install postgresql-client, of the server's version"
            return wrong("PostgreSQL", "its pg_dump is not here: no backup can be made", do)
        return ok("PostgreSQL", "its pg_dump is here")
    said = f"version {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < MENDED:
        do = "let no other program write in the database; a newer Python brings a mended SQLite"
        return note("SQLite", f"{said} may damage a file that two programs write", do)
    return ok("SQLite", said)


def _database(app: Flask, settings: Settings) -> Finding:
    try:
        if not installation.is_current(app):
            return wrong("database", "its tables are of another version", "run `inloop init`")
        with app.app_context(), reading() as connection:
            newest = connection.execute(text(f"{NEWEST} AS newest")).scalar()
        found = "ok" if settings.database_file is None else _quick(settings)
    except (SQLAlchemyError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        return wrong("database", said, "restore the last backup if it does not come back")
    if found != "ok":
        return wrong("database", f"it is damaged: {found}", "stop, and restore the last backup")
    at = datetime.fromisoformat(newest) if isinstance(newest, str) else newest
    if at is not None and clock.to_local(_aware(at)) > clock.to_local(clock.now()) + AHEAD:
        said = f"its newest entry is of {at:%Y-%m-%d %H:%M}, which is still to come"
        return wrong("database", said, "set the machine's clock right")
    return ok("database", "whole, and made for this version")


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=clock.now().tzinfo)


def _quick(settings: Settings) -> str:
    with closing(sqlite3.connect(f"file:{settings.database_file}?mode=ro", uri=True)) as connection:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


def _deed(settings: Settings, deed: Deed, most: timedelta, do: str) -> Finding:
    at = notes.last(settings.data_dir, deed)
    if at is None:
        return (wrong if deed == "backup" else note)(deed, "never done here", do)
    age = clock.now() - at
    said = f"last done {clock.to_local(at):%Y-%m-%d %H:%M}"
    if age > most:
        return (wrong if deed == "backup" else note)(deed, f"{said}, {age.days} day(s) ago", do)
    return ok(deed, said)


def _tablets() -> Iterator[Finding]:
    now = clock.now()
    for centre in centres.all_centres():
        for one in centres.tablets(centre.id):
            yield _tablet(f"tablet {centre.slug}, {one.name}", one, now)


def _tablet(name: str, one: TabletView, now: datetime) -> Finding:
    if one.last_seen_at is None or now - one.last_seen_at > UNSEEN:
        seen = one.last_seen_at and f"{clock.to_local(one.last_seen_at):%Y-%m-%d %H:%M}"
        said = f"not seen since {seen}" if seen else "never seen"
        return note(name, said, "see that it is on and has a network")
    if one.offset_ms is not None and abs(one.offset_ms) > FAR_OFF_MS:
        said = f"its clock is {abs(one.offset_ms) // 60000} minute(s) off"
        return note(name, said, "let it set its clock by the network")
    if one.waiting:
        return note(name, f"{one.waiting} event(s) wait to be sent", "see that it has a network")
    return ok(name, f"seen {clock.to_local(one.last_seen_at):%H:%M}, nothing waits")
