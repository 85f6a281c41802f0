"""Why an occurrence is called off or moved: a short list that every language knows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

N_ = str
"""Marks a text for the catalogue of the kiosk's languages."""

OTHER = "anders"
"""The reason that the team writes itself; the kiosk shows it in Dutch only."""

REASONS = {
    "ziek": N_("De begeleider is ziek."),
    "ruimte": N_("De ruimte is niet vrij."),
    "weinig": N_("Er zijn te weinig mensen."),
    "weer": N_("Het weer is te slecht."),
    "vakantie": N_("Het is vakantie."),
}
"""What is said of each reason, at most five words."""

WORDS_LENGTH = 60


class WhyRefused(ValueError):
    """A reason that says nothing, or too much; `code` says which."""

    def __init__(self, code: str) -> None:
        """Take one of: reason, words, long."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: a key of REASONS, or OTHER with the team's own `words`. Raises WhyRefused."""

    key: str
    words: str = ""

    def __post_init__(self) -> None:
        if self.key not in (*REASONS, OTHER):
            raise WhyRefused("reason")
        if (self.key == OTHER) != bool(self.words):
            raise WhyRefused("words")
        if len(self.words) > WORDS_LENGTH:
            raise WhyRefused("long")

    @property
    def in_dutch(self) -> str:
        """Return the reason as a sentence."""
        return self.words or REASONS[self.key]
