"""What happens with an old list: looked at without writing, counted in whole, taken back whole."""

from registry.imports.services.judging import Choices, Take, Verdict
from registry.imports.services.proposing import proposed, titles_at
from registry.imports.services.taking import (
    FIRST_DAY,
    TAKE_BACK,
    CannotTakeBack,
    Done,
    UnknownImport,
    count_in,
    look,
    take_back,
)

__all__ = [
    "FIRST_DAY",
    "TAKE_BACK",
    "CannotTakeBack",
    "Choices",
    "Done",
    "Take",
    "UnknownImport",
    "Verdict",
    "count_in",
    "look",
    "proposed",
    "take_back",
    "titles_at",
]
