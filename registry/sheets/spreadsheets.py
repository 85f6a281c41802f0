"""The table of sheets as CSV and as a workbook, for a Dutch spreadsheet. No text is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from registry.sheets.dictionary import COLUMNS
from registry.sheets.table import EXACT, ROUNDED, Cell, Line
from registry.sheets.table import EXPLAINED as MEANINGS

EXPLAINED = "uitleg"
_WRITTEN_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FIGURES, DICTIONARY_SHEET = "Cijfers", "Uitleg"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A spreadsheet takes the wide ones too."""
_WIDTHS = (18, 10, 16, 18, 36, 20, 44, 32, 14, 14, 14, 26)


def as_csv(lines: Iterable[Line]) -> bytes:
    """Return the table as CSV: UTF-8 with a mark, semicolons, decimal commas, a column more.

    That column explains each line, as a CSV has no room for a second table.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([*COLUMNS, EXPLAINED])
    for line in lines:
        cells = [*line.cells, line.entry.explained]
        writer.writerow([_in_csv(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """Return the table as a workbook, with the data dictionary on its second sheet."""
    book = Workbook(write_only=True)
    book.properties.creator = "Inloop"
    table = _sheet(book, FIGURES, _WIDTHS)
    _row(table, tuple(COLUMNS), bold=True)
    used = set()
    for line in lines:
        used.add(line.key)
        _row(table, line.cells)
    explained = _sheet(book, DICTIONARY_SHEET, (36, 18, 36, 16, 80))
    for cells in _dictionary(used):
        _row(explained, cells, bold=cells[0] == "sleutel" or len(cells) == 1)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _without_times(made: bytes) -> bytes:
    """Return a workbook without when it was made, so that the same table is the same bytes."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = _WRITTEN_TIME.sub(b"2000-01-01T00:00:00Z", body)
            new.writestr(ZipInfo(name), body, ZIP_DEFLATED)
    return out.getvalue()


def _dictionary(used: set[str]) -> Iterable[tuple[Cell, ...]]:
    """Yield the rows of the second sheet: every key that is in the table, then its columns."""
    yield ("sleutel", "onderdeel", "wat", "eenheid", EXPLAINED)
    for key, entry in MEANINGS.items():
        if key in used:
            yield (key, entry.section, entry.what, entry.unit, entry.explained)
    yield ("De kolommen",)
    for name, explained in COLUMNS.items():
        yield (name, "", "", "", explained)
    yield ("Precisie",)
    yield (EXACT, "", "", "", "Precies geteld.")
    yield (ROUNDED, "", "", "", "Getallen over mensen en hulpvragen. Onder de 5 staat er niets.")


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = _on_one_line(cell)
        return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
    return str(cell).replace(".", ",")


def _on_one_line(text: str) -> str:
    """Return a text without line breaks, tabs and signs that no spreadsheet takes."""
    spaced = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(spaced.split())


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> WriteOnlyWorksheet:
    sheet: WriteOnlyWorksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths):
        column = sheet.column_dimensions[chr(ord("A") + place)]  # type: ignore[attr-defined]
        column.width = width
    return sheet


def _row(sheet: WriteOnlyWorksheet, cells: Iterable[Cell], *, bold: bool = False) -> None:
    sheet.append([_in_workbook(sheet, cell, bold=bold) for cell in cells])


def _in_workbook(sheet: WriteOnlyWorksheet, cell: Cell, *, bold: bool) -> BookCell:
    """Return a cell; of a text it is said that it is one, whatever it begins with."""
    if not isinstance(cell, str):
        return WriteOnlyCell(sheet, cell)
    text = _on_one_line(cell)
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    made.quotePrefix = text.startswith(_STARTS_A_FORMULA)
    if bold:
        made.font = Font(bold=True)
    made.alignment = Alignment(vertical="top")
    return made
