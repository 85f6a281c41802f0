"""Posters as they come out of the printer: one A4, a margin of 10 mm, a code that can be read."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from registry import qr
from registry.paper.posters import Poster, poster_pdf

DPI = 150
ADDRESS = "https://inloop.voorbeeld/p/K7M2ABCD"
CODE_MM = 74


def printed(title: str, folder: Path, **more: object) -> Image.Image:
    """Return the one page of a poster as a grey picture."""
    values: dict[str, object] = {
        "centre": "De Linde",
        "title": title,
        "o": "os",
        "pictogram": "paint-brush",
        "starts_at": datetime(2026, 11, 24, 12, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 24, 14, tzinfo=UTC),
        "place": "in het atelier",
        "address": ADDRESS,
    }
    file = folder / "poster.pdf"
    file.write_bytes(poster_pdf(Poster(**{**values, **more})))  # type: ignore[arg-type]
    info = subprocess.run(["pdfinfo", file], check=True, capture_output=True).stdout  # noqa: S603, S607  # poppler
    assert b"Pages:           1\n" in info
    command = ["pdftoppm", "-gray", "-r", str(DPI), str(file)]
    page = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603  # poppler
    return Image.open(io.BytesIO(page))


def mm(length: float) -> int:
    return round(length / 25.4 * DPI)


@pytest.mark.parametrize("title", ["Schilderen", "Ouder en kind: samen spelen nu!!", "W" * 14])
def test_a_poster_is_one_page_with_white_round_it(title: str, tmp_path: Path) -> None:
    page = np.asarray(printed(title, tmp_path))
    edge = mm(9.5)
    for side in (page[:edge], page[-edge:], page[:, :edge], page[:, -edge:]):
        assert side.min() == 255
    assert page[mm(60), mm(12)] < 255, "the tint"


def test_the_code_is_the_address_with_white_round_it(tmp_path: Path) -> None:
    page = np.asarray(printed("Schilderen", tmp_path)) < 128
    expected = np.array(qr.modules(ADDRESS))
    size = len(expected)
    panel = page[mm(155) : mm(250), mm(30) : mm(115)]
    rows, columns = np.flatnonzero(panel.any(axis=1)), np.flatnonzero(panel.any(axis=0))
    top, left = rows[0], columns[0]
    module = mm(CODE_MM) / size
    middle = ((np.arange(size) + 0.5) * module).astype(int)
    assert (panel[np.ix_(top + middle, left + middle)] == expected).all()
    assert min(top, left) >= 0
    assert module * 25.4 / DPI > 2, "modules of two millimetres are read from afar"
