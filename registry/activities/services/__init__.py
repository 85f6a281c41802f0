"""What happens to activities and to their occurrences."""

from registry.activities.plan import ActivityPlan, PlanRefused
from registry.activities.reasons import Why, WhyRefused
from registry.activities.services.closing import (
    REASON_LENGTH,
    ClosingRefused,
    close_days,
    open_again,
)
from registry.activities.services.exceptions import (
    Move,
    MoveRefused,
    UnknownOccurrence,
    cancel_occurrence,
    move_occurrence,
    refuse_move,
    restore_occurrence,
)
from registry.activities.services.hours import change_hours, take_hours_back
from registry.activities.services.listed import hold, withdraw, would_be_on
from registry.activities.services.offers import (
    UnknownActivity,
    archive,
    bring_back,
    change,
    create,
)
from registry.activities.services.planning import occurrence_id, plan_ahead, plan_until

__all__ = [
    "REASON_LENGTH",
    "ActivityPlan",
    "ClosingRefused",
    "Move",
    "MoveRefused",
    "PlanRefused",
    "UnknownActivity",
    "UnknownOccurrence",
    "Why",
    "WhyRefused",
    "archive",
    "bring_back",
    "cancel_occurrence",
    "change",
    "change_hours",
    "close_days",
    "create",
    "hold",
    "move_occurrence",
    "occurrence_id",
    "open_again",
    "plan_ahead",
    "plan_until",
    "refuse_move",
    "restore_occurrence",
    "take_hours_back",
    "withdraw",
    "would_be_on",
]
