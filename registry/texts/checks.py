"""What words of a centre's own must keep to, so that a screen can show them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 200
MOST_WORDS = 12
ROOM = 24
"""A text may always be this long, however short the Dutch is."""
_BLANK = re.compile(r"%\(\w+\)s")


class WordsRefused(ValueError):
    """Words that no screen can show; `code` says why: no_words, too_long or other_blanks."""

    def __init__(self, code: str) -> None:
        """Keep the reason."""
        super().__init__(code)
        self.code = code


def blanks(text: str) -> list[str]:
    """Return what is filled in when a text is shown, as "%(name)s"."""
    return sorted(_BLANK.findall(text))


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its blanks filled in where there is a value; whatever else is in it."""
    return _BLANK.sub(lambda found: values.get(found[0][2:-2], found[0]), text)


def room(dutch: str) -> int:
    """Return how many letters the words for a Dutch text may have."""
    return min(LONGEST, max(ROOM, 2 * len(dutch)))


def check(words: str, *, dutch: str) -> None:
    """Refuse words that are none, too many, or fill in something else than the Dutch.

    Raises WordsRefused.
    """
    if not words:
        raise WordsRefused("no_words")
    if len(words) > room(dutch) or len(words.split()) > MOST_WORDS:
        raise WordsRefused("too_long")
    if blanks(words) != blanks(dutch) or "%" in _BLANK.sub("", words):
        raise WordsRefused("other_blanks")
