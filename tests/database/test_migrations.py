"""The migrations: up, down, and equal to the models."""

from __future__ import annotations

from datetime import date, time

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.schema import CreateTable

from registry.centres import queries
from registry.centres import services as centres
from registry.database import db, reading
from registry.settings import ROOT
from tests.builders import a_centre


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def test_head_equals_the_models(book: Flask) -> None:
    with reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    assert tables() == {*db.metadata.tables, "alembic_version"}


def test_every_migration_goes_down_and_up_again(book: Flask) -> None:
    steps = [step.revision for step in ScriptDirectory.from_config(migrations()).walk_revisions()]
    for step in [*steps[1:], "base"]:
        command.downgrade(migrations(), step)
    assert tables() == {"alembic_version"}
    for step in reversed(steps):
        command.upgrade(migrations(), step)
    with reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_tables_without_row_order_are_made_so(book: Flask) -> None:
    with reading() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        made = {name: "WITHOUT ROWID" in sql for name, sql in rows if name != "alembic_version"}
    meant = {
        name: "WITHOUT ROWID" in str(CreateTable(table).compile(db.engine))
        for name, table in db.metadata.tables.items()
    }
    assert made == meant
    assert made["seen_answer"]
    assert made["answer_tally"]


def test_every_constraint_has_a_name(book: Flask) -> None:
    for table in db.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_the_centre_comes_first_in_every_key_of_what_grows(book: Flask) -> None:
    growing = {"check_in", "check_in_detail", "check_in_undo", "answer_tally", "seen_answer"}
    growing |= {"pass", "occurrence", "activity", "quarantined", "help_request", "language_tally"}
    growing |= {"clip", "month_sum", "pass_first", "changed_month"}
    for name in growing:
        table = db.metadata.tables[name]
        keys = [list(table.primary_key.columns), *(list(index.columns) for index in table.indexes)]
        keys += [list(key.columns) for key in table.foreign_key_constraints]
        assert {columns[0].name for columns in keys} == {"centre_id"}, name


def test_opening_hours_hold_from_the_day_the_centre_opened_and_back(book: Flask) -> None:
    centre_id = a_centre(opened_on=date(2025, 1, 6))
    centres.set_hours(
        centre_id=centre_id, since=date(2027, 1, 4), week={5: ((time(10), time(12)),)}
    )
    command.downgrade(migrations(), "0013")
    with reading() as connection:
        rows = connection.execute(text("SELECT weekday FROM opening_hours")).all()
    assert [row[0] for row in rows] == [5]
    command.upgrade(migrations(), "head")
    week = {5: ((time(10), time(12)),)}
    assert queries.hours_of(centre_id).weeks == ((date(2025, 1, 6), week),)
