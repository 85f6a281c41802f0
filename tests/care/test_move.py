"""An installation moves to the other database whole, also in two goes, or says why it can't."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from registry import installation, move, serve
from registry.care import moved, rows
from registry.care.archive import BackupError
from registry.database import db, writing
from registry.installation import close
from registry.settings import Settings
from tests import postgres
from tests.builders import a_centre, a_check_in, some_passes
from tests.databases import Make

MONDAY = date(2026, 11, 23)
CAME = 23


class Cut(Exception):
    """The plug was pulled."""


def nothing(_done: int, _of: int) -> None:
    """Draw no bar."""


@pytest.fixture
def there(
    engine_name: str, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Return the same installation on the other kind of database, which is empty."""
    if engine_name == "postgresql":
        yield settings.model_copy(update={"database_url": ""})
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    name = server.create()
    yield settings.model_copy(update={"database_url": server.address(name)})
    server.drop(name)


@pytest.fixture
def filled(book: Flask, monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """Return a centre where some people came, and let a move take a few rows at a time."""
    monkeypatch.setattr(rows, "BATCH", 5)
    centre_id = a_centre()
    for card in some_passes(centre_id, CAME):
        a_check_in(centre_id, MONDAY, pass_hash=card)
    installation.close(book)
    return centre_id


def cut_at(done: int) -> Any:
    def progress(so_far: int, _of: int) -> None:
        if so_far >= done:
            raise Cut

    return progress


def count_inserts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the number of rows of each batch that is written from now on."""
    written: list[int] = []
    real = rows.insert

    def counted(table: Any) -> Any:
        written.append(1)
        return real(table)

    monkeypatch.setattr(rows, "insert", counted)
    return written


def content(make_app: Make, settings: Settings) -> dict[str, rows.Sum]:
    app = make_app(settings)
    with app.app_context(), db.engine.connect() as connection:
        found = {table.name: rows.sum_of(connection, table) for table in rows.tables()}
    close(app)
    return found


@pytest.mark.usefixtures("filled")
def test_every_row_is_there_and_the_old_one_is_left(
    make_app: Make, settings: Settings, there: Settings
) -> None:
    before = content(make_app, settings)
    done = move.move(make_app, settings, there, progress=nothing)
    assert before["check_in"].rows == CAME
    assert content(make_app, there) == before
    assert done.rows == sum(one.rows for one in before.values())
    assert done.sheets >= 1
    with pytest.raises(serve.CannotServe, match="it was moved to"):
        serve.serve(make_app, settings, host="127.0.0.1", port=0)
    assert moved.why_not(there) == ""
    with pytest.raises(move.CannotMove, match="it was moved to"):
        move.move(make_app, settings, there, progress=nothing)


@pytest.mark.usefixtures("filled")
def test_what_was_cut_off_is_gone_on_with(
    make_app: Make, settings: Settings, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = count_inserts(monkeypatch)
    with pytest.raises(Cut):
        move.move(make_app, settings, there, progress=cut_at(30))
    first = len(written)
    with pytest.raises(serve.CannotServe, match="the move to it is not finished"):
        serve.serve(make_app, there, host="127.0.0.1", port=0)
    assert moved.why_not(settings) == ""
    move.move(make_app, settings, there, progress=nothing)
    again = len(written) - first
    monkeypatch.undo()
    assert content(make_app, there) == content(make_app, settings)
    assert first > 3
    whole = sum(-(-one.rows // 5) for one in content(make_app, settings).values())
    assert again <= whole - first + 2, "what was there is not copied once more"


def test_what_was_served_again_in_between_is_not_what_arrives(
    book: Flask, filled: uuid.UUID, make_app: Make, settings: Settings, there: Settings
) -> None:
    with pytest.raises(Cut):
        move.move(make_app, settings, there, progress=cut_at(60))
    with book.app_context(), writing() as connection:
        table = db.metadata.tables["check_in"]
        gone = connection.execute(select(table.c.id).order_by(table.c.id).limit(1)).scalar_one()
        connection.execute(table.delete().where(table.c.id == gone))
    with book.app_context():
        a_check_in(filled, MONDAY, pass_hash=some_passes(filled, 1)[0])
    installation.close(book)
    move.move(make_app, settings, there, progress=nothing)
    assert content(make_app, there) == content(make_app, settings)


@pytest.mark.usefixtures("filled")
def test_a_database_with_something_in_it_is_not_written_over(
    make_app: Make, settings: Settings, there: Settings
) -> None:
    other = installation.prepare(make_app, there)
    with other.app_context():
        a_centre()
    close(other)
    before = content(make_app, there)
    with pytest.raises(BackupError, match=r"tables already|there is a database at"):
        move.move(make_app, settings, there, progress=nothing)
    assert content(make_app, there) == before
    assert moved.why_not(settings) == moved.why_not(there) == ""


@pytest.mark.usefixtures("filled")
def test_it_does_not_move_to_where_it_is(make_app: Make, settings: Settings) -> None:
    with pytest.raises(move.CannotMove, match="already"):
        move.move(make_app, settings, settings, progress=nothing)


@pytest.mark.usefixtures("filled")
def test_a_served_installation_is_not_moved(
    engine_name: str, make_app: Make, settings: Settings, there: Settings
) -> None:
    server = make_app(settings)
    with server.app_context(), installation.serving(settings), db.engine.connect() as busy:
        busy.execute(select(1))
        with pytest.raises(move.CannotMove, match="stop `inloop serve` first"):
            move.move(make_app, settings, there, progress=nothing)
    close(server)
    move.move(make_app, settings, there, progress=nothing)
    assert engine_name in moved.why_not(there) or moved.why_not(there) == ""


@pytest.mark.usefixtures("filled")
def test_a_row_that_changed_on_its_way_is_found(
    make_app: Make, settings: Settings, there: Settings
) -> None:
    app = make_app(there)

    def spoil(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> Any:
        if statement.startswith("INSERT INTO centre"):
            parameters = _changed(parameters)
        return statement, parameters

    with app.app_context():
        engine_class = type(db.engine)
    close(app)
    event.listen(engine_class, "before_cursor_execute", spoil, retval=True)
    try:
        with pytest.raises(move.CannotMove, match="the rows of centre are not the same there"):
            move.move(make_app, settings, there, progress=nothing)
    finally:
        event.remove(engine_class, "before_cursor_execute", spoil)
    assert "not finished" in moved.why_not(there)
    move.move(make_app, settings, there, progress=nothing)
    assert content(make_app, there) == content(make_app, settings)


def _changed(parameters: Any) -> Any:
    if isinstance(parameters, dict):
        return {key: "Elders" if key.startswith("name") else one for key, one in parameters.items()}
    if isinstance(parameters, list):
        return [_changed(one) for one in parameters]
    return tuple("elders" if one == "de-linde" else one for one in parameters)


@pytest.mark.usefixtures("filled")
def test_a_sheet_that_prints_something_else_is_found(
    make_app: Make, settings: Settings, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, told = move.sheets.every, []

    def once_less(**how: Any) -> Iterator[Any]:
        told.append(1)
        found = list(real(**how))
        yield from found[: -1 if len(told) == 2 else None]

    monkeypatch.setattr(move.sheets, "every", once_less)
    with pytest.raises(move.CannotMove, match="print something else there"):
        move.move(make_app, settings, there, progress=nothing)
    assert "not finished" in moved.why_not(there)
