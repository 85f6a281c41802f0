"""Centres with months that are over, made at random or as told, and what is kept of them."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from registry.centres import queries as centres
from registry.database import reading, writing
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.reporting import services
from registry.reporting.services import closed
from registry.support import services as support
from registry.support.queries import STEPS
from registry.theory.load import load
from registry.theory.model import Theory
from registry.visits import queries as visits
from registry.visits.models import PassFirst
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_detail,
    a_help_request,
    a_planned_activity,
    an_undo,
    occurrence_on,
    some_passes,
)

THEORY = load()
SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, month) for month in (9, 10, 11))


def figures(
    centre_id: uuid.UUID, month: Month = NOVEMBER, *, at: datetime = MONDAY_TEN
) -> MonthFigures:
    return services.month(centre_id=centre_id, month=month, theory=THEORY, at=at)


def kept(centre_id: uuid.UUID, theory: Theory = THEORY) -> set[Month]:
    """Return the months of which a row counts."""
    year = [NOVEMBER.shifted(-back) for back in range(24)]
    lines = services.lines_of(theory)
    return set(closed.kept(centre_id=centre_id, wanted=year, lines=lines, began=began(centre_id)))


def began(centre_id: uuid.UUID) -> Month | None:
    """Return the month of a centre's very first check-in."""
    day = visits.first_day(centre_id=centre_id)
    return Month.of(day) if day else None


def verdict(centre_id: uuid.UUID) -> closed.Verdict:
    centre = centres.by_id(centre_id)
    assert centre is not None
    return services.verify(centre=centre, theory=THEORY, at=MONDAY_TEN)


def first_days(centre_id: uuid.UUID) -> dict[uuid.UUID, date]:
    of_centre = select(PassFirst.pass_id, PassFirst.day).where(PassFirst.centre_id == centre_id)
    with reading() as connection:
        return {row.pass_id: row.day for row in connection.execute(of_centre)}


def some_months(centre_id: uuid.UUID) -> list[bytes]:
    """Let twenty passes come in September, and the same and ten new ones in October."""
    cards = some_passes(centre_id, 30)
    with writing():
        for card in cards:
            a_check_in(centre_id, date(2026, 10, 6), pass_hash=card)
        for card in cards[:20]:
            a_check_in(centre_id, date(2026, 9, 8), pass_hash=card)
    return cards


def a_random_centre(chance: random.Random) -> uuid.UUID:
    """Open a centre and let half a year of anything happen in it."""
    centre_id = a_centre(f"Centrum {chance.random()}")
    lessons = [
        a_planned_activity(centre_id, title=f"Les {one}", main_o=o, sensitive=one == 2)
        for one, o in enumerate(("ontmoeten", "ontwikkelen", "ondersteunen"))
    ]
    cards = some_passes(centre_id, chance.randrange(8, 40))
    days = [date(2026, 6, 1) + timedelta(days=chance.randrange(176)) for _ in range(220)]
    with writing():
        for day in days:
            _something(centre_id, chance, day, chance.choice(cards), lessons)
    return centre_id


def _something(
    centre_id: uuid.UUID,
    chance: random.Random,
    day: date,
    card: bytes,
    lessons: list[uuid.UUID],
) -> None:
    deed = chance.randrange(12)
    held = None
    if day.weekday() == 1 and chance.random() < 0.8:
        held = occurrence_on(centre_id, chance.choice(lessons), day)
    if deed == 0:
        topic, outcome = chance.choice(("post", "geld")), chance.choice(("geholpen", "open"))
        number = a_help_request(centre_id, on=day, topic=topic, outcome=outcome)
        if chance.random() < 0.5:
            support.give_aftercare(
                centre_id=centre_id, number=number, on=day, at=MONDAY_TEN, by=None
            )
        return
    if deed == 1:
        month, numbers = f"{day:%Y-%m}", {chance.choice(STEPS): chance.randrange(20)}
        support.count_steps(
            centre_id=centre_id, month=month, numbers=numbers, at=MONDAY_TEN, by=None
        )
        return
    role = chance.choice(("meedoen", "meedoen", "meehelpen", "organiseren"))
    more = {"pass_hash": card} if deed > 3 else {}
    wall = time(chance.randrange(9, 17), chance.randrange(60))
    party = chance.choice((1, 1, 1, 3))
    key = a_check_in(centre_id, day, wall, occurrence_id=held, role=role, party=party, **more)
    if deed == 4:
        a_detail(centre_id, key, day, party=chance.randrange(1, 9))
    if deed == 5:
        an_undo(centre_id, key, day, wall)
