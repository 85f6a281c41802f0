"""Form fields of our own: one line of tidy text, and a time as people write it ("9.30")."""

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
