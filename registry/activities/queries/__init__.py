"""A centre's activities, what is on on a day, and where a check-in belongs."""

from registry.activities.queries.offers import ActivityView, activities, activity
from registry.activities.queries.programme import (
    WITHDRAWN,
    ProgrammeItem,
    coming,
    has_occurrence,
    moved_away,
    occurrence,
    planned,
    programme,
    programme_of,
)
from registry.activities.queries.slots import Slot, slot_of, slot_open_at

__all__ = [
    "WITHDRAWN",
    "ActivityView",
    "ProgrammeItem",
    "Slot",
    "activities",
    "activity",
    "coming",
    "has_occurrence",
    "moved_away",
    "occurrence",
    "planned",
    "programme",
    "programme_of",
    "slot_of",
    "slot_open_at",
]
