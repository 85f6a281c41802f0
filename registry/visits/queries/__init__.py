"""What came in at the door, as the book reads it."""

from registry.visits.queries.first import first_days, wrong_first_days
from registry.visits.queries.old import (
    are_idle,
    idle_passes,
    months_with_pass_before,
    quarantined_before,
    with_pass_before,
)
from registry.visits.queries.one import found_in, tapped_since, was_undone
from registry.visits.queries.put_in import added_later, tablet_days
from registry.visits.queries.record import Batch, Correction, Entry, OfPass, batch, of_pass, record
from registry.visits.queries.standing import (
    Counted,
    Standing,
    attended,
    counted,
    first_day,
    first_standing_day,
    people_at,
    pulse,
    standing,
    standing_on,
)

__all__ = [
    "Batch",
    "Correction",
    "Counted",
    "Entry",
    "OfPass",
    "Standing",
    "added_later",
    "are_idle",
    "attended",
    "batch",
    "counted",
    "first_day",
    "first_days",
    "first_standing_day",
    "found_in",
    "idle_passes",
    "months_with_pass_before",
    "of_pass",
    "people_at",
    "pulse",
    "quarantined_before",
    "record",
    "standing",
    "standing_on",
    "tablet_days",
    "tapped_since",
    "was_undone",
    "with_pass_before",
    "wrong_first_days",
]
