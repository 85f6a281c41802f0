"""Writes what issuing keeps today as a next set of golden files: `python -m tests.golden.make 2`.

A set stays as it is for good, since sheets of its time hang on walls. Another is made where the
shape of what is kept has changed, and comes beside it.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from registry import installation
from registry.database import reading
from registry.figures.facts import Month
from registry.figures.periods import Period
from registry.reporting.models import FrozenMonth
from registry.settings import Settings
from registry.sheets import queries, services
from registry.sheets.queries import Place
from registry.sheets.services import Press
from registry.theory.load import load
from tests.recount.made import Made

FOLDER = Path(__file__).parent
SEED = 3
"""A made-up centre with nearly every kind of answer and reason to withhold."""

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
AUTUMN = Period(2026, 4)
IN_JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)


def main() -> None:
    """Issue everything in a database of its own and write a file for each type."""
    folder = FOLDER / sys.argv[1]
    folder.mkdir()
    create_app = importlib.import_module("wsgi").create_app
    with tempfile.TemporaryDirectory() as data:
        app = installation.prepare(create_app, Settings.read(data_dir=Path(data)))
        with app.app_context():
            for name, kept in _issued():
                lines = (f" {json.dumps(key)}: {one}" for key, one in kept.items())
                text = "{{\n{}\n}}\n".format(",\n".join(lines))
                (folder / f"{name}.json").write_text(text, encoding="utf-8")
        installation.close(app)


def _issued() -> Iterator[tuple[str, dict[str, str]]]:
    """The name of each file, and what is in it as JSON."""
    press = Press(load(), public_url="", at=IN_JANUARY, by=None, files=False)
    centre_id = Made(SEED).key
    for month in (SEPTEMBER, OCTOBER):
        services.issue(centre_id=centre_id, month=month, press=press)
        services.issue_together(month=month, press=press)
    services.issue_span(centre_id=centre_id, period=AUTUMN, press=press)
    with reading() as connection:
        frozen = select(FrozenMonth.figures).filter_by(centre_id=centre_id, month=str(OCTOBER))
        yield "figures", {"figures": connection.execute(frozen).scalar_one()}
    yield "sheet", _sheet(Place(centre_id), str(OCTOBER))
    yield "together", _sheet(Place(None), str(OCTOBER))
    yield "span", _sheet(Place(centre_id), str(AUTUMN))


def _sheet(place: Place, period: str) -> dict[str, str]:
    columns = (place.sheets.page, place.sheets.printed, place.sheets.checksum)
    with reading() as connection:
        row = connection.execute(select(*columns).filter_by(**place.key, period=period)).one()
    page, printed, checksum = row
    assert queries.page_text(place, period, queries.page_of(place, period, page)) == page
    marks: dict[str, Any] = {"period": period, "checksum": checksum}
    return {key: json.dumps(one) for key, one in marks.items()} | {"page": page, "printed": printed}


if __name__ == "__main__":
    main()
