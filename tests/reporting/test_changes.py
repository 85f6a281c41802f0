"""Every service that writes what figures are counted from says so, if the month is over."""

from __future__ import annotations

import importlib
import inspect
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from registry.activities import services as activities
from registry.activities.services import Move
from registry.care.erase import JOURNAL, erase_pass
from registry.centres import queries as places
from registry.centres import services as centres
from registry.centres.queries import CentreView
from registry.clock import at_local
from registry.database import new_id, writing
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.imports import files
from registry.imports import services as imports
from registry.passes import queries as passes
from registry.quarantine import services as quarantine
from registry.quarantine.services import Deed
from registry.reporting import services
from registry.support import services as support
from registry.support.queries import STEPS
from registry.support.services import Effort, HelpContent
from registry.theory.load import load
from registry.visits import queries as came
from registry.visits import services as visits
from registry.visits.services import Came, CheckInEvent, Listed, Misfit, Setting, Source, UndoEvent
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_detail,
    a_help_request,
    a_plan,
    a_planned_activity,
    a_tablet,
    an_undo,
    occurrence_on,
    some_passes,
)

THEORY = load()
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
DAY, NEXT = date(2026, 10, 13), date(2026, 10, 20)
"""Two Tuesdays of a month that is over."""
TEN = at_local(DAY, time(10))
BY = uuid.UUID(int=7)


@pytest.fixture
def engine_name() -> str:
    """One database will do: what is noted differs in none."""
    return "sqlite"


class Scene:
    """A centre with a lesson and a surgery on Tuesdays, and an October of which a row counts."""

    def __init__(self) -> None:
        """Open the centre, let October happen, and read November."""
        self.centre = a_centre()
        self.lesson = a_planned_activity(self.centre)
        self.surgery = a_planned_activity(
            self.centre,
            title="Spreekuur",
            main_o="ondersteunen",
            sensitive=True,
            starts=time(14),
            ends=time(16),
        )
        self.cards = some_passes(self.centre, 30)
        with writing():
            for card in self.cards:
                a_check_in(self.centre, DAY, time(12), pass_hash=card)
        self.key = a_check_in(self.centre, DAY, party=2)
        self.help = a_help_request(self.centre, on=DAY)
        self.setting = Setting(centre_id=self.centre, at=MONDAY_TEN, by=BY, reason="forgotten")
        self.batch = uuid.uuid4()

    def held(self, lesson: uuid.UUID, day: date = DAY) -> uuid.UUID:
        """Return an occurrence."""
        return occurrence_on(self.centre, lesson, day)

    def november(self) -> MonthFigures:
        """Return November beside October."""
        return services.month(
            centre_id=self.centre, month=NOVEMBER, theory=THEORY, at=datetime.now(tz=UTC)
        )

    def listed(self) -> None:
        """Count four people in from a list."""
        one = Listed(
            key=new_id(), people=4, moment=TEN, occurrence_id=self.held(self.lesson), role="meedoen"
        )
        visits.add_listed(setting=self.setting, listed=[one], batch_id=self.batch)

    def waits(self, content: dict[str, object]) -> Deed:
        """Put an event of October in quarantine and return a decision about it."""
        misfit = Misfit(new_id(), "revoked_tablet", b"x" * 32, content, happened_at=TEN)
        visits.quarantine(source=Source(self.centre, "tablet"), misfit=misfit, at=MONDAY_TEN)
        return Deed(
            centre_id=self.centre,
            event_id=misfit.id,
            body_hash=misfit.body_hash,
            at=MONDAY_TEN,
            by=BY,
            reason="seen",
        )

    def import_list(self) -> uuid.UUID:
        """Count an old list in and return its key."""
        table = files.read(b"Datum;Activiteit;Aantal\n13-10-2026;Spreekuur;8\n")
        chosen = imports.proposed(centre_id=self.centre, table=table, since=date(2025, 1, 6))
        done = imports.count_in(
            centre_id=self.centre,
            table=table,
            choices=chosen,
            import_id=uuid.uuid4(),
            at=MONDAY_TEN,
            by=BY,
        )
        assert done.import_id is not None
        return done.import_id


Deeds = dict[str, tuple[Callable[[Scene], object], Callable[[Scene, object], object]]]


def nothing(_scene: Scene) -> None:
    """Prepare nothing."""


def tap(scene: Scene, pass_hash: bytes | None = None) -> tuple[Source, uuid.UUID]:
    """Let a tablet scan a pass in October and return the tablet and the check-in."""
    tablet = centres.identify_tablet(token=a_tablet(scene.centre))
    assert tablet is not None
    source, key = Source(scene.centre, "tablet", tablet.tablet_id), new_id()
    event = CheckInEvent(id=key, at=TEN, body=b"y" * 32, pass_hash=pass_hash)
    visits.check_in(source=source, event=event)
    return source, key


def sensitive_tap(source: Source, scene: Scene) -> None:
    """Choose the sensitive activity within the minute, on the screen and not by the last scan."""
    event = CheckInEvent(
        id=new_id(),
        at=TEN + timedelta(seconds=30),
        body=b"z" * 32,
        occurrence_id=scene.held(scene.surgery),
    )
    visits.check_in(source=source, event=event)


def erase(scene: Scene) -> None:
    """Erase a pass."""
    found = passes.held(centre_id=scene.centre, token_hash=scene.cards[0])
    assert found is not None
    erase_pass(
        centre_id=scene.centre, found=found, journal=Path(JOURNAL), at=MONDAY_TEN, by=uuid.uuid4()
    )


def forget(scene: Scene) -> None:
    """Forget a pass."""
    found = passes.held(centre_id=scene.centre, token_hash=scene.cards[0])
    assert found is not None
    visits.forget_pass(centre_id=scene.centre, pass_id=found.pass_id, token_hash=found.token_hash)


def changed(scene: Scene, **values: object) -> None:
    """Change the lesson's plan."""
    activities.change(
        centre_id=scene.centre,
        activity_id=scene.lesson,
        plan=a_plan(**values),
        at=MONDAY_TEN,
        by=None,
    )


def told(scene: Scene, outcome: str) -> None:
    """Say how the help request stands."""
    content = HelpContent(topic="post", channel="inloop", outcome=outcome)
    support.update_help(
        centre_id=scene.centre,
        number=scene.help,
        content=content,
        on=MONDAY_TEN.date(),
        at=MONDAY_TEN,
        by=None,
    )


def week(scene: Scene) -> dict[str, object]:
    """Return hours on Mondays only, in October."""
    return {"centre_id": scene.centre, "since": DAY, "week": {0: ((time(9), time(17)),)}}


def by_hand(**values: object) -> dict[str, object]:
    """Return what most services ask beside what they are about."""
    return {"at": MONDAY_TEN, "by": None, **values}


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
}
"""What writes to what figures are counted from, and why it has no deed of its own here."""

APART = {
    "visits": "can_have_been is_known_at parts_of together",
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


def give_hours(scene: Scene) -> None:
    """Write two hours of the kitchen down."""
    effort = Effort(day=date(2026, 10, 27), sort="uren", kind="keuken", people=5, minutes=120)
    support.add_effort(
        centre_id=scene.centre, effort=effort, at=MONDAY_TEN, by=None, key=scene.batch
    )


@pytest.fixture
def scene(book: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """It is Monday 23 November 2026; the journal of erasures lies in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield Scene()


def test_every_service_is_among_them() -> None:
    known = {name.partition(" ")[0] for name in DEEDS} - {"care.erase_pass"} | set(ELSEWHERE)
    known |= {f"{subject}.{name}" for subject, names in APART.items() for name in names.split()}
    there = set()
    for subject in APART:
        module = importlib.import_module(f"registry.{subject}.services")
        there |= {
            f"{subject}.{name}"
            for name, one in inspect.getmembers(module, inspect.isfunction)
            if not name.startswith("_")
            and one.__module__.startswith(f"registry.{subject}.services")
        }
    assert there == known


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_of_a_month_that_is_over_has_it_counted_anew(scene: Scene, name: str) -> None:
    before, deed = DEEDS[name]
    prepared = before(scene)
    scene.november()
    assert OCTOBER in kept(scene)
    changes = places.changes(scene.centre)
    deed(scene, prepared)
    assert OCTOBER not in kept(scene)
    assert places.changes(scene.centre)["2026-10"] > changes.get("2026-10", 0)
    with_rows = scene.november()
    assert OCTOBER in kept(scene)
    assert verified(scene)
    services.forget(centre_id=scene.centre)
    assert scene.november() == with_rows


def kept(scene: Scene) -> set[Month]:
    year = [NOVEMBER.shifted(-back) for back in range(24)]
    lines = services.lines_of(THEORY)
    day = came.first_day(centre_id=scene.centre)
    began = Month.of(day) if day else None
    return set(services.closed.kept(centre_id=scene.centre, wanted=year, lines=lines, began=began))


def verified(scene: Scene) -> bool:
    found = services.verify(centre=view(scene), theory=THEORY, at=datetime.now(tz=UTC))
    return bool(found.months) and not (found.wrong or found.passes)


def view(scene: Scene) -> CentreView:
    found = places.by_id(scene.centre)
    assert found is not None
    return found


def test_while_a_month_runs_nothing_of_it_is_noted(scene: Scene) -> None:
    before = places.changes(scene.centre)
    with time_machine.travel(at_local(date(2026, 10, 31), time(23, 59)), tick=False):
        key = a_check_in(scene.centre, DAY, pass_hash=scene.cards[0])
        a_detail(scene.centre, key, DAY, occurrence_id=scene.held(scene.surgery))
        an_undo(scene.centre, key, DAY)
        scene.listed()
        give_hours(scene)
    assert places.changes(scene.centre) == before


def test_a_programme_made_afterwards_has_its_months_counted_anew(scene: Scene) -> None:
    other = a_centre("Het Anker")
    a_check_in(other, DAY)
    activities.create(centre_id=other, plan=replace(a_plan(), led_by="residents"), at=TEN, by=None)
    services.month(centre_id=other, month=NOVEMBER, theory=THEORY, at=MONDAY_TEN)
    before = places.changes(other)
    activities.plan_until(centre_id=other, last_day=date(2026, 12, 31))
    assert places.changes(other)["2026-10"] > before.get("2026-10", 0)
