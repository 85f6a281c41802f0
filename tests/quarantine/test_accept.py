"""An event in quarantine that the team accepts counts once, on its own day, as what it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.database import reading
from registry.figures.facts import Month
from registry.passes import services as passes
from registry.quarantine import queries, services
from registry.reporting import months
from registry.visits import services as doors
from registry.visits.services import CheckInEvent, Misfit
from tests.builders import MONDAY_TEN, a_centre, check_ins_on_record
from tests.quarantine.conftest import HOST, NOON, TODAY, Waiting, another


def test_a_check_in_with_what_followed_it_is_one_item_and_counts_whole(waiting: Waiting) -> None:
    scan = waiting.keep(occurrence=None)
    waiting.keep("detail", of=scan.id, party=2, role=None, occurrence=None)
    waiting.keep("detail", of=scan.id, party=4, role="meehelpen", occurrence=waiting.course)
    (item,) = waiting.waiting()
    assert (item.people, item.role, item.title) == (4, "meehelpen", "Fietsles")
    assert waiting.accept(scan) == "stored"
    (seen,) = waiting.counted()
    assert (seen.id, seen.at, seen.party, seen.role, seen.occurrence_id, seen.channel) == (
        *(scan.id, MONDAY_TEN, 4, "meehelpen", waiting.course, "tablet"),
    )
    assert waiting.waiting() == ()
    assert queries.count_waiting(centre_id=waiting.centre) == 0


def test_a_check_in_that_was_taken_back_stays_uncounted(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    waiting.keep("undo", of=tap.id)
    (item,) = waiting.waiting()
    assert item.taken_back
    waiting.accept(tap)
    assert waiting.counted() == []
    assert check_ins_on_record(centre_id=waiting.centre, day=TODAY) == 1


def test_twice_clicked_counts_once(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    assert [waiting.accept(tap), waiting.accept(tap, minutes=1)] == ["stored", "duplicate"]
    assert len(waiting.counted()) == 1


def test_the_same_event_sent_again_stays_a_duplicate(waiting: Waiting) -> None:
    tap = waiting.keep(code="unknown_pass", occurrence=waiting.inloop)
    waiting.accept(tap)
    again = CheckInEvent(id=tap.id, at=MONDAY_TEN, body=tap.body_hash)
    assert doors.check_in(source=waiting.source, event=again).status == "duplicate"
    assert doors.quarantine(source=waiting.source, misfit=tap, at=NOON).status == "duplicate"
    assert waiting.waiting() == ()


def test_what_was_counted_before_is_not_counted_again(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    stored = CheckInEvent(id=tap.id, at=MONDAY_TEN, body=tap.body_hash)
    doors.check_in(source=waiting.source, event=stored)
    assert waiting.accept(tap) == "duplicate"
    assert len(waiting.counted()) == 1
    services.reopen(deed=waiting.deed(tap, minutes=1))
    assert len(waiting.counted()) == 1


def test_another_body_under_a_known_id_counts_beside_it(waiting: Waiting) -> None:
    first = CheckInEvent(id=another(), at=MONDAY_TEN, body=b"1" * 32)
    doors.check_in(source=waiting.source, event=first)
    other = waiting.keep(code="other_body", event_id=first.id, occurrence=waiting.course)
    assert waiting.accept(other) == "stored"
    assert len(waiting.counted()) == 2


def test_an_unknown_pass_counts_as_anonymous_and_a_known_one_as_itself(waiting: Waiting) -> None:
    known, stranger = waiting.a_pass(), b"?" * 32
    for pass_hash in (known, stranger):
        waiting.accept(waiting.keep(occurrence=None, **{"pass": pass_hash.hex()}))
    assert sorted(one.pass_id is None for one in waiting.counted()) == [False, True]


def test_a_sensitive_activity_drops_the_pass_also_when_chosen_later(waiting: Waiting) -> None:
    scan = waiting.keep(occurrence=None, **{"pass": waiting.a_pass().hex()})
    waiting.keep("detail", of=scan.id, occurrence=waiting.surgery)
    (item,) = waiting.waiting()
    assert (item.title, item.main_o, item.sensitive) == ("", "ondersteunen", True)
    waiting.accept(scan)
    assert [one.pass_id for one in waiting.counted()] == [None]


def test_an_occurrence_of_nowhere_goes_to_what_ran_then(waiting: Waiting) -> None:
    lost = waiting.keep(code="unknown_occurrence", occurrence=another())
    waiting.accept(lost)
    assert [one.occurrence_id for one in waiting.counted()] == [waiting.inloop]


@pytest.mark.parametrize("code", ["future", "too_old", "malformed"])
def test_a_time_nobody_knows_is_said_by_the_team(waiting: Waiting, code: str) -> None:
    last_month = MONDAY_TEN - timedelta(days=35)
    lost = waiting.keep(code=code, happened_at=None, occurrence=None)
    for moment in (None, NOON + timedelta(minutes=1), MONDAY_TEN - timedelta(days=9999)):
        with pytest.raises(services.TimeNeeded):
            waiting.accept(lost, moment=moment)
    assert waiting.accept(lost, moment=last_month) == "stored"
    assert [one.at for one in waiting.counted(last_month.date())] == [last_month]


def test_a_late_acceptance_is_in_the_figures_of_its_own_month(waiting: Waiting) -> None:
    lost = waiting.keep(code="too_old", happened_at=None, occurrence=None)
    waiting.accept(lost, moment=MONDAY_TEN - timedelta(days=35))
    centre, october = centres.by_id(waiting.centre), Month(2026, 10)
    assert centre is not None
    ledger = months.read(centre=centre, first=october, last=october.next, at=NOON)
    assert [len(ledger.presences.get(one, ())) for one in (october, october.next)] == [1, 0]


def test_a_late_detail_counts_for_the_check_in_that_is_there(waiting: Waiting) -> None:
    tap = CheckInEvent(id=another(), at=MONDAY_TEN, body=b"1" * 32)
    doors.check_in(source=waiting.source, event=tap)
    late = waiting.keep("detail", code="too_old", happened_at=None, of=tap.id, party=3)
    assert waiting.accept(late) == "stored"
    assert [one.party for one in waiting.counted()] == [3]


def test_a_refused_undo_can_still_take_the_check_in_back(waiting: Waiting) -> None:
    tap = CheckInEvent(id=another(), at=MONDAY_TEN, body=b"1" * 32)
    doors.check_in(source=waiting.source, event=tap)
    assert waiting.accept(waiting.keep("undo", code="too_late", of=tap.id)) == "stored"
    assert waiting.counted() == []


@pytest.mark.parametrize("kind", ["detail", "undo", None])
def test_of_what_belongs_to_nothing_nothing_can_be_made(waiting: Waiting, kind: str | None) -> None:
    lost = waiting.keep(kind, code="unknown_check_in", of=another())
    (item,) = waiting.waiting()
    assert not item.decidable
    with pytest.raises(services.CannotAccept):
        waiting.accept(lost)


def test_odd_numbers_that_were_kept_are_left_out(waiting: Waiting) -> None:
    odd = waiting.keep(code="malformed", party=2**40, occurrence=waiting.inloop)
    waiting.accept(odd, moment=MONDAY_TEN)
    assert [one.party for one in waiting.counted()] == [1]


def test_an_event_of_another_centre_is_not_there(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    elsewhere = waiting.deed(tap)
    foreign = services.Deed(
        centre_id=a_centre("Het Anker"),
        event_id=elsewhere.event_id,
        body_hash=elsewhere.body_hash,
        at=NOON,
        by=HOST,
    )
    for decide in (services.accept, services.set_aside, services.reopen):
        with pytest.raises(services.NoSuchEvent):
            decide(deed=foreign)


def test_a_pass_that_was_revoked_since_counts_as_anonymous(waiting: Waiting) -> None:
    pass_hash = waiting.a_pass()
    first = CheckInEvent(id=another(), at=MONDAY_TEN, body=b"1" * 32, pass_hash=pass_hash)
    doors.check_in(source=waiting.source, event=first)
    (seen,) = waiting.counted()
    assert seen.pass_id is not None
    passes.revoke(centre_id=waiting.centre, pass_id=seen.pass_id, at=NOON, reason="lost")
    waiting.accept(waiting.keep(code="unknown_pass", **{"pass": pass_hash.hex()}))
    assert sorted(one.pass_id is None for one in waiting.counted()) == [False, True]


def test_who_decided_is_in_the_audit_trail(waiting: Waiting) -> None:
    tap: Misfit = waiting.keep(occurrence=waiting.inloop)
    waiting.accept(tap)
    with reading() as connection:
        found = connection.execute(
            select(AuditEntry.action, AuditEntry.actor_id).where(
                AuditEntry.object == f"event {tap.id}"
            )
        ).all()
    assert [tuple(row) for row in found] == [("quarantine.accept", HOST)]
