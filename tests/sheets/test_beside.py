"""Two issued sheets beside each other: what both print, and no more."""

from dataclasses import replace

import pytest

from registry.figures.disclosure import Shown
from registry.sheets.beside import Row, beside

from . import odd
from .build import a_sheet
from .later import AUTUMN, YEAR, all_asked, joint, span


def test_two_quarters_tell_the_difference_of_what_both_print_exactly() -> None:
    now = span(AUTUMN, a_sheet())
    other = replace(now, visits=now.visits * 2, attendance=0)
    found = beside(now, other)
    visits, attendance, *_, helped = found.rows
    assert visits == Row("bezoeken", Shown(now.visits), Shown(now.visits * 2), -50)
    assert attendance == Row("deelnames", Shown(now.attendance), Shown(0), None)
    assert helped == Row("hulpvragen", now.help_total, now.help_total, None)
    assert [row.name for row in found.rows[2:-1]] == [f"deelnames {bar.name}" for bar in now.os]


def test_over_other_numbers_of_months_no_difference_is_told() -> None:
    found = beside(span(AUTUMN, a_sheet()), span(YEAR, a_sheet()))
    assert not found.alike
    assert {row.percent for row in found.rows} == {None}


def test_a_joint_month_ranks_no_centre_and_tells_no_difference_of_one() -> None:
    large, small = replace(a_sheet(), centre="De Aa"), replace(odd.first_month(), centre="De Zee")
    now, other = joint(small, large), joint(small)
    found = beside(now, other)
    assert [row.name for row in found.centres] == [one.name for one in now.centres]
    assert [row.percent for row in found.centres] == [None, None]
    assert {row.name: row.other is None for row in found.centres} == {
        "De Aa": True,
        "De Zee": False,
    }
    assert not found.alike
    assert beside(now, now).alike


def test_what_was_asked_on_one_sheet_only_is_empty_on_the_other() -> None:
    found = beside(span(AUTUMN, all_asked()), span(AUTUMN, odd.withheld()))
    assert any(row.now.startswith("oktober ") and row.other == "" for row in found.asked)
    assert any("te weinig antwoorden" in row.other for row in found.asked)
    lines = beside(joint(all_asked()), joint(odd.withheld())).asked
    assert any("van de 10" in row.now for row in lines)


def test_sheets_of_two_kinds_do_not_stand_beside_each_other() -> None:
    with pytest.raises(TypeError):
        beside(joint(a_sheet()), span(AUTUMN, a_sheet()))
