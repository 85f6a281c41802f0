"""QR codes as rows of modules, and as an outline to draw. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code as the path of an SVG on a grid of `size` × `size` modules, without its margin."""

    path: str
    size: int


def drawn(text: str) -> Drawn:
    """Return the QR code of a text, level M, to draw."""
    matrix = modules(text)
    return Drawn(outline(matrix), len(matrix))


def modules(text: str) -> list[list[bool]]:
    """Return the QR code of a text, level M, as rows of dark modules without their margin.

    Upper-case letters, digits and '-' alone, as in a pass, fit the compact alphanumeric mode.
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
