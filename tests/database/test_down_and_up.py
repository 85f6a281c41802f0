"""Rows of every table go through every migration, down to the first and up again, unaltered."""

from __future__ import annotations

import pytest
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry.database import reading, writing
from tests.database import rows
from tests.database.down_and_up import go, shapes, walked

ROWS = 4_000


def test_no_row_is_lost_or_altered_by_a_migration(book: Flask) -> None:
    made, wrong = walked(ROWS)
    assert made > ROWS
    assert wrong == []


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "fault",
    [
        "DELETE FROM check_in_undo WHERE id = (SELECT max(id) FROM check_in_undo)",
        "UPDATE check_in SET at = substr(at, 1, 17) || '00.000000'",
    ],
    ids=["a row is lost", "seconds are cut off"],
)
def test_a_migration_that_loses_something_is_caught(
    book: Flask, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    add = Operations.create_table

    def planted(self: Operations, name: str, *words: object, **more: object) -> object:
        if name == "pass_first":
            self.execute(fault)
        return add(self, name, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Operations, "create_table", planted)
    _, wrong = walked(400)
    assert len(wrong) == 1
    assert wrong[0].startswith("0016 → 0017: ")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_migration_that_leaves_rows_pointing_at_nothing_changes_nothing(
    book: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes()
    with writing() as connection:
        rows.fill(connection, 0)
    drop = Operations.drop_table

    def planted(self: Operations, name: str, *words: object, **more: object) -> None:
        if name == "pass_first":
            self.execute("DELETE FROM occurrence")
        drop(self, name, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Operations, "drop_table", planted)
    go("0018", "0017")
    with pytest.raises(Exception, match="points at nothing in occurrence"):
        go("0017", "0016")
    with reading() as connection:
        assert rows.told(connection, "occurrence", frozenset({"id"}))[0] == rows.FEW
    with writing() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM occurrence"))
