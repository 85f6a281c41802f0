"""The database itself refuses to change the audit trail, or to remove what is not old enough."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from registry import audit, clock
from registry.audit import AuditEntry
from registry.database import reading, writing


def an_entry(days_ago: int, what: str) -> None:
    at = clock.now() - timedelta(days=days_ago)
    audit.record(at=at, actor_id=None, action="centre.add", object=what)


def left() -> list[str]:
    with reading() as connection:
        return list(connection.execute(select(AuditEntry.object)).scalars())


def test_no_entry_can_be_changed(book: Flask) -> None:
    an_entry(1000, "as it was")
    with pytest.raises(DatabaseError, match="append-only"), writing() as connection:
        connection.execute(update(AuditEntry).values(object="something else"))
    assert left() == ["as it was"]


@pytest.mark.parametrize(("days_ago", "stays"), [(0, True), (700, True), (740, False)])
def test_only_what_is_two_years_old_can_be_removed(book: Flask, days_ago: int, stays: bool) -> None:
    an_entry(days_ago, "kept")
    if stays:
        with pytest.raises(DatabaseError, match="append-only"), writing() as connection:
            connection.execute(delete(AuditEntry))
    else:
        with writing() as connection:
            connection.execute(delete(AuditEntry))
    assert left() == (["kept"] if stays else [])


def test_only_what_differs_is_kept_of_before_and_after(book: Flask) -> None:
    audit.record(
        at=clock.now(),
        actor_id=None,
        action="activity.change",
        object="activity 1",
        before={"title": "Fietsles", "place": "Zaal 1", "old": 1},
        after={"title": "Fietsles", "place": "Zaal 2", "new": True},
    )
    with reading() as connection:
        row = connection.execute(select(AuditEntry.before, AuditEntry.after)).one()
    assert row.before == {"place": "Zaal 1", "old": 1}
    assert row.after == {"place": "Zaal 2", "new": True}
