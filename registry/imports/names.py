"""Which of a centre's activities a list means by a name. Pure."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.85
"""From so much in common on two names are taken for the same, if no other is as near."""

MOST_NAMES = 60
"""More names than a centre has activities: then it is another column."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The activity that is meant, None where it is not known; `sure` where the name is the same."""

    activity_id: uuid.UUID | None
    sure: bool = False


def fold(name: str) -> str:
    """Return a name without capitals, accents and signs: "Café-avond" is "cafe avond"."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        one if one.isalnum() else " " for one in letters if not unicodedata.combining(one)
    )
    return " ".join(kept.split())


def meant(name: str, titles: Mapping[uuid.UUID, str]) -> Meant:
    """Return which activity a name means: the one called so, else the only one called nearly so."""
    folded = fold(name)
    same = [key for key, title in titles.items() if fold(title) == folded]
    if len(same) == 1:
        return Meant(same[0], sure=True)
    near = [key for key, title in titles.items() if _alike(folded, fold(title))]
    return Meant(near[0] if len(near) == 1 and not same else None)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
