"""Makes the whole of a made-up neighbourhood, in an empty database and in no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from registry import installation
from registry.demo import fill, store
from registry.settings import Settings


class NotEmpty(Exception):
    """A database that holds something; the text says what to do."""

    code = "not_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to make: up to `at`, `months` whole months before; `anew` may throw a demo away."""

    at: datetime
    months: int
    centres: int
    seed: int
    anew: bool


def reaches(create_app: installation.CreateApp, settings: Settings, day: date) -> bool:
    """Tell whether the database is a demo of this version that was filled up to a day."""
    if not (_exists(settings) and settings.key_file.exists()):
        return False
    app = create_app(settings)
    return store.state(app).last_day == day and installation.is_current(app)


def make(
    create_app: installation.CreateApp, settings: Settings, wish: Wish, *, progress: fill.Progress
) -> None:
    """Fill an empty database; all of it is there afterwards, or nothing.

    Raises NotEmpty for any other database, and write_lock.DatabaseBusy while one is served.
    """
    with installation.serving(settings):
        if _exists(settings):
            settings.make_secret()
            _make_room(create_app, settings, wish)
        app = installation.prepare(create_app, settings)
        filling = fill.Filling(
            at=wish.at,
            months=wish.months,
            seed=wish.seed,
            theory=app.extensions["inloop_theory"],
            pass_key=app.config["PASS_KEY"],
        )
        with app.app_context(), store.unsynced(app):
            fill.fill(filling, count=wish.centres, progress=progress)
        store.settle(app)


def _exists(settings: Settings) -> bool:
    """Tell whether there may be data: always on PostgreSQL, else where there is a file."""
    file = settings.database_file
    return file is None or file.exists()


def _make_room(create_app: installation.CreateApp, settings: Settings, wish: Wish) -> None:
    app = create_app(settings)
    found = store.state(app)
    file = settings.database_file
    if found.empty:
        return
    if found.last_day is None:
        raise NotEmpty("this database holds data; `inloop demo` fills an empty one only")
    if not wish.anew or file is None:
        raise NotEmpty(f"this database holds a demo up to {found.last_day}; try --refresh (SQLite)")
    store.let_go(app)
    installation.remove_database(file)
