"""A centre of which an October is over and kept, and what may happen to it afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from registry.activities import services as activities
from registry.care.erase import JOURNAL, erase_pass
from registry.centres import services as centres
from registry.clock import at_local
from registry.database import new_id, writing
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.imports import files
from registry.imports import services as imports
from registry.passes import queries as passes
from registry.quarantine.services import Deed
from registry.reporting import services
from registry.support import services as support
from registry.support.services import Effort, HelpContent
from registry.theory.load import load
from registry.visits import services as visits
from registry.visits.services import CheckInEvent, Listed, Misfit, Setting, Source
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_help_request,
    a_plan,
    a_planned_activity,
    a_tablet,
    occurrence_on,
    some_passes,
)

THEORY = load()
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
DAY, NEXT = date(2026, 10, 13), date(2026, 10, 20)
"""Two Tuesdays of a month that is over."""
TEN = at_local(DAY, time(10))
BY = uuid.UUID(int=7)


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


def give_hours(scene: Scene) -> None:
    """Write two hours of the kitchen down."""
    effort = Effort(day=date(2026, 10, 27), sort="uren", kind="keuken", people=5, minutes=120)
    support.add_effort(
        centre_id=scene.centre, effort=effort, at=MONDAY_TEN, by=None, key=scene.batch
    )
