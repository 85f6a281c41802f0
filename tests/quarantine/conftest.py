"""Events that wait at a centre for a decision; on both databases."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask

from registry.centres import services as centres
from registry.database import new_id
from registry.quarantine import queries, services
from registry.quarantine.services import Deed
from registry.visits import queries as visits
from registry.visits import services as doors
from registry.visits.services import Misfit, Source
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_daily_activity,
    a_tablet,
    occurrence_on,
    some_passes,
)
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture

HOST = UUID(int=7)
NOON = MONDAY_TEN + timedelta(hours=2)
TODAY = MONDAY_TEN.date()


class Waiting:
    """A centre with two activities, a tablet, and what waits in its quarantine."""

    def __init__(self) -> None:
        """Open the centre, at noon on a Monday."""
        self.centre = a_centre()
        self.inloop = self._running("Open inloop", type_key="A1", main_o="ontmoeten")
        self.course = self._running("Fietsles", type_key="A10")
        self.surgery = self._running(
            "Hulp bij brieven", type_key="A2", main_o="ondersteunen", sensitive=True
        )
        tablet = centres.identify_tablet(token=a_tablet(self.centre))
        assert tablet is not None
        self.source = Source(self.centre, "tablet", tablet.tablet_id)
        self.seq = 0

    def _running(self, title: str, **more: Any) -> UUID:
        made = a_daily_activity(self.centre, title, **more)
        return occurrence_on(self.centre, made, TODAY)

    def keep(
        self,
        kind: str | None = "check_in",
        *,
        code: str = "revoked_tablet",
        happened_at: datetime | None = MONDAY_TEN,
        event_id: UUID | None = None,
        **content: Any,
    ) -> Misfit:
        """Put an event in quarantine and return it."""
        self.seq += 1
        event_id = event_id or new_id()
        fields = {"id": str(event_id), "kind": kind, "seq": self.seq, **content}
        body = json.dumps(fields, default=str).encode().ljust(32)[-32:]
        text = {
            name: str(value) if isinstance(value, UUID) else value for name, value in fields.items()
        }
        misfit = Misfit(event_id, code, body, text, happened_at=happened_at)
        doors.quarantine(source=self.source, misfit=misfit, at=NOON)
        return misfit

    def deed(self, event: Misfit, *, minutes: float = 0, reason: str = "seen") -> Deed:
        """Return a decision about an event, some minutes after noon."""
        return Deed(
            centre_id=self.centre,
            event_id=event.id,
            body_hash=event.body_hash,
            at=NOON + timedelta(minutes=minutes),
            by=HOST,
            reason=reason,
        )

    def accept(self, event: Misfit, *, minutes: float = 0, moment: datetime | None = None) -> str:
        """Accept an event and return what became of it."""
        return services.accept(deed=self.deed(event, minutes=minutes), moment=moment).status

    def waiting(self) -> tuple[queries.Item, ...]:
        """Return what waits."""
        return queries.waiting(centre_id=self.centre, limit=50)

    def counted(self, day: Any = TODAY) -> list[visits.Standing]:
        """Return the check-ins of a day that stand."""
        return visits.standing(centre_id=self.centre, first_day=day, last_day=day)

    def a_pass(self) -> bytes:
        """Make a pass and return its keyed hash."""
        return some_passes(self.centre, 1)[0]


@pytest.fixture
def waiting(book: Flask) -> Any:
    """Return a centre with a quarantine, at noon."""
    with time_machine.travel(NOON, tick=False):
        yield Waiting()


def another() -> UUID:
    """Return a key that nothing has."""
    return uuid4()
