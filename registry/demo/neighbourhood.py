"""Makes the whole of a made-up neighbourhood, in an empty database and in no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from registry import installation
from registry.demo import fill, store
from registry.settings import Settings
from registry.write_lock import DatabaseBusy


class NotEmpty(Exception):
    """A database that holds something; the text says what to do."""

    code = "not_empty"


class BeingServed(Exception):
    """A database that a server has open; the text says what to do."""

    code = "being_served"


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

    Raises NotEmpty for any other database, also while one is served, and BeingServed for one
    that could be filled but for its server.
    """
    _demo_to_clear(create_app, settings, wish)  # tells what is there before who serves it
    with _place_of_the_server(settings):
        if _demo_to_clear(create_app, settings, wish) is not None and settings.database_file:
            installation.remove_database(settings.database_file)
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


@contextmanager
def _place_of_the_server(settings: Settings) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(installation.serving(settings))
        except DatabaseBusy as busy:
            raise BeingServed("a server has this database open: stop it first") from busy
        yield


def _demo_to_clear(
    create_app: installation.CreateApp, settings: Settings, wish: Wish
) -> date | None:
    """Return the last day of the demo that has to go, None where nothing is there.

    Raises NotEmpty for what must stay.
    """
    if not _exists(settings):
        return None
    settings.make_secret()
    app = create_app(settings)
    found = store.state(app)
    installation.close(app)
    if found.empty:
        return None
    if found.last_day is None:
        raise NotEmpty("this database holds data; `inloop demo` fills an empty one only")
    if not wish.anew or settings.database_file is None:
        raise NotEmpty(f"this database holds a demo up to {found.last_day}; try --refresh (SQLite)")
    return found.last_day
