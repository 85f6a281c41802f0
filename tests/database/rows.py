"""Made-up rows for every table there is, as many as are asked, and one number that tells them all.

Nothing here names a table's columns: a new table is filled by itself. What the database asks of
values beyond their type stands in OF_THEIR_OWN.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, inspect, text
from sqlalchemy.schema import CheckConstraint

from registry.database import Instant, db

Shape = dict[str, frozenset[str]]
"""Every table with its columns."""

FEW = 40
"""Rows in each table that does not grow; all numbers of rows are so many times something, so that
the n-th row of any table belongs to the same centre as the n-th of any other."""
GROWING = {
    "check_in": 40,
    "check_in_detail": 20,
    "seen_answer": 20,
    "check_in_undo": 5,
    "audit_entry": 5,
    "corrected": 5,
    "occurrence": 3,
    "pass": 2,
}
"""Of a hundred rows, how many are in which table."""
OF_THEIR_OWN: dict[tuple[str, str], Any] = {
    ("role_grant", "role"): "host",
    ("volunteer_effort", "sort"): "uren",
    ("help_request", "taken_back_at"): None,
    ("help_request", "aftercare_due_on"): None,
    ("activity", "starts"): time(9),
    ("opening_hours", "opens"): time(9),
}
AT_ONCE = 20_000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fill(connection: Connection, rows: int) -> int:
    """Fill every table, `rows` in all where that is more than a few each; return how many."""
    made = 0
    for table in db.metadata.sorted_tables:
        number = max(FEW, rows * GROWING.get(table.name, 0) // 100 // FEW * FEW)
        each = _rows(table, number)
        while part := list(islice(each, AT_ONCE)):
            connection.execute(insert(table), part)
        made += number
        SIZES[table.name] = number
    return made


SIZES: dict[str, int] = {}
"""How many rows each table has got, for those that point at it."""


def _rows(table: Table, number: int) -> Iterator[dict[str, Any]]:
    known = _known(table)
    roots = {one.name: _root(one) for one in table.columns}
    for n in range(number):
        yield {
            name: _value(root, n, known)
            if root.table is table
            else _value(root, n % SIZES[root.table.name], {})
            for name, root in roots.items()
        }


def _root(column: Column[Any]) -> Column[Any]:
    """Return the column that a chain of references begins with."""
    for key in column.foreign_keys:
        return _root(key.column)
    return column


def _known(table: Table) -> dict[str, list[str]]:
    """Return the words that a table's checks allow in its columns."""
    return {
        found[1]: re.findall(r"'(\w+)'", found[2])
        for check in table.constraints
        if isinstance(check, CheckConstraint)
        and (found := re.fullmatch(r"(\w+) IN \((.*)\)", str(check.sqltext)))
    }


def _value(column: Column[Any], n: int, known: dict[str, list[str]]) -> Any:
    """Return the n-th value of a column; no two are the same where its type has room."""
    where = (column.table.name, column.name)
    if where in OF_THEIR_OWN:
        return OF_THEIR_OWN[where]
    if column.name in known:
        return known[column.name][n % len(known[column.name])]
    return _of_type(column, f"{column.table.name}.{column.name}", n)


def _of_type(column: Column[Any], seed: str, n: int) -> Any:
    kind = datetime if isinstance(column.type, Instant) else column.type.python_type
    if kind is str:
        return _word(n, min(getattr(column.type, "length", None) or 24, 24))
    makes: dict[type, Any] = {
        uuid.UUID: lambda: uuid.UUID(bytes=_bytes(seed, n)[:16]),
        bytes: lambda: _bytes(seed, n),
        bool: lambda: n % 2 == 0,
        int: lambda: 1 + n % 5,
        float: lambda: n % 8 / 8,
        date: lambda: date(2021, 1, 1) + timedelta(n % 1500),
        datetime: lambda: datetime(2025, 3, 1, tzinfo=UTC) + timedelta(seconds=n, microseconds=n),
        time: lambda: time(17, n % 60),
        object: lambda: {"n": n, "é": None},
    }
    return makes[kind]()


def _bytes(seed: str, n: int) -> bytes:
    return blake2b(f"{seed}{n}".encode(), digest_size=32).digest()


def _word(n: int, length: int) -> str:
    made = ""
    while len(made) < length:
        n, digit = divmod(n, len(DIGITS))
        made = DIGITS[digit] + made
    return made


def shape(connection: Connection) -> Shape:
    """Return every table with its columns, as the database has them now."""
    seen = inspect(connection)
    return {
        name: frozenset(column["name"] for column in seen.get_columns(name))
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def told(connection: Connection, table: str, columns: frozenset[str]) -> tuple[int, str]:
    """Return how many rows a table has and a sum of the hash of each, whatever their order."""
    quoted = ", ".join(f'"{name}"' for name in sorted(columns))
    statement = text(f'SELECT {quoted} FROM "{table}"')  # noqa: S608  # names of our own tables
    rows = connection.execute(statement, execution_options={"yield_per": AT_ONCE})
    number, total = 0, 0
    for row in rows:
        number += 1
        total += int.from_bytes(blake2b(repr(tuple(row)).encode(), digest_size=16).digest())
    return number, f"{total % 2**128:032x}"
