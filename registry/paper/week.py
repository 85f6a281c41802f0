"""The programme of a week to hang up, on A4 or A3, with the pictogram and the O of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from registry import icons, qr
from registry.paper import pages, printing

SIZES = ("a4", "a3")
ACROSS, ACROSS_WITH_CODES = 3, 2
"""How many cards stand side by side; with a QR code a card is wider."""
DENSITIES = ((8, "roomy"), (10, "snug"), (12, "dense"))
"""Up to so many lines of cards fit on a page as they are drawn so; more are drawn smallest."""
LONG_NAME = 20
"""The name of a centre with more letters takes the room of a line of cards, in smaller letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An occurrence: `starts` as "13.00", `o` a code (om …), `note` what was changed, or "".

    `off` says that it is not held then; `address` is what its QR code leads to, or None.
    """

    title: str
    starts: str
    o: str
    pictogram: str
    note: str = ""
    off: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A day with its cards; `closed` says why the centre is closed, else ""."""

    day: date
    cards: tuple[Card, ...]
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What goes on all week: a title, when in words, and a line about it."""

    title: str
    when: str
    line: str
    o: str
    pictogram: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A page: `os` the O's as (code, name), `shut` the days without a programme in words or "".

    `calendar` is the address of the centre's calendar, or None where phones can't reach it.
    """

    centre: str
    first: date
    last: date
    bands: tuple[Band, ...]
    rows: tuple[Row, ...]
    os: tuple[tuple[str, str], ...]
    shut: str = ""
    calendar: str | None = None
    logo: str = ""


def week_pdf(week: Week, *, size: str, example: bool = False) -> bytes:
    """Return the programme of a week as a PDF of a `size` in SIZES. Raises PaperError.

    Only on A3 has a card room for its own QR code. `example` marks a made-up centre.
    """
    codes = _codes(week) if size == "a3" else {}
    across = ACROSS_WITH_CODES if codes else ACROSS
    lines = [(row, lines_of(row, across)) for row in week.rows]
    html = pages.fill(
        "sheets/weekprogramma.html",
        week=week,
        size=size,
        density=density(week, across),
        drawings={name: icons.drawing(name) for name in _pictograms(week)},
        lines=lines,
        across=across,
        long=len(week.centre) > LONG_NAME,
        codes=codes,
        calendar=None if week.calendar is None else qr.drawn(week.calendar),
        example=example,
    )
    return printing.render(html, keep=True)


def density(week: Week, across: int) -> str:
    """Return how close the cards of a week stand, so that as many as can be are on one page."""
    lines = sum(max(len(lines_of(row, across)), 1) for row in week.rows) + len(week.bands)
    long = len(week.centre) > LONG_NAME
    return next((name for most, name in DENSITIES if lines + long <= most), "densest")


def lines_of(row: Row, across: int) -> list[tuple[Card, ...]]:
    """Return a day's cards as lines of at most so many."""
    left = iter(row.cards)
    return list(iter(lambda: tuple(islice(left, across)), ()))


def _pictograms(week: Week) -> set[str]:
    cards = {card.pictogram for row in week.rows for card in row.cards}
    return cards | {band.pictogram for band in week.bands}


def _codes(week: Week) -> dict[str, Any]:
    addresses = {card.address for row in week.rows for card in row.cards if card.address}
    return {address: qr.drawn(address) for address in addresses}
