"""Every service that changes what a month is counted from, with how to call it; and the others."""

from __future__ import annotations

import uuid
from datetime import date, time

from registry.activities import services as activities
from registry.activities.services import Move
from registry.centres import services as centres
from registry.database import new_id
from registry.imports import services as imports
from registry.quarantine import services as quarantine
from registry.support import services as support
from registry.support.queries import STEPS
from registry.visits import services as visits
from registry.visits.services import Came, UndoEvent
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_check_in,
    a_detail,
    a_help_request,
    a_plan,
    an_undo,
    some_passes,
)
from tests.reporting.scene import (
    BY,
    DAY,
    NEXT,
    TEN,
    Deeds,
    by_hand,
    changed,
    erase,
    forget,
    give_hours,
    nothing,
    sensitive_tap,
    tap,
    told,
    week,
)

DEEDS: Deeds = {
    "visits.check_in": (nothing, lambda s, _: a_check_in(s.centre, DAY, pass_hash=s.cards[0])),
    "visits.check_in (forgets the last scan)": (
        lambda s: tap(s, s.cards[0])[0],
        lambda s, source: sensitive_tap(source, s),  # type: ignore[arg-type]
    ),
    "visits.add_detail": (nothing, lambda s, _: a_detail(s.centre, s.key, DAY, party=30)),
    "visits.add_detail (empties a pass)": (
        lambda s: tap(s, some_passes(s.centre, 1)[0])[1],
        lambda s, key: a_detail(s.centre, key, DAY, occurrence_id=s.held(s.surgery)),  # type: ignore[arg-type]
    ),
    "visits.undo": (nothing, lambda s, _: an_undo(s.centre, s.key, DAY)),
    "visits.quarantine": (
        lambda s: tap(s, some_passes(s.centre, 1)[0])[1],
        lambda s, key: s.waits(
            {"kind": "detail", "of": str(key), "occurrence": str(s.held(s.surgery))}
        ),
    ),
    "visits.walk_in": (
        nothing,
        lambda s, _: visits.walk_in(
            centre_id=s.centre, occurrence_id=None, people=3, at=TEN, by=BY, event_id=new_id()
        ),
    ),
    "visits.undo_at_desk": (
        nothing,
        lambda s, _: visits.undo_at_desk(centre_id=s.centre, check_in_id=s.key, at=TEN, by=BY),
    ),
    "visits.take_back": (
        nothing,
        lambda s, _: visits.take_back(
            centre_id=s.centre,
            event=UndoEvent(id=new_id(), at=MONDAY_TEN, body=b"u" * 32, of=s.key),
            by=BY,
        ),
    ),
    "visits.add_later": (
        nothing,
        lambda s, _: visits.add_later(
            setting=s.setting, came=[Came(people=5, moment=TEN)], event_id=s.batch
        ),
    ),
    "visits.take_back_added": (
        lambda s: visits.add_later(
            setting=s.setting, came=[Came(people=5, moment=TEN)], event_id=s.batch
        ),
        lambda s, _: visits.take_back_added(setting=s.setting, batch_id=s.batch),
    ),
    "visits.change_later": (
        nothing,
        lambda s, _: visits.change_later(
            setting=s.setting, check_in_id=s.key, people=9, role="meedoen", occurrence_id=None
        ),
    ),
    "visits.take_back_later": (
        nothing,
        lambda s, _: visits.take_back_later(setting=s.setting, check_in_id=s.key),
    ),
    "visits.add_listed": (nothing, lambda s, _: s.listed()),
    "visits.take_back_listed": (
        lambda s: s.listed(),
        lambda s, _: visits.take_back_listed(setting=s.setting, batch_id=s.batch),
    ),
    "visits.forget_pass": (
        lambda s: a_check_in(s.centre, NEXT, time(12), pass_hash=s.cards[0]),
        lambda s, _: forget(s),
    ),
    "care.erase_pass": (
        lambda s: a_check_in(s.centre, DAY, time(9), pass_hash=s.cards[0]),
        lambda s, _: erase(s),
    ),
    "quarantine.accept": (
        lambda s: s.waits({"kind": "check_in", "party": 4}),
        lambda s, deed: quarantine.accept(deed=deed),  # type: ignore[arg-type]
    ),
    "quarantine.reopen": (
        lambda s: (deed := s.waits({"kind": "check_in", "party": 4}), quarantine.accept(deed=deed)),
        lambda s, kept: quarantine.reopen(deed=kept[0]),  # type: ignore[index]
    ),
    "imports.count_in": (nothing, lambda s, _: s.import_list()),
    "imports.take_back": (
        lambda s: s.import_list(),
        lambda s, key: imports.take_back(
            centre_id=s.centre,
            import_id=key,
            at=MONDAY_TEN,
            by=BY,  # type: ignore[arg-type]
        ),
    ),
    "centres.close_on": (
        nothing,
        lambda s, _: centres.close_on(centre_id=s.centre, day=NEXT, reason="Storm"),
    ),
    "centres.open_on": (
        lambda s: centres.close_on(centre_id=s.centre, day=NEXT, reason="Storm"),
        lambda s, _: centres.open_on(centre_id=s.centre, day=NEXT),
    ),
    "centres.set_hours": (nothing, lambda s, _: centres.set_hours(**week(s))),  # type: ignore[arg-type]
    "centres.drop_hours": (
        lambda s: centres.set_hours(**week(s)),  # type: ignore[arg-type]
        lambda s, _: centres.drop_hours(centre_id=s.centre, since=DAY),
    ),
    "centres.set_first_day": (
        nothing,
        lambda s, _: centres.set_first_day(centre_id=s.centre, day=NEXT, **by_hand()),  # type: ignore[arg-type]
    ),
    "activities.open_again": (
        lambda s: centres.close_on(centre_id=s.centre, day=NEXT, reason="Storm"),
        lambda s, _: activities.open_again(centre_id=s.centre, day=NEXT, **by_hand()),  # type: ignore[arg-type]
    ),
    "activities.change": (nothing, lambda s, _: changed(s, main_o="ontmoeten")),
    "activities.cancel_occurrence": (
        nothing,
        lambda s, _: activities.cancel_occurrence(
            centre_id=s.centre, occurrence_id=s.held(s.lesson, NEXT), why=ILL, at=TEN, by=None
        ),
    ),
    "activities.restore_occurrence": (
        lambda s: activities.cancel_occurrence(
            centre_id=s.centre, occurrence_id=s.held(s.lesson, NEXT), why=ILL, at=TEN, by=None
        ),
        lambda s, _: activities.restore_occurrence(
            centre_id=s.centre, occurrence_id=s.held(s.lesson, NEXT), at=MONDAY_TEN, by=None
        ),
    ),
    "activities.move_occurrence": (
        nothing,
        lambda s, _: activities.move_occurrence(
            centre_id=s.centre,
            occurrence_id=s.held(s.lesson, NEXT),
            to=Move(day=date(2026, 11, 3), starts=time(10), ends=time(11), place="Zaal 2"),
            why=ILL,
            at=TEN,
            by=None,
        ),
    ),
    "activities.create": (
        nothing,
        lambda s, _: activities.create(centre_id=s.centre, plan=a_plan("Koor"), at=TEN, by=None),
    ),
    "activities.hold": (
        nothing,
        lambda s, _: activities.hold(
            centre_id=s.centre,
            held=[(s.lesson, date(2026, 10, 14))],
            plans={s.lesson: a_plan()},
            list_id=uuid.uuid4(),
        ),
    ),
    "activities.withdraw": (
        lambda s: activities.hold(
            centre_id=s.centre,
            held=[(s.lesson, date(2026, 10, 14))],
            plans={s.lesson: a_plan()},
            list_id=uuid.uuid4(),
        ),
        lambda s, _: activities.withdraw(
            centre_id=s.centre,
            occurrences=[activities.occurrence_id(s.lesson, date(2026, 10, 14))],
            at=MONDAY_TEN,
        ),
    ),
    "support.record_help": (nothing, lambda s, _: a_help_request(s.centre, on=DAY)),
    "support.update_help": (nothing, lambda s, _: told(s, "open")),
    "support.take_back_help": (
        nothing,
        lambda s, _: support.take_back_help(centre_id=s.centre, number=s.help, **by_hand()),  # type: ignore[arg-type]
    ),
    "support.give_aftercare": (
        nothing,
        lambda s, _: support.give_aftercare(
            centre_id=s.centre, number=s.help, on=NEXT, at=MONDAY_TEN, by=None
        ),
    ),
    "support.take_back_aftercare": (
        lambda s: support.give_aftercare(
            centre_id=s.centre, number=s.help, on=NEXT, at=MONDAY_TEN, by=None
        ),
        lambda s, _: support.take_back_aftercare(
            centre_id=s.centre, number=s.help, at=MONDAY_TEN, by=None
        ),
    ),
    "support.count_steps": (
        nothing,
        lambda s, _: support.count_steps(
            centre_id=s.centre, month="2026-10", numbers={STEPS[0]: 9}, at=MONDAY_TEN, by=None
        ),
    ),
    "support.hand_out": (
        nothing,
        lambda s, _: support.hand_out(
            centre_id=s.centre, kind="maaltijd", number=9, at=TEN, by=None
        ),
    ),
    "support.correct_handouts": (
        nothing,
        lambda s, _: support.correct_handouts(
            centre_id=s.centre,
            day=DAY,
            numbers={"maaltijd": 9},
            at=MONDAY_TEN,
            by=None,
            why="number",
        ),
    ),
    "support.add_effort": (nothing, lambda s, _: give_hours(s)),
    "support.remove_effort": (
        lambda s: give_hours(s),
        lambda s, _: support.remove_effort(
            centre_id=s.centre, effort_id=s.batch, at=MONDAY_TEN, by=None, why="double"
        ),
    ),
}
"""What is done before October is kept, and the deed itself; each changes something of October."""

ELSEWHERE = {
    "activities.plan_until": "see its own test below",
    "activities.plan_ahead": "by way of plan_until",
    "activities.bring_back": "what has begun stays as it was",
    "activities.archive": "what has begun stays as it was",
    "activities.change_hours": "of days to come, by way of set_hours",
    "activities.take_hours_back": "of days to come, by way of drop_hours",
    "activities.close_days": "of days to come, by way of close_on",
    "visits.let_go": "months are counted before, and stand: tests/care/test_retention.py",
    "visits.forget_idle": "by way of let_go",
}
"""What writes to what figures are counted from, and why it has no deed of its own here."""

APART = {
    "visits": "can_have_been forget_apart forget_put_apart is_known_at parts_of together",
    "quarantine": "set_aside",
    "imports": "look proposed titles_at",
    "centres": (
        "add_centre admit_tablet cancel_move change_corner_code day_changed enrol identify_tablet"
        " issue_enrolment_code keep_logo mark_as_demo move_tablet plan_reached remove_logo"
        " rename_tablet renew_token report_tablet revoke_tablet slug_of"
    ),
    "activities": "occurrence_id refuse_move would_be_on",
    "support": (
        "add_partner add_story agree archive_partner choose_story rename_partner say_heard"
        " score_features tell_result withdraw_story"
    ),
    "passes": "make discard give remove revoke",
    "answers": (  # an answer counts in the month in which it arrives
        "count_answer count_language refuse forget_seen choose_set follow_turn ask open_months"
    ),
}
"""What reads, or writes nothing that a month's summary is counted from."""
