"""Passes to print: cards of 85 × 54 mm with a QR code, ten on an A4, front and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from registry import qr
from registry.paper import pages, printing

ON_A_PAGE = 10
ACROSS = 2


def cards_pdf(texts: Sequence[str], *, centre: str, example: bool = False) -> bytes:
    """Return cards for the texts of passes as a PDF, each page of fronts followed by its backs.

    The backs lie so that a printer that turns over the long edge puts them behind their fronts.
    `example` marks the cards of a made-up centre. Raises PaperError.
    """
    sheets = tuple(_sheets(qr.drawn(text) for text in texts))
    html = pages.fill("sheets/cards.html", sheets=sheets, centre=centre, example=example)
    return printing.render(html)


def _sheets(cards: Iterable[qr.Drawn]) -> Iterator[tuple[tuple[qr.Drawn | None, ...], ...]]:
    """Yield pages as rows of cards; None is a place without one."""
    left = iter(cards)
    while page := list(islice(left, ON_A_PAGE)):
        places = [*page, *[None] * (-len(page) % ACROSS)]
        yield tuple(
            tuple(places[start : start + ACROSS]) for start in range(0, len(places), ACROSS)
        )
