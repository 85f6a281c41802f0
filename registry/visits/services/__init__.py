"""What happens at a door: events of tablets and posters, the desk, and what is set right later."""

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
from registry.visits.services.forgetting import forget_apart, forget_pass
from registry.visits.services.later import (
    MOST_AT_ONCE,
    Came,
    NotThen,
    Setting,
    add_later,
    can_have_been,
    change_later,
    take_back_added,
    take_back_later,
)
from registry.visits.services.later import REASONS as WHY_LATER
from registry.visits.services.listed import Listed, add_listed, parts_of, take_back_listed
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
    "MOST_AT_ONCE",
    "NOTHING",
    "STORED",
    "WHY_LATER",
    "Came",
    "CannotUndo",
    "CheckInEvent",
    "DetailEvent",
    "Listed",
    "Misfit",
    "NotThen",
    "Outcome",
    "Setting",
    "Source",
    "UndoEvent",
    "Unfit",
    "add_detail",
    "add_later",
    "add_listed",
    "can_have_been",
    "change_later",
    "check_in",
    "forget_apart",
    "forget_pass",
    "is_known_at",
    "parts_of",
    "quarantine",
    "take_back",
    "take_back_added",
    "take_back_later",
    "take_back_listed",
    "together",
    "undo",
    "undo_at_desk",
    "walk_in",
]
