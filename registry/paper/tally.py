"""A day's tally sheet on A4: its programme, and room for strokes in fives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.paper import pages, printing

FIVES = 9
"""How many boxes of five strokes a line has."""
SPARE = 2
"""Empty lines for what is not in the programme."""


@dataclass(frozen=True, slots=True)
class Line:
    """An activity of the day: its O's key, and its times as "10.00"."""

    title: str
    main_o: str
    starts: str
    ends: str
    place: str


def tally_pdf(lines: Sequence[Line], *, centre: str, day: date, example: bool = False) -> bytes:
    """Return the tally sheet of a day as a PDF; `example` marks a made-up centre.

    Raises PaperError.
    """
    html = pages.fill(
        "sheets/turflijst.html",
        lines=lines,
        spare=SPARE,
        fives=FIVES,
        centre=centre,
        day=day,
        example=example,
    )
    return printing.render(html, keep=True)
