"""Must show: a real-looking list of 2,000 rows with 40 planted faults, as CSV and as a workbook.

Each fault is named with its row and its reason, the clean rows are counted in once, also when it
is tried twice, and what goes wrong in the middle of writing leaves nothing.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event, func, select

from registry.activities.models import Occurrence
from registry.audit import AuditEntry
from registry.database import db, reading
from registry.imports import files, queries, services
from registry.imports.models import ListImport
from registry.imports.services import Choices, Done
from registry.visits.models import CheckIn, Corrected
from registry.visits.queries import standing
from tests.builders import MONDAY_TEN
from tests.imports.old_list import OPENED, OldList, a_town, an_old_list

pytestmark = pytest.mark.usefixtures("book")

SOMEBODY = uuid.UUID(int=4)
KINDS: dict[str, Callable[[OldList], bytes]] = {"csv": OldList.as_csv, "xlsx": OldList.as_xlsx}
TABLES = (CheckIn, Corrected, Occurrence, ListImport, AuditEntry)


def count_in(made: OldList, content: bytes) -> Done:
    """Count a file in with what the page proposes."""
    table = files.read(content)
    return services.count_in(
        centre_id=made.centre_id,
        table=table,
        choices=services.proposed(centre_id=made.centre_id, table=table, since=OPENED),
        import_id=uuid.uuid4(),
        at=MONDAY_TEN,
        by=SOMEBODY,
    )


def rows_kept() -> dict[str, int]:
    """How many rows each table has."""
    with reading() as connection:
        return {
            one.__tablename__: connection.execute(
                select(func.count()).select_from(one)
            ).scalar_one()
            for one in TABLES
        }


def people(centre_id: uuid.UUID) -> int:
    """How many people count in all."""
    found = standing(centre_id=centre_id, first_day=OPENED, last_day=date(2026, 11, 16))
    return sum(one.party for one in found)


@pytest.mark.parametrize("kind", KINDS)
def test_each_of_40_faults_is_named_by_row_and_reason_and_1960_rows_count_once(kind: str) -> None:
    made = an_old_list(a_town())
    content = KINDS[kind](made)
    assert len(made.rows) == 2000
    assert len(made.faults) == 40
    done = count_in(made, content)
    assert {fault.number: fault.code for fault in done.verdict.faults} == made.faults
    assert len(done.verdict.takes) == 1960
    assert people(made.centre_id) == made.people == done.verdict.people
    kept = rows_kept()
    again = count_in(made, content)
    assert again.import_id is None
    assert again.verdict.there == 1960
    assert {fault.number: fault.code for fault in again.verdict.faults} == made.faults
    assert rows_kept() == kept
    (one,) = queries.imports(centre_id=made.centre_id)
    assert (one.rows, one.refused, one.people) == (1960, 40, made.people)


def test_the_same_list_as_a_workbook_after_the_csv_changes_nothing() -> None:
    made = an_old_list(a_town())
    count_in(made, made.as_csv(delimiter=",", encoding="utf-8"))
    kept = rows_kept()
    assert count_in(made, made.as_xlsx()).import_id is None
    assert rows_kept() == kept


def test_no_cell_of_a_column_that_is_not_matched_is_written_down() -> None:
    made = an_old_list(a_town(), rows=200, faults=False)
    count_in(made, made.as_csv())
    with reading() as connection:
        for table in db.metadata.sorted_tables:
            text = str(connection.execute(select(table)).all())
            assert not [name for name in ("Fatima", "Mehmet", "lekker druk") if name in text]


@pytest.mark.parametrize("table", ["check_in", "corrected", "list_import", "audit_entry"])
def test_a_fault_in_the_middle_of_writing_leaves_nothing(table: str) -> None:
    made = an_old_list(a_town())
    before = rows_kept()
    written: Counter[str] = Counter()

    def fail(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        name = statement.split()[2].strip('"') if statement.startswith("INSERT") else ""
        written[name] += 1
        if name == table and (written[table] == 2 or table in ("list_import", "audit_entry")):
            raise OSError("the disk is full")

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(OSError, match="disk is full"):
            count_in(made, made.as_csv())
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)
    assert written["check_in"] > 1, "it was in the middle"
    assert rows_kept() == before
    assert count_in(made, made.as_csv()).verdict.people == made.people


def test_a_fault_that_is_not_planted_leaves_rows() -> None:
    made = an_old_list(a_town(), rows=100, faults=False)
    before = rows_kept()
    assert count_in(made, made.as_csv()).import_id is not None
    assert rows_kept()["check_in"] > before["check_in"]


def test_a_list_mended_and_sent_again_brings_only_what_was_mended() -> None:
    made = an_old_list(a_town())
    count_in(made, made.as_csv())
    number = next(row for row, code in made.faults.items() if code == "people_no_number")
    made.rows[number - 2][4] = 11
    done = count_in(made, made.as_csv())
    assert [take.line.number for take in done.verdict.takes] == [number]
    assert done.verdict.there == 1960
    assert people(made.centre_id) == made.people + 11


def test_choices_name_no_activity_that_is_not_the_centres() -> None:
    made, other = an_old_list(a_town(), rows=100, faults=False), uuid.uuid4()
    table = files.read(made.as_csv())
    choices = services.proposed(centre_id=made.centre_id, table=table, since=OPENED)
    foreign = Choices(
        matching=choices.matching, names=dict.fromkeys(choices.names, other), since=OPENED
    )
    verdict = services.look(centre_id=made.centre_id, table=table, choices=foreign, at=MONDAY_TEN)
    assert verdict.takes == []
    assert {fault.code for fault in verdict.faults} == {"activity_unknown"}
