"""An answer leaves one more on a tally and its random id, and nothing that ties it to a person."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from registry.database import db, reading
from tests.kiosk.conftest import Door

Rows = Counter[tuple[str, tuple[object, ...]]]


def everything() -> Rows:
    """Return every row of every table."""
    with reading() as connection:
        return Counter(
            (name, tuple(str(value) if isinstance(value, dict) else value for value in row))
            for name, table in db.metadata.tables.items()
            for row in connection.execute(table.select())
        )


def a_visit(door: Door) -> list[dict[str, Any]]:
    scan = door.tap(None, **{"pass": door.a_pass()})
    return [scan, door.event("detail", of=scan["id"], party=2)]


def test_only_a_tally_and_a_random_id_differ_before_and_after(door: Door) -> None:
    door.send(*a_visit(door), door.answer())
    before = everything()
    answer = door.answer()
    door.send(answer)
    after = everything()
    assert after - before == Counter(
        {
            ("answer_tally", (door.centre, "2026-11", "SC-I1", "niveau", "plus", False, 2)): 1,
            ("seen_answer", (door.centre, UUID(answer["id"]), "2026-11")): 1,
        }
    )
    assert before - after == Counter(
        {("answer_tally", (door.centre, "2026-11", "SC-I1", "niveau", "plus", False, 1)): 1}
    )


def test_the_order_of_answers_leaves_no_trace(door: Door) -> None:
    kinds = [door.answer(value=value) for value in ("plus", "midden", "min", "plus")]
    for one in kinds:
        door.send(*a_visit(door), one)
    rows = {row for row in everything() if row[0] in {"answer_tally", "seen_answer"}}
    door.send(*reversed(kinds))
    assert {row for row in everything() if row[0] in {"answer_tally", "seen_answer"}} == rows
    for name in ("answer_tally", "seen_answer", "language_tally", "refused_tally"):
        columns = {column.name for column in db.metadata.tables[name].columns}
        assert columns <= {
            *("centre_id", "month", "question", "variant", "value", "suspect", "count"),
            *("language", "code", "id"),
        }


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_database_file_holds_no_answer_beside_an_id(door: Door) -> None:
    """What leaves PostgreSQL is a dump, which holds no more than the rows of the tests above."""
    answers = [door.answer(question="VO-I2", value="min") for _ in range(5)]
    for answer in answers:
        door.send(*a_visit(door), answer)
    raw = db.engine.raw_connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    raw.close()
    file = door.app.extensions["inloop_settings"].database_file
    content = file.read_bytes()
    for answer in answers:
        key = UUID(answer["id"]).hex.encode()
        assert content.count(key) == 1
        place = content.index(key)
        assert b"VO-I2" not in content[place - 64 : place + 96]
    with reading() as connection:
        kept = connection.execute(text("SELECT count(*) FROM answer_tally")).scalar_one()
    assert kept == 1


def test_the_log_says_nothing_of_an_answer(door: Door, capsys: pytest.CaptureFixture[str]) -> None:
    answer = door.answer(question="VO-I2", value="min")
    capsys.readouterr()
    door.send(answer)
    log = capsys.readouterr().out
    assert "/kiosk/events" in log
    assert all(word not in log for word in (answer["id"], "VO-I2", '"min"'))
