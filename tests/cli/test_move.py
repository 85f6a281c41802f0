"""A filled installation goes to PostgreSQL and back by two commands."""

from __future__ import annotations

import re
from pathlib import Path

from tests import postgres
from tests.cli.conftest import Run, one_line
from tests.demo.conftest import FillIn


def test_a_filled_one_goes_to_postgresql_and_back(
    run: Run, fill_in: FillIn, postgresql: postgres.Server, tmp_path: Path
) -> None:
    folder = fill_in().data_dir
    first, name = folder / "inloop.sqlite3", postgresql.create()
    home, away = {"INLOOP_DATA_DIR": str(folder)}, postgresql.address(name)
    there = run("move", away, **home)
    assert there.code == 0, there.err
    rows, sheets = re.findall(r"^([\d,]+) (?:rows|sheets)", there.out, re.MULTILINE)
    assert int(rows.replace(",", "")) > 1_000
    assert int(sheets) >= 2
    assert "set INLOOP_DATABASE_URL to postgresql://" in there.out
    assert one_line(run("serve", **home)).startswith("this database is not to be served: it was")
    back = run("move", f"sqlite:///{tmp_path / 'back.sqlite3'}", INLOOP_DATABASE_URL=away, **home)
    assert back.code == 0, back.err
    assert there.out.splitlines()[0] == back.out.splitlines()[0]
    assert first.exists()
    said = one_line(run("move", "mysql://x", **home))
    assert said == "INLOOP_DATABASE_URL: must start with sqlite:/// or postgresql://"
    postgresql.drop(name)
