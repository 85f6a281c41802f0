"""Transactions: what writes, what only reads, and what is undone."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from registry.answers.models import LanguageTally
from registry.centres.models import Closure, DemoMark
from registry.database import Instant, add_to, db, id_at, insert_once, reading, writing
from tests.builders import MONDAY_TEN, a_centre

DAY = MONDAY_TEN.date()


def marks() -> int:
    with reading() as connection:
        return connection.execute(select(func.count()).select_from(DemoMark)).scalar_one()


def mark() -> None:
    with writing() as connection:
        connection.execute(insert(DemoMark).values(last_day=DAY, seed=1))


def test_what_was_written_stays(book: Flask) -> None:
    mark()
    assert marks() == 1


def test_an_error_undoes_everything_of_the_caller_too(book: Flask) -> None:
    def outer() -> None:
        with writing():
            mark()
            raise KeyError

    with pytest.raises(KeyError):
        outer()
    assert marks() == 0


def test_a_reader_inside_a_writer_sees_what_was_written(book: Flask) -> None:
    with writing():
        mark()
        assert marks() == 1


def test_a_reading_transaction_cant_write(book: Flask) -> None:
    with reading(), pytest.raises(RuntimeError):
        mark()
    with reading() as connection, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        connection.execute(insert(DemoMark).values(last_day=DAY, seed=1))
    assert marks() == 0


def test_a_row_with_a_known_key_changes_nothing(book: Flask) -> None:
    centre_id = a_centre()
    closure = {"centre_id": centre_id, "day": DAY, "reason": "first"}
    with writing() as connection:
        assert insert_once(connection, Closure, closure) == 1
        assert insert_once(connection, Closure, {**closure, "reason": "second"}) == 0
        assert connection.execute(select(Closure.reason)).scalar_one() == "first"


def test_a_counter_is_made_by_its_first_and_grows_by_the_next(book: Flask) -> None:
    key = {"centre_id": a_centre(), "month": "2026-11", "language": "ar"}
    with writing() as connection:
        for number in (1, 2):
            add_to(connection, LanguageTally, key, "count", number)
        assert connection.execute(select(LanguageTally.count)).scalar_one() == 3


def test_eight_writers_lose_nothing(book: Flask) -> None:
    key = {"centre_id": a_centre(), "month": "2026-11", "language": "ar"}

    def count() -> None:
        with book.app_context():
            for _ in range(25):
                with writing() as connection:
                    add_to(connection, LanguageTally, key, "count", 1)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as connection:
        assert connection.execute(select(LanguageTally.count)).scalar_one() == 200


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_sqlite_is_set_up_to_survive_a_power_cut(book: Flask) -> None:
    with writing() as connection:
        known = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert known == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
    }


def test_a_moment_keeps_its_time_zone(book: Flask) -> None:
    with reading() as connection:
        moment = connection.execute(
            select(func.coalesce(None, MONDAY_TEN, type_=Instant()))
        ).scalar_one()
    assert moment == MONDAY_TEN
    assert moment.tzinfo is not None


def test_a_moment_without_a_time_zone_is_refused(book: Flask) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(MONDAY_TEN.replace(tzinfo=None), db.engine.dialect)


def test_ids_made_later_sort_later(book: Flask) -> None:
    ids = [id_at(MONDAY_TEN.replace(second=second), second * 7919) for second in range(20)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}
