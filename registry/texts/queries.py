"""What the kiosk says in each language: the catalogue's words, and a centre's own above them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from registry.database import reading
from registry.texts import catalogue
from registry.texts.catalogue import KioskText
from registry.texts.models import OwnText
from registry.words import LANGUAGES

TRANSLATED = tuple(code for code in LANGUAGES if code != "nl")
"""The languages that have a catalogue; Dutch is the source."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A centre's own words for a Dutch text."""

    language: str
    dutch: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as a centre's kiosk shows it; `own` are its own words, None for the catalogue's."""

    text: KioskText
    own: OwnWords | None

    @property
    def words(self) -> str:
        """What the kiosk shows; the Dutch where nobody translated it."""
        return (self.own.words if self.own else self.text.words) or self.text.dutch

    @property
    def checked(self) -> bool:
        """Whether these words are checked; if not, they are a draft."""
        return self.own.checked if self.own else self.text.checked

    @property
    def corrected(self) -> bool:
        """Whether the centre says something else than the catalogue."""
        return self.own is not None and self.own.words != self.text.words


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that a centre gives back to the project."""

    centre: uuid.UUID
    words: OwnWords
    changed_at: datetime


def own_words(*, centre_id: uuid.UUID) -> tuple[OwnWords, ...]:
    """Return a centre's own words in every language, in a fixed order."""
    with reading() as connection:
        rows = connection.execute(
            select(OwnText.language, OwnText.dutch, OwnText.words, OwnText.checked)
            .where(OwnText.centre_id == centre_id)
            .order_by(OwnText.language, OwnText.dutch)
        ).all()
    return tuple(OwnWords(*row) for row in rows)


def in_language(own: Sequence[OwnWords], language: str) -> Mapping[str, str]:
    """Return own words in one language, by the Dutch text."""
    return {one.dutch: one.words for one in own if one.language == language}


def shown(*, centre_id: uuid.UUID, language: str, wording: Sequence[str]) -> tuple[ShownText, ...]:
    """Return every text of a centre's kiosk in a language; `wording` is the theory's."""
    return _shown(own_words(centre_id=centre_id), language, wording)


def drafts(*, centre_id: uuid.UUID, wording: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    """Return by language how many texts of a centre's kiosk are drafts, and how many there are."""
    own = own_words(centre_id=centre_id)
    counted = {}
    for language in TRANSLATED:
        texts = _shown(own, language, wording)
        counted[language] = (sum(not one.checked for one in texts), len(texts))
    return counted


def corrections() -> tuple[Correction, ...]:
    """Return the own words of all centres, the newest first."""
    with reading() as connection:
        rows = connection.execute(
            select(
                OwnText.centre_id,
                OwnText.language,
                OwnText.dutch,
                OwnText.words,
                OwnText.checked,
                OwnText.changed_at,
            ).order_by(OwnText.changed_at.desc(), OwnText.centre_id, OwnText.dutch)
        ).all()
    return tuple(Correction(row[0], OwnWords(*row[1:5]), row[5]) for row in rows)


def _shown(own: Sequence[OwnWords], language: str, wording: Sequence[str]) -> tuple[ShownText, ...]:
    of_language = {one.dutch: one for one in own if one.language == language}
    return tuple(
        ShownText(text, of_language.get(text.dutch)) for text in catalogue.texts(language, wording)
    )
