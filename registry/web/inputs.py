"""Form fields of our own: a tidy line, a time ("9.30"), hours ("2,5"), spans ("9-12.30")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.widgets import TextInput

from registry import words

_TIME = re.compile(r"([01]?\d|2[0-3])(?:\s*[.:u]?\s*([0-5]\d))?\s*(?:uur)?")


def tidy(text: str | None) -> str:
    """Return one line: spaces joined, and no characters that can't be seen."""
    line = " ".join((text or "").split())
    return "".join(letter for letter in line if letter.isprintable())


class WallTimeField(Field):  # type: ignore[misc]  # untyped
    """A local time, read from "9", "9.30", "09:30" or "930 uur"; shown as "9.30"."""

    widget = TextInput()
    data: Any  # a time, or None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else words.wall_time(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed. Raises ValueError, which becomes the field's error."""
        self.data = None
        found = _TIME.fullmatch(tidy(valuelist[0]) if valuelist else "")
        if found is None:
            raise ValueError(_l("Schrijf een tijd, zoals 9.30."))
        self.data = time(int(found[1]), int(found[2] or 0))


_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:uur)?", re.ASCII)


class HoursField(Field):  # type: ignore[misc]  # untyped
    """A length of time in whole minutes, read from "2", "2,5" or "1.25 uur"; shown as "2,5"."""

    widget = TextInput()
    data: Any  # minutes, or None

    def __init__(self, label: Any = None, *, most: int, **more: Any) -> None:
        """Take at most so many minutes."""
        super().__init__(label, **more)
        self.most = most

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data / 60:g}".replace(".", ",")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed. Raises ValueError, which becomes the field's error."""
        self.data = None
        found = _HOURS.fullmatch(tidy(valuelist[0]) if valuelist else "")
        minutes = round(float(f"{found[1]}.{found[2] or 0}") * 60) if found else 0
        if not 1 <= minutes <= self.most:
            raise ValueError(_l("Schrijf een aantal uren, zoals 2 of 2,5. Hoogstens 12."))
        self.data = minutes


_SPAN = re.compile(r"(.+?)\s*(?:[-–—]|tot)\s*(.+)")
_AND = re.compile(r"[,;&/]|\ben\b")
_CLOSED = frozenset({"", "-", "dicht", "gesloten"})


class SpansField(Field):  # type: ignore[misc]  # untyped
    """Spans of a day, read from "9-12.30 en 13.30 tot 17 uur"; empty or "dicht" is none."""

    widget = TextInput()
    data: Any  # pairs of times in order, or None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return words.spans(self.data or ())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed. Raises ValueError, which becomes the field's error."""
        self.data = None
        line = tidy(valuelist[0]).lower() if valuelist else ""
        parts = [] if line in _CLOSED else [part.strip() for part in _AND.split(line)]
        read = [_span(part) for part in parts]
        if any(span is None for span in read):
            raise ValueError(_l("Schrijf tijden, zoals 9.00-12.30 en 13.30-17.00."))
        self.data = tuple(sorted(span for span in read if span is not None))


def _span(text: str) -> tuple[time, time] | None:
    """Return the two times of "9-12.30", or None."""
    found = _SPAN.fullmatch(text)
    ends = [_TIME.fullmatch(end.strip()) for end in found.groups()] if found else []
    times = [time(int(end[1]), int(end[2] or 0)) for end in ends if end]
    return (times[0], times[1]) if len(times) == 2 else None
