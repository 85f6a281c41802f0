"""Runs Alembic on the app's write engine, with every subject's tables known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from registry import audit  # noqa: F401  # brings its table
from registry.activities import models as _activities  # noqa: F401  # the same, and below
from registry.answers import models as _answers  # noqa: F401
from registry.centres import models as _centres  # noqa: F401
from registry.database import db
from registry.imports import models as _imports  # noqa: F401
from registry.passes import models as _passes  # noqa: F401
from registry.posters import models as _posters  # noqa: F401
from registry.readers import models as _readers  # noqa: F401
from registry.reporting import models as _reporting  # noqa: F401
from registry.sheets import models as _sheets  # noqa: F401
from registry.spoken import models as _spoken  # noqa: F401
from registry.staff import models as _staff  # noqa: F401
from registry.support import models as _support  # noqa: F401
from registry.texts import models as _texts  # noqa: F401
from registry.visits import models as _visits  # noqa: F401


class Dangling(Exception):
    """A migration that leaves rows which point at nothing; all of it is taken back."""

    code = "dangling"


def run() -> None:
    """Migrate in one transaction; batch mode, because SQLite can't alter most things.

    Alembic would commit each step on SQLite; begun out here it does not, and all goes or nothing.
    There a table is altered by making it anew, and the old one can't be dropped while rows of
    another point at it: so references are not watched meanwhile, and are all looked at afterwards.
    """
    with db.engine.connect() as connection, unwatched(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if dangling is not None:
                raise Dangling(f"a row of {dangling[0]} points at nothing in {dangling[2]}")


@contextmanager
def unwatched(connection: Connection) -> Iterator[None]:
    """Let SQLite not watch references; it can be told so only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()


run()
