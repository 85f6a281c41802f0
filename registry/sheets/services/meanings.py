"""What each figure of a sheet is and how it was counted, for who reads it on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from registry.sheets.annex import compose_annex
from registry.sheets.annex.data import Meaning
from registry.sheets.services.current import Current
from registry.theory.model import Theory


@dataclass(frozen=True, slots=True)
class Meanings:
    """The definitions of a sheet's figures: of what is counted, and of what is asked.

    `asked` is empty where the theory of change is no longer that of the sheet.
    """

    counted: tuple[Meaning, ...]
    asked: tuple[Meaning, ...]


def meanings(sheet: Current, *, theory: Theory) -> Meanings:
    """Return what the figures of a sheet are, as its annex says it."""
    every = compose_annex(sheet.figures(""), theory).meanings
    asked = tuple(one for one in every if one.name.startswith("‘"))
    known = theory.version == sheet.sheet.theory_version
    return Meanings(
        counted=tuple(one for one in every if one not in asked), asked=asked if known else ()
    )
