"""What happens at a door: events of tablets and posters, and what a host does at the desk."""

from registry.visits.events import (
    CheckInEvent,
    DetailEvent,
    Misfit,
    Outcome,
    Source,
    UndoEvent,
)
from registry.visits.services.desk import (
    DESK_UNDO,
    NOTHING,
    CannotUndo,
    take_back,
    undo_at_desk,
    walk_in,
)
from registry.visits.services.taking import (
    DUPLICATE,
    STORED,
    Unfit,
    add_detail,
    check_in,
    is_known_at,
    quarantine,
    together,
    undo,
)

__all__ = [
    "DESK_UNDO",
    "DUPLICATE",
    "NOTHING",
    "STORED",
    "CannotUndo",
    "CheckInEvent",
    "DetailEvent",
    "Misfit",
    "Outcome",
    "Source",
    "UndoEvent",
    "Unfit",
    "add_detail",
    "check_in",
    "is_known_at",
    "quarantine",
    "take_back",
    "together",
    "undo",
    "undo_at_desk",
    "walk_in",
]
