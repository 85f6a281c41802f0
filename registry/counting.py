"""How languages count: the ways in which they say a number of things. Pure."""

from __future__ import annotations

from collections.abc import Callable

from babel import Locale

NUMBERS = (*range(1, 103), 0)
"""Enough to meet every way in which a language counts; nothing comes last, it is never counted."""


def ways_to_count(language: str) -> dict[str, int]:
    """Return the ways in which a language counts, as CLDR names them, each with such a number.

    {"one": 1, "other": 2} for Dutch; a browser knows the same names.
    """
    way = Locale.parse(language).plural_form
    found: dict[str, int] = {}
    for count in NUMBERS:
        found.setdefault(way(count), count)
    return found


def places(place: Callable[[int], int]) -> dict[int, int]:
    """Return the places of a counted text's words in a catalogue, each with its first number.

    `place` is the catalogue's own rule (its Plural-Forms).
    """
    found: dict[int, int] = {}
    for count in NUMBERS:
        found.setdefault(place(count), count)
    return found


def counted(singular: str, plural: str, first: int) -> str:
    """Return the Dutch text by which one way to count is known; `first` is its first number.

    "… bezoek" for one, "… bezoeken (bij 2)" for what Polish says of two, three, four, 22.
    """
    return singular if first == 1 else f"{plural} (bij {first})"
