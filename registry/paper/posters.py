"""A poster to hang up: A4 in the tint of one O, with the QR code of one occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from registry import clock, icons, qr
from registry.paper import pages, printing

WIDE, WIDER = 10, 14
"""A longest word of more letters than this is set smaller, and smaller still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What stands on a poster: `o` a code (om …), `address` what its QR code leads to.

    `logo` is the address of the centre's own (registry/pictures.py), or "".
    """

    centre: str
    title: str
    o: str
    pictogram: str
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    logo: str = ""


def poster_pdf(poster: Poster, *, example: bool = False) -> bytes:
    """Return a poster as a PDF; `example` marks that of a made-up centre. Raises PaperError."""
    html = pages.fill(
        "sheets/poster.html",
        poster=poster,
        day=clock.local_day(poster.starts_at),
        pictogram=icons.drawing(poster.pictogram),
        step_icons=[icons.drawing(name) for name in ("device-mobile-camera", "hand-tap")],
        done_icon=icons.drawing("check-circle"),
        shown_address=poster.address.removeprefix("https://"),
        about_address=poster.address.removeprefix("https://").partition("/p/")[0] + "/bewaren",
        size=_size(poster.title),
        code=qr.drawn(poster.address),
        example=example,
    )
    return printing.render(html, keep=True)


def _size(title: str) -> str:
    longest = max(len(word) for word in title.split())
    if longest > WIDER or len(title) > 2 * WIDER:
        return "smallest"
    return "smaller" if longest > WIDE or len(title) > 2 * WIDE else "usual"
