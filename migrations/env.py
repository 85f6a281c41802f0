"""Runs Alembic on the app's write engine, with every subject's tables known."""

from __future__ import annotations

from alembic import context
from flask import current_app

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


def run() -> None:
    """Migrate in one transaction; batch mode, because SQLite can't alter most things."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
