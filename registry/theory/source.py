"""Reads a theory file as tables whose keys know their line, and says where its shape is wrong."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Check = Callable[[object], str | None]
"""Takes a value; gives what it must be, or None if it is that."""

_HEADER = re.compile(r"""\s*\[\[?[\s"']*([\w.-]+)[\s"']*\]\]?\s*(?:#.*)?$""")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_TOML_END = " (at end of document)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and on which line; None where the file could not be read at all."""

    line: int | None
    reason: str


class TheoryError(ValueError):
    """A theory of change that cannot be used; its text is one line per fault."""

    code = "broken_theory"

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        """Takes the file's name and its faults, which are put in the order of their lines."""
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__(
            "\n".join(f"{_place(name, fault)}: {fault.reason}" for fault in self.faults)
        )


def _place(name: str, fault: Fault) -> str:
    return name if fault.line is None else f"{name}, line {fault.line}"


@dataclass(frozen=True, slots=True)
class Field:
    """A key that a table has: what its value must be, and whether it may be left out."""

    check: Check
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: its keys, whether there is one of it, and whether there may be none."""

    fields: Mapping[str, Field]
    once: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One table of the file; its values are as its shape says once the shape was checked."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    header: int

    def line(self, key: str) -> int:
        """The line of a key, or of the table's header where the key has no line of its own."""
        return self.lines.get(key, self.header)


Tables = Mapping[str, Sequence[Row]]


def read(path: Path, top: Mapping[str, Field], shapes: Mapping[str, Shape]) -> tuple[Row, Tables]:
    """The file's own keys and its tables, by kind and in order; all as their shapes say.

    Raises TheoryError for a file that is not there, is not TOML, or has another shape.
    """
    text, values = _parse(path)
    lines = _locate(text)
    first = {name: place[""] for (name, index), place in lines.items() if name and index == 0}
    head = {name: value for name, value in values.items() if name not in shapes}
    front = Row(head, first | lines["", 0], header=1)
    faults = list(_row_faults("the file", front, top))
    tables: dict[str, list[Row]] = {}
    for name, shape in shapes.items():
        header = front.line(name)
        listed = _listed(values.get(name, []))
        tables[name] = [
            Row(found, place := lines.get((name, index), {}), place.get("", header))
            for index, found in enumerate(listed)
            if isinstance(found, dict)
        ]
        if len(tables[name]) < len(listed):
            faults.append(Fault(header, f"{name} must be a table"))
        else:
            faults += _table_faults(name, shape, tables[name], end=text.count("\n") + 1)
    if faults:
        raise TheoryError(str(path), faults)
    return front, tables


def _parse(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise TheoryError(str(path), [Fault(None, reason)]) from error
    try:
        text = raw.decode("utf-8-sig").rstrip()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TheoryError(str(path), [Fault(line, "is not UTF-8 text")]) from error
    if not text:
        raise TheoryError(str(path), [Fault(None, "is empty")])
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise TheoryError(str(path), [_toml_fault(str(error), text)]) from error


def _toml_fault(message: str, text: str) -> Fault:
    """tomllib tells the line at the end of its message only, and not for every fault."""
    if found := _TOML_LINE.search(message):
        return Fault(int(found[1]), f"not TOML: {message[: found.start()]}")
    line = text.count("\n") + 1 if message.endswith(_TOML_END) else None
    return Fault(line, f"not TOML: {message.removesuffix(_TOML_END)}")


def _locate(text: str) -> dict[tuple[str, int], dict[str, int]]:
    """The line of each key per table (name, how manyeth) and, under "", of the table's header.

    It reads headers and `key =` at the start of a line, which is how these files are written;
    a key inside braces has no line here, and its table's line is given for it.
    """
    found: dict[tuple[str, int], dict[str, int]] = {("", 0): {}}
    count: Counter[str] = Counter()
    table = ("", 0)
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = (header[1], count[header[1]])
            count[header[1]] += 1
            found[table] = {"": number}
        elif key := _KEY.match(line):
            found[table].setdefault(key[1], number)
    return found


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _table_faults(name: str, shape: Shape, rows: Sequence[Row], *, end: int) -> Iterator[Fault]:
    title = f"[{name}]" if shape.once else f"[[{name}]]"
    if not rows and not shape.optional:
        yield Fault(end, f"{title} is missing")
    if shape.once:
        yield from (Fault(row.header, f"{title} may stand only once") for row in rows[1:])
    for row in rows:
        yield from _row_faults(title, row, shape.fields)


def _row_faults(title: str, row: Row, fields: Mapping[str, Field]) -> Iterator[Fault]:
    for key, field in fields.items():
        if key not in row.values:
            if not field.optional:
                yield Fault(row.header, f"{title} has no {key}")
        elif must := field.check(row.values[key]):
            yield Fault(row.line(key), f"{key} must be {must}")
    for key in row.values:
        if key not in fields:
            yield Fault(row.line(key), f"{title} has a key that is not known: {key}")
