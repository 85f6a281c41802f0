"""What was done for goals and subgoals: on a month's sheet, added up, not known of older ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from registry.figures.evidence import Evidence
from registry.figures.facts import Month
from registry.sheets.page_data import Sheet
from registry.sheets.services import annex_pdf, sheet_json, sheet_pdf
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.span_data import Span
from registry.sheets.together import compose_together
from registry.sheets.work_data import SubgoalMonths, SubgoalWork, Work

from .build import THEORY, a_sheet, october_figures, text_of
from .later import AUTUMN, YEAR, joint, span, told

MEETING = "Bewoners ontmoeten elkaar"


def quiet() -> Sheet:
    """A month in which only the open door was held, of half as many."""
    made = october_figures()
    goals = tuple(
        replace(
            goal,
            work=replace(goal.work, mainly=min(1, goal.work.mainly), also=0, attendance=32),
            subgoals=tuple(
                replace(one, work=replace(one.work, mainly=1, also=0, attendance=32))
                if one.subgoal == "SC-D1"
                else one
                for one in goal.subgoals
            ),
        )
        for goal in made.evidence.goals
    )
    return a_sheet(replace(made, evidence=Evidence(goals)))


def an_older(sheet: Sheet) -> dict[str, Any]:
    """What a sheet printed before it said what was done."""
    printed = told(sheet)
    for goal in printed["answers"]["goals"]:
        del goal["work"], goal["done"]
    return printed


def over(*printed: dict[str, Any]) -> Span:
    months = [
        IssuedMonth(month, f"DL-{month}-1", one)
        for month, one in zip(AUTUMN.months, printed, strict=False)
    ]
    return compose_span(months, name="De Linde", joint=False, period=AUTUMN, theory=THEORY)


def test_a_month_says_what_was_done_for_each_goal_and_subgoal() -> None:
    social, streets, *_ = a_sheet().answers.goals
    assert social.work == Work(activities=2, attendance=71), "the open door and the garden"
    assert social.done[0] == SubgoalWork(subgoal="SC-D1", text=MEETING, activities=2, attendance=71)
    assert streets.work == Work(activities=2, attendance=71)
    assert [one.attendance for one in social.done[1:]] == [0, 0, 0]
    assert len(social.done) == 4


def test_a_joint_sheet_adds_up_what_the_sheets_say() -> None:
    goal = joint(a_sheet(), quiet()).goals[0]
    assert goal.work == Work(activities=3, attendance=103)
    assert goal.done[0].attendance == 103


def test_a_joint_sheet_says_nothing_where_one_sheet_does_not() -> None:
    one, other = joint(a_sheet(), a_sheet()), an_older(a_sheet())
    assert one.goals[0].work is not None
    parts = [
        replace(part, printed=printed)
        for part, printed in zip(_parts(), (told(a_sheet()), other), strict=True)
    ]
    made = compose_together(parts, month=Month(2026, 10), theory=THEORY)
    assert {goal.work for goal in made.goals} == {None}
    assert {goal.done for goal in made.goals} == {()}


def _parts() -> list[Any]:
    from registry.sheets.together import Contribution

    return [
        Contribution(name=name, neighbourhood="", number=name, printed={}, earlier={})
        for name in ("A", "B")
    ]


def test_a_quarter_says_it_per_month_and_of_subgoals_over_all() -> None:
    goal = over(told(a_sheet()), told(quiet())).goals[0]
    assert goal.work == (Work(activities=2, attendance=71), Work(activities=1, attendance=32))
    assert goal.done[0] == SubgoalMonths(
        subgoal="SC-D1", text=MEETING, fewest=1, most=2, attendance=103
    )


def test_the_a3_shows_it_beside_the_asked_and_the_seen(tmp_path: Path) -> None:
    _, second = text_of(sheet_pdf(over(told(a_sheet()), told(quiet()))), tmp_path)
    assert "Gedaan: activiteiten voor dit doel (deelnames) 2 (71) 1 (32)" in second
    assert f"{MEETING}: 1 tot 2 activiteiten, 103" in second
    assert "Gedaan: een activiteit met meer doelen telt bij elk doel." in second
    assert "iet bekend" not in second


def test_a_month_that_does_not_say_it_is_not_known(tmp_path: Path) -> None:
    made = over(an_older(a_sheet()), told(a_sheet()))
    assert made.goals[0].work == (None, Work(activities=2, attendance=71))
    _, second = text_of(sheet_pdf(made), tmp_path)
    assert "activiteiten voor dit doel (deelnames) niet bekend 2 (71)" in second
    assert "Niet bekend: dat blad zei het nog niet." in second
    annex = " ".join(text_of(annex_pdf(sheet_json(made), theory=THEORY), tmp_path))
    assert "niet bekend 2 (71)" in annex


def test_the_annex_of_each_kind_has_its_table(tmp_path: Path) -> None:
    for page in (a_sheet(), joint(a_sheet(), quiet()), span(YEAR, a_sheet(), quiet())):
        annex = " ".join(text_of(annex_pdf(sheet_json(page), theory=THEORY), tmp_path))
        assert "Gedaan voor de" in annex
        assert MEETING in annex
        assert "telt bij elk doel mee" in annex
