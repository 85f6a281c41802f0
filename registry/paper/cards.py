"""Passes to print: cards of 85 × 54 mm with a QR code, ten on an A4, front and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from registry.paper import pages
from registry.paper.pdf import render

ON_A_PAGE = 10
ACROSS = 2


@dataclass(frozen=True, slots=True)
class Card:
    """The code of one pass as an outline on a grid of `size` × `size` modules."""

    path: str
    size: int


def cards_pdf(texts: Sequence[str], *, centre: str, example: bool = False) -> bytes:
    """Return cards for the texts of passes as a PDF, each page of fronts followed by its backs.

    The backs lie so that a printer that turns over the long edge puts them behind their fronts.
    `example` marks the cards of a made-up centre. Raises PaperError.
    """
    cards = (Card(outline(modules(text)), len(modules(text))) for text in texts)
    html = pages.fill(
        "sheets/cards.html", sheets=tuple(_sheets(cards)), centre=centre, example=example
    )
    return render(html, base=pages.BASE)


def modules(text: str) -> list[list[bool]]:
    """Return the QR code of a pass's text, level M, as rows of dark modules without their margin.

    A pass's text is upper-case, digits and '-', so it fits the compact alphanumeric mode.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def outline(matrix: Sequence[Sequence[bool]]) -> str:
    """Return dark modules as the path of an SVG, one box per run in a row."""
    return "".join(
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for start, length in _runs(row)
    )


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


def _sheets(cards: Iterable[Card]) -> Iterator[tuple[tuple[Card | None, ...], ...]]:
    """Yield pages as rows of cards; None is a place without one."""
    left = iter(cards)
    while page := list(islice(left, ON_A_PAGE)):
        places = [*page, *[None] * (-len(page) % ACROSS)]
        yield tuple(
            tuple(places[start : start + ACROSS]) for start in range(0, len(places), ACROSS)
        )
