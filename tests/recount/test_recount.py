"""Every figure of a sheet, recounted from raw rows without the project's code, is the sheet's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.settings import Settings
from registry.sheets import services as sheets
from registry.theory.load import load
from tests.databases import Make, close
from tests.demo.conftest import THURSDAY_NOON, fill_in  # noqa: F401  # a fixture
from tests.recount import book
from tests.recount.dump import Dump, dump
from tests.recount.made import AT, MONTHS, Made
from tests.recount.sheet import WORDS, recount

DATABASES = 50
A_PART = 5
"""So many tests share them, so that two processors do."""

THEORY = load()


def the_sheet(centre_id: Any, month: str, at: datetime) -> dict[str, Any]:
    """The JSON of a sheet as anybody gets it."""
    made = sheets.draft(centre_id=centre_id, month=Month.parse(month), theory=THEORY, at=at)
    return sheets.sheet_json(made)


def differences(counted: Any, told: Any, where: str = "") -> Iterator[str]:
    """Where a recount and a sheet are not the same, fields of words left out."""
    if isinstance(told, dict) and isinstance(counted, dict):
        for name in sorted((counted.keys() | told.keys()) - WORDS):
            if name not in counted or name not in told:
                yield f"{where}.{name} is in one of the two"
            else:
                yield from differences(counted[name], told[name], f"{where}.{name}")
    elif isinstance(told, list) and isinstance(counted, list) and len(told) == len(counted):
        for number, (one, other) in enumerate(zip(counted, told, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
    elif counted != told or type(counted) is not type(told):
        yield f"{where}: recounted {counted!r}, printed {told!r}"


@pytest.fixture
def databases(
    migrated_file: Path, tmp_path: Path, make_app: Make
) -> Iterator[Callable[[int], tuple[Flask, Path, Made]]]:
    """Return what makes the database of a seed."""
    made: list[Flask] = []

    def make(seed: int) -> tuple[Flask, Path, Made]:
        settings = Settings.read(data_dir=tmp_path / f"{seed}")
        settings.make_secret()
        assert settings.database_file is not None
        shutil.copy(migrated_file, settings.database_file)
        app = make_app(settings)
        made.append(app)
        with app.app_context():
            return app, settings.database_file, Made(seed)

    yield make
    for app in made:
        close(app)


@pytest.mark.parametrize("part", range(A_PART))
def test_fifty_random_databases(part: int, databases: Any) -> None:
    shown = 0
    for seed in range(part, DATABASES, A_PART):
        app, file, made = databases(seed)
        with app.app_context():
            for month in MONTHS:
                if month < f"{made.start:%Y-%m}":
                    continue
                told = the_sheet(made.key, month, AT)
                found = list(differences(recount(dump(file), made.key.hex, month, AT), told))
                assert found == [], f"database {seed}, {month}"
                shown += "rounded" in told["holders"]["now"]
    assert shown >= 10, "people are shown often enough to be recounted"


@pytest.fixture(scope="module")
def demo_file(fill_in: Any) -> Settings:  # noqa: F811
    return fill_in(months=2)  # type: ignore[no-any-return]


def test_the_demo(demo_file: Settings, make_app: Make) -> None:
    assert demo_file.database_file is not None
    app = make_app(demo_file)
    with app.app_context():
        (centre,) = centres.all_centres()
        raw = dump(demo_file.database_file)
        for month in ("2025-11", "2025-12", "2026-01"):
            told = the_sheet(centre.id, month, THURSDAY_NOON)
            counted = recount(raw, centre.id.hex, month, THURSDAY_NOON)
            assert list(differences(counted, told)) == [], month
            assert told["visits"]["count"] > 0
        assert told["visits"]["usual"] is not None, "eight weeks came before January"
    close(app)


@pytest.fixture
def one(databases: Any) -> tuple[Dump, dict[str, Any], str]:
    """A raw dump, its October as printed, and the centre's key."""
    app, file, made = databases(1)
    with app.app_context():
        return dump(file), the_sheet(made.key, "2026-10", AT), made.key.hex


def test_a_field_that_is_not_recounted_is_found(one: Any) -> None:
    raw, told, key = one
    told["visits"]["by_bicycle"] = 3
    counted = recount(raw, key, "2026-10", AT)
    assert list(differences(counted, told)) == [".visits.by_bicycle is in one of the two"]


def test_fields_of_words_hold_no_figure_of_their_own(one: Any) -> None:
    """A number in a sentence stands in the sheet as a figure too."""
    _, told, _ = one
    figures = set(re.findall(r"\d+", str({**told, "headline": "", "centre": "", "answers": {
        **told["answers"], "headline": ""}})))  # fmt: skip
    for sentence in (told["headline"], told["answers"]["headline"], told["help"]["headline"]):
        assert set(re.findall(r"\d+", sentence)) <= figures


def _count_what_was_taken_back(raw: Dump) -> None:
    raw["check_in_undo"].clear()


def _forget_what_was_chosen_later(raw: Dump) -> None:
    raw["check_in_detail"].clear()


def _count_too_fast_taps(raw: Dump) -> None:
    for row in raw["answer_tally"]:
        row["suspect"] = 0


def _name_what_is_sensitive(raw: Dump) -> None:
    for row in raw["activity"]:
        row["sensitive"] = 0


@pytest.mark.parametrize(
    "fault",
    [
        _count_what_was_taken_back,
        _forget_what_was_chosen_later,
        _count_too_fast_taps,
        _name_what_is_sensitive,
    ],
)
def test_a_miscount_is_found(fault: Callable[[Dump], None], one: Any) -> None:
    raw, told, key = one
    fault(raw)
    assert list(differences(recount(raw, key, "2026-10", AT), told)) != []


def test_the_recount_shares_no_code_with_the_project() -> None:
    for file in Path(book.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.stem not in ("made", "test_recount", "conftest", "__init__"):
            assert "registry." not in text.replace('"registry"', ""), file.name
