"""The annex as plain frozen data: tables of words and numbers, and what each figure is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from registry.sheets.definitions import Definition

Row: TypeAlias = tuple[str, ...]
"""The cells of a row as they are printed; the first one heads it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands above it, and whether numbers stand in it."""

    head: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under a name or (None) without."""

    rows: tuple[Row, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its key (how wide columns are goes by it), a line below its title, rows in groups.

    `total` is a last row that adds up those above; `explains` names the definitions of its figures.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    note: str | None = None
    total: Row | None = None
    explains: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no row at all."""
        return self.total is None and not any(group.rows for group in self.groups)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is called, and its definition."""

    name: str
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The tables of one sheet. `kind` is what the sheet is called, `when` its month or period.

    Without a `number` the sheet is a draft. `meanings` explain each figure, of the questions in
    the order in which they were asked.
    """

    kind: str
    name: str
    when: str
    number: str | None
    example: bool
    theory_version: str
    template_version: str
    tables: tuple[Table, ...]
    meanings: tuple[Meaning, ...]


def columns(*heads: str, numbers: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return columns; those in `numbers` hold numbers."""
    return tuple(Column(head, head in numbers) for head in heads)
