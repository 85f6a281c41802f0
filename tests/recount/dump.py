"""A raw dump: every row of every table as it lies in the SQLite file, and the theory's file."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Dump = dict[str, list[Row]]

THEORY = Path(__file__).parents[2] / "registry" / "theory" / "zuidwest.toml"


def dump(file: Path) -> Dump:
    """Read a database without a line of the project's code."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        names = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
            for name in names
        }
    finally:
        connection.close()


def theory() -> dict[str, Any]:
    return tomllib.loads(THEORY.read_text(encoding="utf-8"))
