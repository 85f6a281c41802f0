"""A file that was sent, as a table: a CSV however it was saved, or an Excel workbook. Pure."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Sequence

from registry.imports import workbook
from registry.imports.columns import header_row
from registry.imports.table import (
    MOST_BYTES,
    MOST_ROWS,
    TITLE_ROWS,
    Raw,
    Table,
    Unreadable,
    table_of,
)

OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a workbook of before 2007 begins, and one with a password on it."""
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
ZIPPED = b"PK\x03\x04"
DELIMITERS = ";,\t|"
LOOKED_AT = 50
"""So many rows tell which sign stands between the columns."""


def read(content: bytes) -> Table:
    """Return the table in a file. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_big")
    if content.startswith(OLD_EXCEL):
        raise Unreadable("old_excel")
    raw, left_out = _raw(content)
    return table_of(raw, header_row(raw), left_out=left_out)


def _raw(content: bytes) -> tuple[Raw, Sequence[str]]:
    if not content.startswith(ZIPPED):
        return _from_text(_decoded(content)), ()
    if OPEN_DOCUMENT in content[:200]:
        raise Unreadable("open_document")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unreadable("broken")
    return workbook.read(content)


def _decoded(content: bytes) -> str:
    """Return the text of a CSV: Unicode where it says so or is, else as Windows writes it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(content, "utf-16")
    if b"\0" in content or content.startswith(b"%PDF"):
        raise Unreadable("no_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(content, "cp1252")


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("no_table") from error


def _from_text(text: str) -> Raw:
    told = text.partition("\n")[0].strip().casefold()
    if told.startswith("sep=") and len(told) == len("sep=;"):
        # the line is Excel's, and not a row of its own there
        return _split(text.partition("\n")[2], told[-1])
    return _split(text, _delimiter(text))


def _delimiter(text: str) -> str:
    """Return the sign that cuts most of the first rows into equally many columns."""
    first = "".join(text.splitlines(keepends=True)[:LOOKED_AT])

    def rows_alike(sign: str) -> tuple[int, int]:
        widths = [len(cells) for cells in _split(first, sign) if len(cells) > 1]
        usual = max(widths, key=widths.count, default=0)
        return widths.count(usual), usual

    return max(DELIMITERS, key=rows_alike)


def _split(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(cells)
            if len(rows) > MOST_ROWS + TITLE_ROWS:
                raise Unreadable("too_many_rows")
    except csv.Error as error:
        raise Unreadable("broken") from error
    return rows
