"""What an old list leaves in the programme and the figures, and that it goes back as a whole."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.activities import queries as programme
from registry.activities import services as activities
from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.database import reading
from registry.imports import files, queries, services
from registry.imports.services import CannotTakeBack, Done, UnknownImport, Verdict
from registry.reporting.queries import held_days
from registry.visits import queries as visits
from registry.visits import services as desk
from registry.visits.models import CheckIn, Corrected
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_daily_activity,
    a_planned_activity,
    an_activity,
    check_ins_on_record,
    occurrence_on,
    some_passes,
)

pytestmark = pytest.mark.usefixtures("book")

SOMEBODY = uuid.UUID(int=4)
OPENED = date(2025, 1, 6)
TUESDAY, OLD_TUESDAY = date(2026, 11, 17), date(2025, 11, 18)
HEADER = "Datum;Activiteit;Aantal;Rol;Tijd\n"


def look(centre_id: uuid.UUID, rows: str, **choices: object) -> Verdict:
    """Look at rows under a header."""
    table = files.read((HEADER + rows).encode())
    chosen = replace(
        services.proposed(centre_id=centre_id, table=table, since=OPENED),
        **choices,  # type: ignore[arg-type]
    )
    return services.look(centre_id=centre_id, table=table, choices=chosen, at=MONDAY_TEN)


def count_in(
    centre_id: uuid.UUID, rows: str, *, at: datetime = MONDAY_TEN, **choices: object
) -> Done:
    """Count rows in."""
    table = files.read((HEADER + rows).encode())
    chosen = services.proposed(centre_id=centre_id, table=table, since=OPENED)
    return services.count_in(
        centre_id=centre_id,
        table=table,
        choices=replace(chosen, **choices),  # type: ignore[arg-type]
        import_id=uuid.uuid4(),
        at=at,
        by=SOMEBODY,
    )


def take_back(centre_id: uuid.UUID, done: Done, *, at: datetime = MONDAY_TEN) -> int:
    """Take a list back."""
    assert done.import_id is not None
    return services.take_back(centre_id=centre_id, import_id=done.import_id, at=at, by=SOMEBODY)


def standing(centre_id: uuid.UUID, day: date) -> list[tuple[int, str]]:
    """What counts on a day: how many, in which role."""
    found = visits.standing(centre_id=centre_id, first_day=day, last_day=day)
    return sorted((one.party, one.role) for one in found)


def held(centre_id: uuid.UUID, day: date) -> list[date]:
    """On which days around one the figures say that something was held."""
    days = held_days(centre_id=centre_id, first_day=day, last_day=day, at=MONDAY_TEN)
    return [one for found in days.values() for one in found]


def faults(verdict: Verdict) -> list[tuple[int, str]]:
    """Return the faults of a list, by row and code."""
    return [(fault.number, fault.code) for fault in verdict.faults]


def test_rows_join_the_occurrence_of_their_day_at_their_time_in_their_role() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    count_in(centre_id, "17-11-2026;Fietsles;230;;\n17-11-2026;Fietsles;2;helpt;10.45\n")
    found = visits.standing(centre_id=centre_id, first_day=TUESDAY, last_day=TUESDAY)
    assert {one.occurrence_id for one in found} == {occurrence_on(centre_id, lesson, TUESDAY)}
    assert sorted((one.party, one.role, one.local_hour) for one in found) == [
        (2, "meehelpen", 10),
        (32, "meedoen", 10),
        (99, "meedoen", 10),
        (99, "meedoen", 10),
    ]
    assert {one.channel for one in found} == {"desk"}
    assert {one.pass_id for one in found} == {None}


def test_before_the_programme_was_there_the_list_makes_what_was_held() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    verdict = count_in(centre_id, "18-11-2025;Fietsles;7;;\n").verdict
    assert [take.makes for take in verdict.takes] == [True]
    (item,) = programme.programme(centre_id=centre_id, day=OLD_TUESDAY, at=MONDAY_TEN)
    assert item.activity_id == lesson
    assert item.occurrence_id == activities.occurrence_id(lesson, OLD_TUESDAY)
    assert held(centre_id, OLD_TUESDAY) == [OLD_TUESDAY]


def test_a_day_that_the_plan_has_and_nobody_made_is_made() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    an_activity(centre_id, title="Taalles", at=MONDAY_TEN, first_day=date(2026, 1, 1))
    verdict = count_in(centre_id, "17-11-2026;Taalles;7;;\n18-11-2026;Taalles;7;;\n").verdict
    assert [take.makes for take in verdict.takes] == [True]
    assert faults(verdict) == [(3, "not_held")]


def test_a_day_without_the_activity_is_a_fault_unless_somebody_says_it_was_held() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    rows = "18-11-2026;Fietsles;7;;\n"
    assert faults(look(centre_id, rows)) == [(2, "not_held")]
    count_in(centre_id, rows, unplanned=True)
    assert standing(centre_id, date(2026, 11, 18)) == [(7, "meedoen")]


def test_planning_later_leaves_what_a_list_made() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    count_in(centre_id, "18-11-2025;Fietsles;7;;\n")
    activities.plan_until(centre_id=centre_id, last_day=date(2027, 3, 1))
    (item,) = programme.programme(centre_id=centre_id, day=OLD_TUESDAY, at=MONDAY_TEN)
    assert item.activity_id == lesson


def test_a_list_goes_back_whole_and_stays_on_record() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    done = count_in(centre_id, "17-11-2026;Fietsles;120;;\n18-11-2025;Fietsles;7;;\n")
    assert take_back(centre_id, done, at=MONDAY_TEN + services.TAKE_BACK) == 127
    assert standing(centre_id, TUESDAY) == standing(centre_id, OLD_TUESDAY) == []
    assert check_ins_on_record(centre_id=centre_id, day=TUESDAY) == 2
    assert held(centre_id, TUESDAY) == [TUESDAY], "it was planned, and held"
    assert held(centre_id, OLD_TUESDAY) == [], "only the list said so"
    assert programme.programme(centre_id=centre_id, day=OLD_TUESDAY, at=MONDAY_TEN) == ()
    (one,) = queries.imports(centre_id=centre_id)
    assert one.taken_back_at == MONDAY_TEN + services.TAKE_BACK
    entries = visits.record(centre_id=centre_id, day=TUESDAY)
    deeds = {tuple((one.deed, one.reason) for one in entry.corrections) for entry in entries}
    assert deeds == {(("added", "list"), ("taken_back", "list"))}


def test_a_list_goes_back_once_within_a_month_and_only_at_its_own_centre() -> None:
    centre_id, other = a_centre(), a_centre("Het Anker")
    a_planned_activity(centre_id)
    done = count_in(centre_id, "17-11-2026;Fietsles;12;;\n")
    with pytest.raises(UnknownImport):
        take_back(other, done)
    late = MONDAY_TEN + services.TAKE_BACK + timedelta(seconds=1)
    with pytest.raises(CannotTakeBack):
        take_back(centre_id, done, at=late)
    assert standing(centre_id, TUESDAY) == [(12, "meedoen")]
    take_back(centre_id, done)
    with pytest.raises(CannotTakeBack):
        take_back(centre_id, done)


def test_after_it_went_back_the_same_list_counts_again_once() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    rows = "17-11-2026;Fietsles;12;;\n18-11-2025;Fietsles;7;;\n"
    for _ in range(3):
        done = count_in(centre_id, rows)
        assert len(done.verdict.takes) == 2
        assert count_in(centre_id, rows).import_id is None
        assert standing(centre_id, TUESDAY) == [(12, "meedoen")]
        assert held(centre_id, OLD_TUESDAY) == [OLD_TUESDAY]
        take_back(centre_id, done)


def test_what_was_corrected_by_hand_does_not_come_back_with_the_same_list() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    rows = "17-11-2026;Fietsles;12;;\n"
    count_in(centre_id, rows)
    (entry,) = visits.record(centre_id=centre_id, day=TUESDAY)
    setting = desk.Setting(centre_id=centre_id, at=MONDAY_TEN, by=SOMEBODY, reason="double")
    desk.take_back_later(setting=setting, check_in_id=entry.id)
    assert count_in(centre_id, rows).import_id is None
    assert standing(centre_id, TUESDAY) == []


def test_taking_back_leaves_what_another_list_brought_to_the_same_occurrence() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    first = count_in(centre_id, "18-11-2025;Fietsles;12;;\n")
    second = count_in(centre_id, "18-11-2025;Fietsles;3;helpt;\n", counted=True)
    take_back(centre_id, first)
    assert standing(centre_id, OLD_TUESDAY) == [(3, "meehelpen")]
    assert held(centre_id, OLD_TUESDAY) == [OLD_TUESDAY]
    take_back(centre_id, second)
    assert held(centre_id, OLD_TUESDAY) == []


def test_people_that_are_counted_already_keep_a_row_out_unless_they_are_others() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    a_check_in(centre_id, TUESDAY, occurrence_id=occurrence_on(centre_id, lesson, TUESDAY), party=5)
    rows = "17-11-2026;Fietsles;12;;\n"
    (fault,) = look(centre_id, rows).faults
    assert (fault.code, fault.other, fault.said) == ("counted", 5, "Fietsles")
    count_in(centre_id, rows, counted=True)
    assert standing(centre_id, TUESDAY) == [(5, "meedoen"), (12, "meedoen")]


def test_imported_people_are_visits_and_nobody_new_or_returning() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    (card,) = some_passes(centre_id, 1)
    a_check_in(centre_id, date(2026, 11, 16), pass_hash=card)
    count_in(centre_id, "17-11-2026;Fietsles;12;;\n")
    days = {"first_day": date(2020, 1, 1), "last_day": date(2026, 11, 30)}
    found = list(visits.counted(centre_id=centre_id, **days))
    assert sum(row[5] for row in found) == 13
    assert len([row for row in found if row[3] is not None]) == 1
    assert len(visits.first_days(centre_id=centre_id, **days)) == 1


def test_looking_writes_nothing_and_counting_in_leaves_one_line_in_the_log() -> None:
    centre_id = a_centre(opened_on=date(2026, 1, 1))
    a_planned_activity(centre_id)
    rows = "18-11-2025;Fietsles;7;;\n31-11-2025;Fietsles;7;;\n17-11-2026;Fietsles;1;;\n"
    look(centre_id, rows)
    assert queries.imports(centre_id=centre_id) == ()
    done = count_in(centre_id, rows)
    centre = centres.by_id(centre_id)
    assert centre is not None
    assert centre.opened_on == OPENED
    with reading() as connection:
        told = connection.execute(
            select(AuditEntry.action, AuditEntry.object, AuditEntry.after)
            .where(AuditEntry.actor_id == SOMEBODY)
            .order_by(AuditEntry.action)
        ).all()
    assert [row.action for row in told] == ["centre.opened_on", "list.count_in"]
    assert told[1].object == f"list {done.import_id}"
    assert told[1].after == {
        "rows": 2,
        "refused": 1,
        "people": 8,
        "first_day": "18-11-2025",
        "last_day": "17-11-2026",
    }


def test_the_same_list_from_two_browsers_at_once_counts_once(app: Flask) -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    rows = "".join(f"17-11-2026;Fietsles;{people};;\n" for people in range(1, 200))
    done: list[Done] = []

    def send() -> None:
        with app.app_context():
            done.append(count_in(centre_id, rows))

    senders = [Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(len(one.verdict.takes) for one in done) == [0, 199]
    with reading() as connection:
        kept = [
            connection.execute(select(func.count()).select_from(one)).scalar_one()
            for one in (CheckIn, Corrected)
        ]
    assert kept[0] == kept[1]
    assert len(queries.imports(centre_id=centre_id)) == 1


def test_a_lesson_of_later_today_is_yet_to_come_and_one_of_this_morning_counts() -> None:
    centre_id = a_centre()
    a_daily_activity(centre_id, "Taalles")
    rows = "23-11-2026;Taalles;4;;9.30\n23-11-2026;Taalles;5;;10.01\n"
    verdict = look(centre_id, rows)
    assert [take.line.people for take in verdict.takes] == [4]
    assert faults(verdict) == [(3, "future")]
