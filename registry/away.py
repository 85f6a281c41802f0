"""Tells a database that can't do its work now from a question that is wrong."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_POSTGRESQL_AWAY = {"08", "40", "53", "57", "58"}
"""Classes of SQLSTATE: no connection, others in the way, no room, an operator's doing or a limit
of time, a fault of the system.

Without any it never answered.
"""
_IN_THE_WAY = {"40001", "40P01"}
"""PostgreSQL undid a transaction for the sake of another one: it may do the second time."""


def is_in_the_way(error: DBAPIError) -> bool:
    """Tell whether a transaction was undone only because of another at the same time."""
    return getattr(error.orig, "sqlstate", None) in _IN_THE_WAY


def is_away(error: OperationalError) -> bool:
    """Tell whether the database could not do its work now, whatever was asked of it.

    SQLite without room, without its file or with one it may not write; a PostgreSQL that stops,
    starts or has no room. Then nothing of the transaction is stored, and the same may do later.
    """
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_AWAY
    state = getattr(error.orig, "sqlstate", None)
    return state is None or state[:2] in _POSTGRESQL_AWAY
