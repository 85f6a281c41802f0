"""Equal month sheets give joint sheets, quarters and years that are equal byte for byte."""

from __future__ import annotations

import random
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.database import reading, writing
from registry.figures.disclosure import Shown
from registry.figures.facts import Month
from registry.figures.periods import Period
from registry.settings import Settings
from registry.sheets import queries, services
from registry.sheets.services import Press, press, together
from registry.sheets.together_data import Together
from registry.support.models import HelpRequest
from tests.builders import a_centre, a_check_in, a_help_request, some_passes
from tests.databases import Make, close

from .build import THEORY

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
PERIODS = (Period(2026, 4), Period(2026))
IN_JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)
CENTRES = ("De Linde", "Het Anker")

Made = dict[str, tuple[str, str | None, str, bytes | None]]
"""Of each sheet by its number: the page as it is kept, what it prints, checksum, PDF if made."""


@pytest.fixture
def another(
    migrated_file: Path, tmp_path: Path, make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Flask]]:
    """Return what makes an empty database; each gives its sheets the same codes in turn."""
    apps: list[Flask] = []

    def make() -> Flask:
        settings = Settings.read(data_dir=tmp_path / f"{len(apps)}")
        settings.make_secret()
        assert settings.database_file is not None
        shutil.copy(migrated_file, settings.database_file)
        apps.append(make_app(settings))
        numbers = count(1)
        monkeypatch.setattr(press, "new_code", lambda: f"BLAD{next(numbers):06}")
        return apps[-1]

    yield make
    for app in apps:
        close(app)


def fill(*, more: int) -> list[uuid.UUID]:
    """Two centres with two months; `more` people and cases beyond what their sheets tell."""
    made = []
    for number, name in enumerate(CENTRES):
        centre_id = a_centre(name)
        with writing():
            for month in (OCTOBER, NOVEMBER):
                _a_month(centre_id, month.first_day + timedelta(days=4), 20 + 10 * number, more)
        made.append(centre_id)
    return made


def _a_month(centre_id: uuid.UUID, monday: date, cards: int, more: int) -> None:
    hands = some_passes(centre_id, cards + more)
    random.Random(more).shuffle(hands)  # noqa: S311 (made-up people)
    for day, came in (
        (monday + timedelta(days=n), hands if not n else hands[more:]) for n in range(3)
    ):
        for card in came:
            a_check_in(centre_id, day, pass_hash=card)
        for _ in range(cards + 20 - len(came)):
            a_check_in(centre_id, day, time(10))
    for topic, number in (("post", 14 + more), ("geld", 12 - more), ("taal", 2 + more)):
        for _ in range(number):
            a_help_request(centre_id, on=monday, topic=topic)


def issue_everything(centres: list[uuid.UUID]) -> None:
    press = Press(THEORY, public_url="", at=IN_JANUARY, by=None, files=False)
    for month in (OCTOBER, NOVEMBER):
        for centre_id in centres:
            services.issue(centre_id=centre_id, month=month, press=press)
        services.issue_together(month=month, press=press)
    for period in PERIODS:
        for whose in (*centres, None):
            services.issue_span(centre_id=whose, period=period, press=press)


def all_sheets(centres: list[uuid.UUID], papers: Collection[str]) -> Made:
    """What is kept of every sheet, month sheets among them."""
    found: Made = {}
    for whose in (*centres, None):
        for one in queries.all_current(centre_id=whose):
            assert one.page is not None
            page = queries.page_text(queries.Place(whose), one.period, one.page)
            paper = one.number in papers and services.issued_file(sheet=one, public_url="")
            found[one.number] = (page, one.printed, one.checksum, paper or None)
    return found


def two_databases(another: Callable[[], Flask], *papers: str) -> tuple[Made, Made]:
    made = []
    for more in (0, 2):
        with another().app_context():
            centres = fill(more=more)
            issue_everything(centres)
            made.append(all_sheets(centres, papers))
    one, other = made
    assert len(one) == len(other) == 3 * (2 + len(PERIODS))
    return one, other


def differing(one: Made, other: Made) -> set[str]:
    return {number for number in one.keys() | other.keys() if one.get(number) != other.get(number)}


def test_equal_sheets_make_equal_sheets(another: Callable[[], Flask]) -> None:
    papers = {"DHZ-2026-11-1", "DL-2026-Q4-1", "DHZ-2026-1"}
    one, other = two_databases(another, *papers)
    assert not differing(one, other)
    assert {number for number, (*_, paper) in one.items() if paper} == papers


def test_one_that_looks_beyond_them_is_found(
    another: Callable[[], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = together.compose_together

    def from_the_book(*parts: Any, **more: Any) -> Together:
        with reading() as connection:
            asked = connection.execute(select(func.count()).select_from(HelpRequest)).scalar_one()
        return replace(honest(*parts, **more), help_total=Shown(asked))

    monkeypatch.setattr(together, "compose_together", from_the_book)
    found = differing(*two_databases(another))
    assert found == {"DHZ-2026-10-1", "DHZ-2026-11-1"}
