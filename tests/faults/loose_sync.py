"""Planted: a server whose SQLite syncs seldom, run as tests/elsewhen.py is."""

from __future__ import annotations

from registry import database
from tests import elsewhen


def main() -> None:
    """Serve with `synchronous=NORMAL`."""
    pragmas = database._pragmas

    def loosened(connection: database.DBAPIConnection, *asked: str) -> None:
        pragmas(connection, *(one.replace("=FULL", "=NORMAL") for one in asked))

    database._pragmas = loosened
    elsewhen.main()


if __name__ == "__main__":
    main()
