"""What words of a centre's own must keep to, so that a screen can show them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 200
MOST_WORDS = 12
ROOM = 24
"""A text may always be this long, however short the Dutch is."""
NUMBER = "%(number)s"
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


def may_leave_out(dutch: str) -> bool:
    """Tell whether words may say the number themselves, as Arabic does of two."""
    of_more = "(bij " in dutch and not dutch.endswith(("(bij 0)", "(bij 2)"))
    return NUMBER in dutch and not of_more


def check(words: str, *, dutch: str) -> None:
    """Refuse words that are none, too many, or fill in something else than the Dutch.

    Raises WordsRefused.
    """
    if not words:
        raise WordsRefused("no_words")
    if len(words) > room(dutch) or len(words.split()) > MOST_WORDS:
        raise WordsRefused("too_long")
    wanted, said = blanks(dutch), blanks(words)
    if NUMBER not in said and may_leave_out(dutch):
        wanted = [one for one in wanted if one != NUMBER]
    if said != wanted or "%" in _BLANK.sub("", words):
        raise WordsRefused("other_blanks")
