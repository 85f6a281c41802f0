"""A list as it stands in its file: rows of text under a header; and how it travels. Pure.

A table is never stored. While its columns are being matched it goes along with the page and comes
back with its form, so that what is not matched (a name, an address) is never written down.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 40
LONGEST_CELL = 100
MOST_TEXT = 12 * 1024 * 1024
"""How many bytes the text of a whole table is at most."""
TITLE_ROWS = 20
"""So many rows at most stand above the header: a title, the name of the centre."""

Raw: TypeAlias = Sequence[Sequence[str]]


class Unreadable(Exception):
    """A file that is no list; `code` says why.

    One of: empty, too_big, too_many_rows, old_excel, open_document, no_table, broken, no_rows.
    """

    def __init__(self, code: str) -> None:
        """Take the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Table:
    """A header ("" where a column has none), and rows, each with its number in the file.

    `left_out` are the sheets of a workbook that were not read.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    left_out: tuple[str, ...] = ()

    def column(self, place: int) -> list[str]:
        """Return what stands in a column, from top to bottom."""
        return [cells[place] for _, cells in self.rows]


def tidy(text: str) -> str:
    """Return a cell as one line: spaces joined, no characters that can't be seen, not too long."""
    line = " ".join(text.split())
    return "".join(letter for letter in line if letter.isprintable())[:LONGEST_CELL]


def table_of(raw: Raw, header_at: int | None, *, left_out: Iterable[str] = ()) -> Table:
    """Return the table under a header; `header_at` None where the first row is a row already.

    Rows without anything in them are left out. Raises Unreadable.
    """
    width = max((_filled(cells[:MOST_COLUMNS]) for cells in raw), default=0)
    lines = [(number, _wide(cells, width)) for number, cells in enumerate(raw, 1)]
    header = lines[header_at][1] if header_at is not None else ("",) * width
    below = lines[header_at + 1 :] if header_at is not None else lines
    rows = tuple((number, cells) for number, cells in below if any(cells))
    if not rows:
        raise Unreadable("no_rows" if lines else "empty")
    if len(rows) > MOST_ROWS:
        raise Unreadable("too_many_rows")
    if sum(len(cell.encode()) + 3 for _, cells in rows for cell in cells) > MOST_TEXT // 2:
        raise Unreadable("too_big")  # packed, a sign can take twice its room
    return Table(header, rows, tuple(left_out))


def _filled(cells: Sequence[str]) -> int:
    """Return how many cells there are up to the last with anything in it."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    tidied = [tidy(cell) for cell in cells[:width]]
    return (*tidied, *[""] * (width - len(tidied)))


def pack(table: Table) -> str:
    """Return a table as letters and digits, to go along with a page."""
    told = [table.header, table.rows, table.left_out]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(text)).decode()


def unpack(packed: str) -> Table:
    """Return the table that came back with a form. Raises Unreadable for anything else."""
    try:
        unfold = zlib.decompressobj()
        text = unfold.decompress(base64.urlsafe_b64decode(packed.encode()), MOST_TEXT)
        if not unfold.eof:
            raise Unreadable("too_big" if unfold.unconsumed_tail else "broken")
        return _shaped(json.loads(text))
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError) as error:
        raise Unreadable("broken") from error


def _shaped(told: Any) -> Table:
    header, rows, left_out = told
    made = Table(
        tuple(map(_text, header)),
        tuple((_whole(number), tuple(map(_text, cells))) for number, cells in rows),
        tuple(map(_text, left_out)),
    )
    if not made.rows or any(len(cells) != len(made.header) for _, cells in made.rows):
        raise ValueError("rows that do not fit their header")
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return tidy(value)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 < value < 1 << 31:
        raise TypeError("no number of a row")
    return value
