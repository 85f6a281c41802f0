"""The slips of a help request, A6: one for the resident, one for the centre. A number, no name."""

from __future__ import annotations

from datetime import date

from registry.paper import pages, printing


def slip_pdf(
    number: int, *, centre: str, day: date, aftercare_on: date | None, example: bool = False
) -> bytes:
    """Return two slips as a PDF. They say nothing of what it is about: a slip can get lost.

    `aftercare_on` is when the centre asks how it went; `example` marks a made-up centre. Raises
    PaperError.
    """
    html = pages.fill(
        "sheets/briefje.html",
        number=number,
        centre=centre,
        day=day,
        aftercare_on=aftercare_on,
        example=example,
    )
    return printing.render(html)
