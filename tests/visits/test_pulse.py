"""The pulse of a day: it beats for everything that comes in, and only in its own centre."""

import uuid
from datetime import timedelta

from flask import Flask

from registry.database import new_id
from registry.visits import queries, services
from registry.visits.services import CheckInEvent, DetailEvent, Source, UndoEvent
from tests.builders import MONDAY_TEN, a_centre

BODY = b"\1" * 32
DAY = MONDAY_TEN.date()


def tap(centre_id: uuid.UUID, *, days_later: int = 0) -> uuid.UUID:
    """Let someone tap and return the check-in."""
    event = CheckInEvent(id=new_id(), at=MONDAY_TEN + timedelta(days=days_later), body=BODY)
    services.check_in(source=Source(centre_id, "tablet"), event=event)
    return event.id


def test_a_check_in_a_detail_and_an_undo_each_beat(book: Flask) -> None:
    centre_id = a_centre()
    source = Source(centre_id, "tablet")
    assert queries.pulse(centre_id=centre_id, day=DAY) == (0, 0, 0)
    of = tap(centre_id)
    assert queries.pulse(centre_id=centre_id, day=DAY) == (1, 0, 0)
    services.add_detail(
        source=source, event=DetailEvent(new_id(), MONDAY_TEN, BODY, of=of, seq=1, party=2)
    )
    assert queries.pulse(centre_id=centre_id, day=DAY) == (1, 1, 0)
    services.undo(source=source, event=UndoEvent(new_id(), MONDAY_TEN, BODY, of=of))
    assert queries.pulse(centre_id=centre_id, day=DAY) == (1, 1, 1)


def test_another_centre_and_another_day_do_not_beat(book: Flask) -> None:
    centre_id = a_centre()
    tap(a_centre("Het Anker"))
    tap(centre_id, days_later=1)
    assert queries.pulse(centre_id=centre_id, day=DAY) == (0, 0, 0)
