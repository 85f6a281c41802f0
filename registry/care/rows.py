"""Every row of one database into another that has the same tables, and the proof that they are.

A table is copied in the order of its key, so what a killed run left behind is its beginning.
Databases order and store the same values in ways of their own; a sum over the rows that knows no
order tells whether two tables are equal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, func, insert, select

from registry.database import db

BATCH = 2_000
"""Rows that are held at once, and committed together."""

Tell = Callable[[int], None]
"""Is told how many rows more were copied or read."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and the sum of their SHA-256, 64 hexadecimal digits."""

    rows: int
    hash: str


def tables() -> tuple[Table, ...]:
    """Return every table, each after those that it points at."""
    return tuple(db.metadata.sorted_tables)


def count(connection: Connection) -> int:
    """Return how many rows all tables have together."""
    return sum(_rows_of(connection, table) for table in tables())


def sum_of(
    connection: Connection, table: Table, *, first: int | None = None, tell: Tell = lambda _: None
) -> Sum:
    """Add up the rows of a table, or the first so many of them by its key."""
    statement = _in_order(table).limit(first) if first is not None else select(table)
    rows = total = 0
    for batch in _batches(connection, statement):
        rows += len(batch)
        total += sum(_digest(row) for row in batch)
        tell(len(batch))
    return Sum(rows, f"{total % 2**256:064x}")


def is_begun(source: Connection, target: Connection) -> bool:
    """Tell whether all that the target has is the beginning of the source's tables."""
    return all(
        there == sum_of(source, table, first=there.rows)
        for table in tables()
        if (there := sum_of(target, table)).rows
    )


def copy(source: Connection, target: Engine, *, tell: Tell) -> None:
    """Copy what the target, which has the beginning of it, does not have yet.

    The source has to stand still meanwhile.
    """
    for table in tables():
        with target.connect() as into:
            there = _rows_of(into, table)
        tell(there)
        for batch in _batches(source, _in_order(table).offset(there)):
            with target.begin() as into:
                into.execute(insert(table), [dict(row._mapping) for row in batch])
            tell(len(batch))


def _rows_of(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _batches(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    return connection.execute(statement, execution_options={"yield_per": BATCH}).partitions()


def _digest(row: Row[Any]) -> int:
    return int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
