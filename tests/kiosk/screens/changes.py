"""What happens to the programme of a tablet's day: called off, moved."""

from __future__ import annotations

from datetime import time

from registry.activities import services as activities
from registry.activities.services import Move, Why
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet

DAY = MONDAY_TEN.date()


def changed_programme(tablet: Tablet, until: time = time(17)) -> None:
    """Call one of the tablet's activities off, move one, and another that ends then elsewhere."""
    moves = {
        "Fietsles": Move(day=DAY, starts=time(14), ends=time(15), place="Zaal 1"),
        "Kinderclub": Move(day=DAY, starts=time(9), ends=until, place="Grote zaal"),
    }
    known = {"centre_id": tablet.centre, "at": MONDAY_TEN, "by": None}
    off = tablet.cards["Naaiatelier"]
    activities.cancel_occurrence(occurrence_id=off, why=Why("ziek"), **known)
    for title, to in moves.items():
        key = tablet.cards[title]
        activities.move_occurrence(occurrence_id=key, to=to, why=Why("ruimte"), **known)
