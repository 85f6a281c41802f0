"""One occurrence called off, moved and put back: apart from its plan, with a reason."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from registry import clock
from registry.activities import queries, services
from registry.activities.queries import ProgrammeItem
from registry.activities.recurrence import weekly
from registry.activities.services import Move, MoveRefused, Why, WhyRefused
from registry.audit import AuditEntry
from registry.centres import services as centres
from registry.database import reading
from tests.builders import ILL, MONDAY_TEN, a_centre, a_check_in, a_plan, a_planned_activity

pytestmark = pytest.mark.usefixtures("book")

TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)
AT_TWO = Move(day=TUESDAY, starts=time(14), ends=time(15, 30), place="Zaal 1")
ON_THURSDAY = Move(day=THURSDAY, starts=time(10), ends=time(11, 30), place="Zaal 1")
BY = uuid.UUID(int=7)


class Lesson:
    """A cycling lesson on Tuesdays from ten to half past eleven, and this week's of it."""

    def __init__(self) -> None:
        """Plan it."""
        self.centre = a_centre()
        self.activity = a_planned_activity(self.centre)
        self.key = uuid.uuid5(self.activity, TUESDAY.isoformat())

    def move(self, to: Move, why: Why = ILL, *, at: datetime = MONDAY_TEN) -> None:
        """Move it."""
        services.move_occurrence(
            centre_id=self.centre, occurrence_id=self.key, to=to, why=why, at=at, by=BY
        )

    def cancel(self, why: Why = ILL, *, at: datetime = MONDAY_TEN) -> None:
        """Call it off."""
        services.cancel_occurrence(
            centre_id=self.centre, occurrence_id=self.key, why=why, at=at, by=BY
        )

    def restore(self, *, at: datetime = MONDAY_TEN) -> None:
        """Put it back."""
        services.restore_occurrence(centre_id=self.centre, occurrence_id=self.key, at=at, by=BY)

    def now(self, at: datetime = MONDAY_TEN) -> ProgrammeItem:
        """Return how it stands."""
        found = queries.occurrence(centre_id=self.centre, occurrence_id=self.key, at=at)
        assert found is not None
        return found

    def titles(self, day: date) -> list[str]:
        """Return what is on on a day."""
        items = queries.programme(centre_id=self.centre, day=day, at=MONDAY_TEN)
        return [item.title for item in items]

    def away(self, day: date) -> list[uuid.UUID]:
        """Return what would have been on a day and is on another."""
        items = queries.moved_away(
            centre_id=self.centre, first_day=day, last_day=day, at=MONDAY_TEN
        )
        return [item.occurrence_id for item in items]


def wall(moment: datetime) -> time:
    return clock.to_local(moment).time()


def audited() -> list[str]:
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.action).where(AuditEntry.actor_id == BY).order_by(AuditEntry.id)
        )
        return list(rows.scalars())


def test_what_is_called_off_keeps_its_reason_and_its_time() -> None:
    lesson = Lesson()
    lesson.cancel(Why("anders", "De zaal is nat."))
    item = lesson.now()
    assert item.cancelled
    assert item.why is not None
    assert item.why.in_dutch == "De zaal is nat."
    assert (wall(item.starts_at), item.revision, item.changed_at) == (time(10), 1, MONDAY_TEN)


def test_it_was_not_yet_called_off_before_that() -> None:
    lesson = Lesson()
    lesson.cancel()
    assert not lesson.now(MONDAY_TEN - timedelta(minutes=1)).cancelled


def test_calling_off_twice_keeps_the_first_reason() -> None:
    lesson = Lesson()
    lesson.cancel()
    lesson.cancel(Why("weer"))
    assert lesson.now().why == ILL
    assert audited() == ["occurrence.cancel"]


def test_a_move_within_the_day_says_when_it_would_have_been() -> None:
    lesson = Lesson()
    lesson.move(AT_TWO)
    item = lesson.now()
    assert (wall(item.starts_at), wall(item.ends_at)) == (time(14), time(15, 30))
    assert item.planned_starts_at is not None
    assert wall(item.planned_starts_at) == time(10)
    assert (item.moved, item.place, item.usual_place) == (True, "Zaal 1", "Zaal 1")
    assert lesson.away(TUESDAY) == []


def test_a_move_to_another_day_leaves_its_own_and_is_known_there() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    assert (lesson.titles(TUESDAY), lesson.titles(THURSDAY)) == ([], ["Fietsles"])
    assert lesson.away(TUESDAY) == [lesson.key]
    assert lesson.away(THURSDAY) == []


def test_moved_twice_it_goes_back_to_its_plan() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    lesson.move(Move(day=THURSDAY, starts=time(12), ends=time(13), place="Keuken"))
    assert (lesson.now().place, lesson.now().planned_day) == ("Keuken", TUESDAY)
    lesson.restore()
    item = lesson.now()
    assert (item.local_day, wall(item.starts_at), wall(item.ends_at)) == (
        TUESDAY,
        time(10),
        time(11, 30),
    )
    assert (item.moved, item.place, item.why, item.revision) == (False, "Zaal 1", None, 3)


def test_moved_and_then_called_off_one_deed_puts_it_back() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    lesson.cancel(Why("weer"))
    assert lesson.now().why == Why("weer")
    lesson.restore()
    assert (lesson.now().cancelled, lesson.now().moved) == (False, False)
    assert audited() == ["occurrence.move", "occurrence.cancel", "occurrence.restore"]


def test_putting_back_what_stands_as_planned_changes_nothing() -> None:
    lesson = Lesson()
    lesson.restore()
    assert (lesson.now().revision, audited()) == (0, [])


def test_what_was_moved_does_not_go_back_into_the_past() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    with pytest.raises(MoveRefused) as refused:
        lesson.restore(at=MONDAY_TEN + timedelta(days=2))
    assert refused.value.code == "past"
    assert lesson.now().local_day == THURSDAY


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ends": time(9)}, "times"),
        ({"starts": time(10), "ends": time(10)}, "times"),
        ({"place": "  "}, "place"),
        ({"place": "x" * 41}, "place"),
        ({"day": date(2026, 11, 28)}, "closed"),
        ({"day": date(2026, 11, 27)}, "closed"),
        ({"day": date(2026, 11, 20)}, "past"),
        ({"starts": time(10), "ends": time(11, 30)}, "same"),
    ],
)
def test_a_move_that_cannot_be_is_refused(more: dict[str, object], code: str) -> None:
    lesson = Lesson()
    centres.close_on(centre_id=lesson.centre, day=date(2026, 11, 27), reason="Schoonmaak")
    values = {"day": TUESDAY, "starts": time(14), "ends": time(15), "place": "Zaal 1", **more}
    with pytest.raises(MoveRefused) as refused:
        lesson.move(Move(**values))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not lesson.now().moved


def test_what_is_over_or_called_off_is_not_moved() -> None:
    lesson = Lesson()
    with pytest.raises(MoveRefused, match="over"):
        lesson.move(ON_THURSDAY, at=MONDAY_TEN + timedelta(days=2))
    lesson.cancel()
    with pytest.raises(MoveRefused, match="over"):
        lesson.move(ON_THURSDAY)


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("griep", "", "reason"),
        ("", "", "reason"),
        ("anders", "", "words"),
        ("ziek", "Griep", "words"),
        ("anders", "x" * 61, "long"),
    ],
)
def test_a_reason_says_something_and_not_too_much(key: str, words: str, code: str) -> None:
    with pytest.raises(WhyRefused) as refused:
        Why(key, words)
    assert refused.value.code == code


def test_another_centre_s_occurrence_is_not_there() -> None:
    lesson, elsewhere = Lesson(), a_centre("Het Anker")
    key = {"centre_id": elsewhere, "occurrence_id": lesson.key, "at": MONDAY_TEN, "by": None}
    for deed in (
        lambda: services.cancel_occurrence(**key, why=ILL),
        lambda: services.move_occurrence(**key, to=AT_TWO, why=ILL),
        lambda: services.restore_occurrence(**key),
    ):
        with pytest.raises(services.UnknownOccurrence):
            deed()
    assert lesson.now().revision == 0


def test_a_changed_plan_leaves_what_was_moved_and_putting_back_follows_it() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    plan = a_plan(starts=time(13), ends=time(14))
    services.change(
        centre_id=lesson.centre, activity_id=lesson.activity, plan=plan, at=MONDAY_TEN, by=None
    )
    assert (lesson.now().local_day, wall(lesson.now().starts_at)) == (THURSDAY, time(10))
    lesson.restore()
    assert (lesson.now().local_day, wall(lesson.now().starts_at)) == (TUESDAY, time(13))


def test_what_was_moved_stays_where_its_day_of_the_week_is_planned_no_more() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    services.change(
        centre_id=lesson.centre,
        activity_id=lesson.activity,
        plan=a_plan(recurrence=weekly([4])),
        at=MONDAY_TEN,
        by=None,
    )
    assert lesson.titles(THURSDAY) == ["Fietsles"]
    assert lesson.titles(TUESDAY + timedelta(days=7)) == []


def test_a_changed_time_counts_as_a_revision_and_a_changed_title_does_not() -> None:
    lesson = Lesson()
    for plan, revision in ((a_plan("Fietsen"), 0), (a_plan(starts=time(9)), 1)):
        services.change(
            centre_id=lesson.centre, activity_id=lesson.activity, plan=plan, at=MONDAY_TEN, by=None
        )
        assert lesson.now().revision == revision
        assert lesson.now().changed_at == (MONDAY_TEN if revision else None)


def test_an_activity_that_stops_takes_what_was_moved_along() -> None:
    lesson = Lesson()
    lesson.move(ON_THURSDAY)
    services.archive(centre_id=lesson.centre, activity_id=lesson.activity, at=MONDAY_TEN, by=None)
    assert lesson.titles(THURSDAY) == []


def test_who_is_in_stays_in_when_it_moves() -> None:
    lesson = Lesson()
    a_check_in(lesson.centre, TUESDAY, occurrence_id=lesson.key)
    lesson.move(ON_THURSDAY, at=clock.at_local(TUESDAY, time(10, 5)))
    assert lesson.titles(THURSDAY) == ["Fietsles"]


def test_the_next_ones_are_listed_without_closed_days() -> None:
    lesson = Lesson()
    centres.close_on(centre_id=lesson.centre, day=date(2026, 12, 1), reason="Schoonmaak")
    lesson.cancel()
    items = queries.coming(
        centre_id=lesson.centre, activity_id=lesson.activity, at=MONDAY_TEN, most=3
    )
    assert [item.local_day for item in items] == [TUESDAY, date(2026, 12, 8), date(2026, 12, 15)]
    assert [item.cancelled for item in items] == [True, False, False]
