"""The letters of a PDF as they lie on the paper: where, how large, in which colour."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
EDGE = 4.0
"""Millimetres at the edge of a sheet that no printer reaches."""


@dataclass(frozen=True)
class Letter:
    """A letter: the box of its ink in points from the lower left, its size in points, its RGB."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    rgb: tuple[int, int, int]


@dataclass(frozen=True)
class Page:
    """A page in points, and its letters in the order in which they are drawn."""

    width: float
    height: float
    letters: tuple[Letter, ...]


def pages(made: bytes) -> list[Page]:
    """Return the pages of a PDF."""
    read = []
    with pypdfium2.PdfDocument(made) as document:
        for page in document:
            text = page.get_textpage()
            letters = (_letter(text.raw, at) for at in range(text.count_chars()))
            read.append(Page(*page.get_size(), tuple(one for one in letters if one is not None)))
    return read


def _letter(text: pdfium.FPDF_TEXTPAGE, at: int) -> Letter | None:
    word = chr(pdfium.FPDFText_GetUnicode(text, at))
    if word.isspace() or not word.isprintable() or pdfium.FPDFText_IsGenerated(text, at) == 1:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    colours = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, at, *colours)
    red, green, blue, _ = (one.value for one in colours)
    place = (left.value, bottom.value, right.value, top.value)
    return Letter(word, *place, size, (red, green, blue))


def too_small(page: Page, least: float) -> set[float]:
    """Return the sizes of letters that are smaller than so many points."""
    return {round(one.size, 2) for one in page.letters if one.size < least - 0.05}


def coloured(page: Page) -> set[tuple[int, int, int]]:
    """Return the colours of letters that are no black, grey or white."""
    return {one.rgb for one in page.letters if len(set(one.rgb)) > 1}


def off_the_paper(page: Page, beside: float) -> str:
    """Return the letters closer to a side than so many millimetres, or that no printer reaches."""
    side, edge = beside * MM, EDGE * MM
    return "".join(
        one.text
        for one in page.letters
        if not side <= one.left <= one.right <= page.width - side
        or not edge <= one.bottom <= one.top <= page.height - edge
    )


def overlapping(page: Page) -> list[str]:
    """Return pairs of letters whose ink lies over each other, with where that is."""
    rows: dict[int, list[Letter]] = {}
    for one in page.letters:
        for row in range(int(one.bottom // 24), int(one.top // 24) + 1):
            rows.setdefault(row, []).append(one)
    found = {
        f"{a.text}{b.text} at {a.left / MM:.0f} × {(page.height - a.top) / MM:.0f} mm"
        for letters in rows.values()
        for a, b in combinations(sorted(letters, key=lambda one: one.left), 2)
        if b.left < a.right and _over(a, b)
    }
    return sorted(found)


def _over(a: Letter, b: Letter) -> bool:
    if (a.left, a.bottom, a.right, a.top) == (b.left, b.bottom, b.right, b.top):
        return False  # a ligature: two letters drawn as one
    wide = min(a.right, b.right) - max(a.left, b.left)
    high = min(a.top, b.top) - max(a.bottom, b.bottom)
    smaller = min((one.right - one.left) * (one.top - one.bottom) for one in (a, b))
    return wide > 0 and high > 0 and smaller > 0 and wide * high > 0.25 * smaller
