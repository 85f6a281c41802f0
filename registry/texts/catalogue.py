"""The kiosk's texts as the catalogue has them: the Dutch, a language's words, and their state.

A text is a draft (concept) until a comment "nagekeken" stands on top of it in the catalogue: a
native speaker has checked it. Such comments survive `make catalogue`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from registry import counting
from registry.settings import ROOT

FOLDER = ROOT / "registry" / "translations"
CHECKED = "nagekeken"
QUESTIONS, EVERYWHERE, POSTER = "vragen", "overal", "bewoners"
_PLACES = ("kiosk/", "templates/kiosk/")
_DUTCH_ONLY = (
    "kiosk/forms.py",
    "kiosk/pages.py",
    "templates/kiosk/koppelen.html",
    "templates/kiosk/screens/koppelen.html",
    "templates/kiosk/shell.html",
)
"""What only the host reads, or what stands on a screen that is always in Dutch."""
_ON_POSTER = "templates/sheets/bewoners.html"
"""What hangs on the wall beside the kiosk: the month's poster."""
_ON_CARDS = ("kiosk/programme.py", "kiosk/changes.py", "registry/activities/reasons.py")
"""Where the words on the cards of the programme come from."""


@dataclass(frozen=True, slots=True)
class KioskText:
    """A text of the kiosk in one language.

    `key` names it in addresses, `words` are "" where the catalogue has none, `screens` say where
    it stands: names of screens, QUESTIONS, or EVERYWHERE for what many screens share.
    """

    key: str
    dutch: str
    words: str
    checked: bool
    screens: tuple[str, ...]


def file_of(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def texts(language: str, wording: Sequence[str]) -> tuple[KioskText, ...]:
    """Return every text of the kiosk in a language that is not Dutch.

    `wording` are the texts of the theory of change in use: its questions and answers. They stand
    first; another theory than the catalogue's has no words yet.
    """
    return _texts(language, tuple(wording))


@lru_cache
def _texts(language: str, wording: tuple[str, ...]) -> tuple[KioskText, ...]:
    known = read(language)
    found = {}
    for text in wording:
        message = known.get(text)
        found[text] = _text(text, message, str(message.string or "") if message else "")
    for message in known:
        if screens_of(message) - {QUESTIONS}:
            for text, (_, words) in entries(message, known).items():
                found.setdefault(text, _text(text, message, words))
    return tuple(found.values())


def entries(message: Message, known: Catalog) -> dict[str, tuple[int | None, str]]:
    """Return the words of an entry by their Dutch text, each with its place among them.

    One without a place, or one for each way in which the language counts.
    """
    if isinstance(message.id, str):
        return {message.id: (None, str(message.string or ""))}
    singular, plural = message.id
    said = message.string if isinstance(message.string, tuple) else (str(message.string or ""),)
    ways = counting.places(c2py(known.plural_expr))
    return {
        counting.counted(singular, plural, first): (place, said[place] if said[place:] else "")
        for place, first in ways.items()
    }


def _text(dutch: str, message: Message | None, words: str) -> KioskText:
    checked = message is not None and is_checked(message)
    return KioskText(
        key_of(dutch), dutch, words, checked, tuple(sorted(screens_of(message) or {QUESTIONS}))
    )


def is_checked(message: Message) -> bool:
    """Tell whether a native speaker has checked the words of a catalogue's entry."""
    return CHECKED in message.user_comments


def key_of(dutch: str) -> str:
    """Return the short name of a text, for addresses."""
    return hashlib.sha256(dutch.encode()).hexdigest()[:12]


def read(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def screens_of(message: Message | None) -> frozenset[str]:
    """Return on which screens for residents a text stands; none for what they never read."""
    places = [place for place, _ in message.locations] if message else []
    return frozenset(_screen(place) for place in places if _for_residents(place))


def _for_residents(place: str) -> bool:
    read = (*_PLACES, *_ON_CARDS, _ON_POSTER, "registry/theory/")
    return place.startswith(read) and place not in _DUTCH_ONLY


def _screen(place: str) -> str:
    if place.startswith("registry/theory/"):
        return QUESTIONS
    if place == _ON_POSTER:
        return POSTER
    if place.startswith("templates/kiosk/screens/"):
        return Path(place).stem
    return "welkom" if place in _ON_CARDS else EVERYWHERE
