"""docs/asvs.md has every requirement of levels 1 and 2, and names only what is there."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
DECIDED = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
LINKED = re.compile(r"\[[^\]]+\]\(security\.md#([\w-]+)\)")
HOW_MANY = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
    17: (1, 4, 2),
}
"""Of each chapter of the standard, how many requirements of levels 1 and 2 its sections have. Those
come first in every section, so that these numbers are all there is to know."""


def asked() -> Iterator[str]:
    """Yield the number of every requirement."""
    for chapter, sections in HOW_MANY.items():
        for section, number in enumerate(sections, 1):
            yield from (f"{chapter}.{section}.{one}" for one in range(1, number + 1))


@cache
def known_in(file: str) -> frozenset[str]:
    """Return the tests that pytest finds in a file: the functions of its own whose name says so."""
    path = ROOT / "tests" / file
    if not path.exists() or not path.name.startswith("test_"):
        return frozenset()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(one.name for one in body if isinstance(one, ast.FunctionDef))


def faults(table: str) -> list[str]:
    """Return what is wrong with a table: what is missing, twice, or names what is not there."""
    lines: dict[str, list[str]] = defaultdict(list)
    for number, _, proof in LINE.findall(table):
        lines[number].append(proof)
    wrong = [f"{number}: missing" for number in asked() if number not in lines]
    wrong += [f"{number}: not in the standard" for number in lines if number not in set(asked())]
    wrong += [f"{number}: {len(found)} times" for number, found in lines.items() if len(found) > 1]
    sections = {
        re.sub(r"[ ]", "-", head.lower()) for head in re.findall(r"^## (.+)$", DECIDED, re.M)
    }
    for number, (proof, *_) in lines.items():
        named, linked = NAMED.findall(proof), LINKED.findall(proof)
        wrong += [
            f"{number}: no {test} in {file}" for file, test in named if test not in known_in(file)
        ]
        wrong += [f"{number}: no section {one}" for one in linked if one not in sections]
        if not (named or linked or re.match(r"n/a( here)?: .{4}", proof)):
            wrong.append(f"{number}: neither shown nor why not")
    return wrong


def test_every_requirement_is_shown_or_does_not_apply() -> None:
    assert len(list(asked())) == 253
    assert faults(TABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| 2.3.3 |", "| 2.3.33 |", ["2.3.3: missing", "2.3.33: not in the standard"]),
        (
            "`house/test_headers.py::test_a_page_is_never_stored`",
            "`house/test_gone.py::test_a`",
            None,
        ),
        ("(security.md#limits)", "(security.md#gone)", None),
        ("n/a: no LDAP", "later", ["1.2.6: neither shown nor why not"]),
    ],
)
def test_what_is_not_so_is_found(old: str, new: str, told: list[str] | None) -> None:
    found = faults(TABLE.replace(old, new))
    assert found if told is None else found == told
