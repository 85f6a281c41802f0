"""The first filled sheet of an Excel workbook, as text; defusedxml guards what is parsed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from registry.imports.table import MOST_COLUMNS, MOST_ROWS, TITLE_ROWS, Raw, Unreadable

MOST_UNPACKED = 40 * 1024 * 1024
"""How large the parts of a workbook are together: 20,000 rows are some eight million bytes."""
MOST_PARTS = 500
MOST_LINES = MOST_ROWS + TITLE_ROWS
FORMULA = "="


def read(content: bytes) -> tuple[Raw, Sequence[str]]:
    """Return the rows of the first sheet with anything in it, and what the others are called.

    Of a formula the outcome counts that the file holds; one without is told as "=". Raises
    Unreadable.
    """
    _refuse_bomb(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of colours and lists it leaves out
            return _first_filled(content)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl stops on a broken file with whatever it met
        raise Unreadable("broken") from error


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = file.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable("broken") from error
    # what a part says of its size holds: not a byte more of it is unpacked
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("too_big")
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable("no_table")


def _first_filled(content: bytes) -> tuple[Raw, Sequence[str]]:
    outcomes = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True)
    shown = [sheet.title for sheet in outcomes.worksheets if sheet.sheet_state == "visible"]
    for place, title in enumerate(shown):
        rows = _rows(outcomes[title], formulas[title])
        if any(map(any, rows)):
            return rows, shown[:place] + shown[place + 1 :]
    raise Unreadable("empty")


def _rows(outcomes: Any, formulas: Any) -> list[list[str]]:
    pairs = zip(_lines(outcomes), _lines(formulas), strict=True)
    rows = [[_text(*cells) for cells in zip(*pair, strict=True)] for pair in pairs]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_LINES:
        raise Unreadable("too_many_rows")
    return rows


def _lines(sheet: Any) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet, each as wide as a list can be; one more than there may be."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS)


def _text(outcome: Any, formula: Any) -> str:
    value = outcome.value
    if value is None:
        return FORMULA if formula.data_type == "f" else ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)
