"""A database that can't do its work now is told from a question that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from registry.away import is_away
from tests import postgres


def ask(engine: Engine, statements: Sequence[str]) -> None:
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def failure(engine: Engine, *statements: str) -> OperationalError:
    with pytest.raises(OperationalError) as raised:
        ask(engine, statements)
    return raised.value


def test_without_room_or_a_file_sqlite_is_away(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/full.sqlite", poolclass=NullPool)
    fill = ("PRAGMA max_page_count=2", "CREATE TABLE a (b)", "CREATE TABLE c (d)")
    assert is_away(failure(engine, *fill))
    assert is_away(failure(create_engine(f"sqlite:///{tmp_path}/no/such"), "SELECT 1"))
    assert not is_away(failure(engine, "SELECT * FROM nothing"))


def test_a_postgresql_that_is_not_there_is_away(postgresql: postgres.Server) -> None:
    nobody = "postgresql+psycopg://postgres@127.0.0.1:1/none"
    assert is_away(failure(create_engine(nobody), "SELECT 1"))
    address = postgresql.address("postgres").replace("postgresql:", "postgresql+psycopg:")
    there = create_engine(address, poolclass=NullPool)
    ended = "SELECT pg_terminate_backend(pg_backend_pid())"
    assert is_away(failure(there, ended, "SELECT 1"))
