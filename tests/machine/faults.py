"""Faults to plant in the services: the machine has to find each of them."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, select, update

from registry import audit
from registry.activities import services as activities
from registry.care import erase
from registry.database import new_id, writing
from registry.figures import counts
from registry.figures.counts import Arrival
from registry.passes import queries as passes
from registry.passes.models import Pass
from registry.visits import services
from registry.visits.models import CheckIn, Corrected, Detail, Undo
from registry.visits.services import forgetting
from tests.machine.at_the_desk import AtTheDesk
from tests.machine.from_a_list import FromAList
from tests.machine.on_the_programme import OnTheProgramme
from tests.machine.with_a_pass import WithAPass

Plant = Callable[[pytest.MonkeyPatch], None]


def looks_and_then_inserts(plant: pytest.MonkeyPatch) -> None:
    """Look whether a tap is there, and store it if not; no key of the table stops a second one."""
    store, there, stored = services.check_in, set(), set()

    def hasty(*, source: Any, event: Any) -> Any:
        if event.id in there:
            return services.DUPLICATE
        time.sleep(0.02)
        key = new_id() if event.id in stored else event.id
        stored.add(event.id)
        try:
            done = store(source=source, event=replace(event, id=key))
        except services.Unfit:
            stored.discard(event.id)
            raise
        there.add(event.id)
        return done

    plant.setattr(services, "check_in", hasty)


def undo_deletes(plant: pytest.MonkeyPatch) -> None:
    """Take a check-in back by deleting it with all that is said of it."""

    undo = services.undo_at_desk

    def deleting(*, check_in_id: Any, **more: Any) -> None:
        with suppress(services.Unfit):  # the second time it is gone
            undo(check_in_id=check_in_id, **more)
        with writing() as connection:
            for model in (Detail, Undo, Corrected):
                connection.execute(delete(model).where(model.of == check_in_id))
            connection.execute(delete(CheckIn).where(CheckIn.id == check_in_id))

    plant.setattr(services, "undo_at_desk", deleting)


def correction_overwrites(plant: pytest.MonkeyPatch) -> None:
    """Correct a check-in in place, so that nobody sees what was first said."""

    def overwriting(*, setting: Any, check_in_id: Any, people: int, **_: Any) -> None:
        with writing() as connection:
            connection.execute(
                update(CheckIn).where(CheckIn.id == check_in_id).values(party=people)
            )

    plant.setattr(services, "change_later", overwriting)


def erased_pass_stays(plant: pytest.MonkeyPatch) -> None:
    """Erase a pass's visits and leave its hash, so that it works again."""
    plant.setattr(erase.passes, "remove", lambda **_: None)


def erased_pass_stays_apart(plant: pytest.MonkeyPatch) -> None:
    """Erase a pass and leave its hash in what was put apart."""
    plant.setattr(forgetting, "empty_kept", lambda *_: None)


def revoked_pass_works(plant: pytest.MonkeyPatch) -> None:
    """Recognise a pass that was revoked."""
    own = (Pass.centre_id == bindparam("centre_id"), Pass.token_hash == bindparam("token_hash"))
    plant.setattr(passes, "_OWN", select(Pass.id).where(*own))


def each_scan_is_a_visit(plant: pytest.MonkeyPatch) -> None:
    """Count a pass as often as it was held up."""

    def every(presences: Any) -> tuple[Arrival, ...]:
        return tuple(
            Arrival(one.day, one.hour, one.party, one.pass_key is not None, one.activity)
            for one in presences
        )

    plant.setattr(counts, "arrivals", every)


def moving_takes_visits_along(plant: pytest.MonkeyPatch) -> None:
    """Move an occurrence with the visits that were made to it, to the day it goes to."""
    move = activities.move_occurrence

    def dragging(*, occurrence_id: Any, to: Any, **more: Any) -> None:
        move(occurrence_id=occurrence_id, to=to, **more)
        with writing() as connection:
            connection.execute(
                update(CheckIn)
                .where(CheckIn.occurrence_id == occurrence_id)
                .values(local_day=to.day)
            )

    plant.setattr(activities, "move_occurrence", dragging)


def calling_off_sends_home(plant: pytest.MonkeyPatch) -> None:
    """Call an occurrence off, and take back whoever came to it all the same."""
    cancel = activities.cancel_occurrence

    def emptying(*, centre_id: Any, occurrence_id: Any, at: Any, **more: Any) -> None:
        cancel(centre_id=centre_id, occurrence_id=occurrence_id, at=at, **more)
        with writing() as connection:
            there = select(CheckIn.id).where(CheckIn.occurrence_id == occurrence_id)
            for key in connection.execute(there).scalars().all():
                event = services.UndoEvent(new_id(), at, services.NOTHING, key)
                services.take_back(centre_id=centre_id, event=event, by=uuid.uuid4())

    plant.setattr(activities, "cancel_occurrence", emptying)


def log_forgets(plant: pytest.MonkeyPatch) -> None:
    """Correct without a line in the log."""
    record = audit.record

    def forgetful(*, action: str, **more: Any) -> None:
        if action != "visit.changed":
            record(action=action, **more)

    plant.setattr(audit, "record", forgetful)


def list_counts_again(plant: pytest.MonkeyPatch) -> None:
    """Count a paper list each time that its form is sent."""
    add = services.add_later
    plant.setattr(services, "add_later", lambda **more: add(**{**more, "event_id": uuid.uuid4()}))


FAULTS: dict[Plant, tuple[str, tuple[type, ...]]] = {
    looks_and_then_inserts: ("two answers to a tap", ()),
    undo_deletes: ("rows of check_in that are gone|record of|what pass", (AtTheDesk,)),
    correction_overwrites: ("record of|visits of each day", (AtTheDesk,)),
    erased_pass_stays: ("is erased", (WithAPass,)),
    erased_pass_stays_apart: ("put apart with pass", (WithAPass,)),
    revoked_pass_works: ("a tap's answer|answers", (WithAPass,)),
    each_scan_is_a_visit: ("visits of each day", ()),
    moving_takes_visits_along: ("record of|visits of each day", (OnTheProgramme,)),
    calling_off_sends_home: ("record of|visits of each day", (OnTheProgramme,)),
    log_forgets: ("deeds in the log", (AtTheDesk,)),
    list_counts_again: ("people of a paper list", (FromAList,)),
}
"""Each fault, what the machine says of it, and the acts among which it shows."""
