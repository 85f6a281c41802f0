"""Tests, and other names in code, that a document calls its proof: which of them are not there.

A document writes `tests/care/test_erase.py::test_what_it_proves`, or the same of a constant or a
function of the code (`registry/words.py::LANGUAGES`). One that is skipped proves nothing.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"\b((?:tests|registry|kiosk|requirements)/[\w/]+\.py)::(\w+)")


def named(text: str) -> list[tuple[str, str]]:
    """Return what a text names, in its order: the file and the name in it."""
    return NAMED.findall(text)


def missing(text: str, root: Path = ROOT) -> list[str]:
    """Return what a text names as `file::name` that proves nothing: not there, or never run."""
    return [f"{file}::{name}" for file, name in named(text) if not _stands(root, file, name)]


def _stands(root: Path, file: str, name: str) -> bool:
    if not (root / file).is_file():
        return False
    runs = _names(root / file).get(name, False)
    if file.startswith("tests/"):
        return runs and name.startswith("test_") and Path(file).name.startswith("test_")
    return runs


@cache
def _names(file: Path) -> dict[str, bool]:
    """Return the names at the top of a module, each with whether it isn't marked to be skipped."""
    found: dict[str, bool] = {}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = not any(_skips(mark) for mark in node.decorator_list)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = True
        elif isinstance(node, ast.Assign):
            found |= {one.id: True for one in node.targets if isinstance(one, ast.Name)}
    return found


def _skips(mark: ast.expr) -> bool:
    return bool(re.search(r"\bmark\.(skip|xfail)", ast.unparse(mark)))
