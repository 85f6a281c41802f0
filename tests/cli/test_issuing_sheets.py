"""`inloop sheets issue` and `inloop sheet --joint`: every centre's sheet, then the joint one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
import time_machine
from flask import Flask

from registry.sheets import queries
from tests.builders import a_centre, a_check_in
from tests.cli.conftest import Run, one_line

pytestmark = pytest.mark.usefixtures("at_home")

MONTH = "2025-06"


@pytest.fixture(autouse=True)
def in_july() -> Iterator[None]:
    """Let it be July 2025: the passes of June are still there."""
    with time_machine.travel(datetime(2025, 7, 10, 8, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def centres(app: Flask) -> None:
    """Two centres that were open in June, of which one counted, and one that came later."""
    with app.app_context():
        linde = a_centre("De Linde")
        a_centre("Het Anker")
        a_centre("De Kas", opened_on=date(2025, 7, 1))
        a_check_in(linde, date(2025, 6, 3))


def told(run: Run) -> list[str]:
    said = run("sheets", "issue", MONTH)
    assert said.code == 0
    return said.out.splitlines()


@pytest.mark.usefixtures("centres")
def test_every_centre_s_sheet_is_issued_and_then_the_joint_one(run: Run, app: Flask) -> None:
    assert [line for line in told(run) if "look at" not in line] == [
        "De Kas: was not open yet",
        "De Linde: issued as DL-2025-06-1",
        "Het Anker: issued as HA-2025-06-1",
        "All centres together: issued as DHZ-2025-06-1",
    ]
    with app.app_context():
        joint = queries.current(centre_id=None, period=MONTH)
    assert joint is not None
    assert joint.printed is not None
    assert json.loads(joint.printed)["visits"] == 1
    assert told(run)[1:] == [
        "De Linde: was issued already",
        "Het Anker: was issued already",
        "All centres together: was issued already",
    ]


@pytest.mark.usefixtures("centres")
def test_what_needs_a_look_is_told_before_a_sheet_is_issued(run: Run, app: Flask) -> None:
    checked = run("sheets", "issue", MONTH, "--check")
    assert checked.code == 0
    lines = checked.out.splitlines()
    (empty,) = [line for line in lines if "nothing was counted" in line]
    assert "De Linde: look at 20 open days on which nothing was counted: 2025-06-02, " in empty
    with app.app_context():
        assert queries.current(centre_id=None, period=MONTH) is None
    lines = told(run)
    assert lines.index(empty) < lines.index("De Linde: issued as DL-2025-06-1")
    assert "look at" not in "".join(told(run))


def test_without_a_centre_there_is_nothing_to_put_together(run: Run) -> None:
    assert told(run) == ["All centres together: there is no sheet to put together"]


@pytest.mark.usefixtures("centres")
def test_a_month_that_is_not_over_is_refused_and_nothing_is_issued(run: Run, app: Flask) -> None:
    assert "2999-01 is not over" in one_line(run("sheets", "issue", "2999-01"))
    with app.app_context():
        assert queries.current(centre_id=None, period="2999-01") is None


@pytest.mark.usefixtures("centres")
def test_the_joint_sheet_comes_out_as_pdf_and_json(run: Run, tmp_path: Path) -> None:
    assert f"no centre's sheet of {MONTH} is issued" in one_line(run("sheet", "--joint", MONTH))
    told(run)
    paper, data = tmp_path / "joint.pdf", tmp_path / "joint.json"
    said = run("sheet", "--joint", MONTH, "--pdf", str(paper), "--json", str(data))
    assert said.err.splitlines() == [
        f"The sheet of all centres, {MONTH}, is in {paper}",
        f"The figures of all centres, {MONTH}, are in {data}",
    ]
    assert len(pikepdf.open(paper).pages) == 2
    figures = json.loads(data.read_text(encoding="utf-8"))
    assert (figures["visits"], figures["issue"]["number"]) == (1, "DHZ-2025-06-1")
    assert json.loads(run("sheet", "--joint", MONTH).out) == figures


@pytest.mark.parametrize(
    "words",
    [(), ("de-linde",), ("de-linde", MONTH, "--joint", MONTH), ("de-linde", "--joint", MONTH)],
)
def test_what_names_neither_or_both_is_refused(run: Run, words: tuple[str, ...]) -> None:
    said = one_line(run("sheet", *words))
    assert said == "name a centre and a month, or only --joint with a month"


@pytest.mark.usefixtures("centres")
def test_a_month_whose_passes_are_gone_is_not_issued(run: Run) -> None:
    with time_machine.travel(datetime(2026, 7, 10, 8, tzinfo=UTC), tick=True):
        assert "De Linde: is too long ago: its passes are gone" in told(run)
