import pytest

from registry.figures import beside
from registry.figures.beside import BesideFigures
from registry.figures.disclosure import Figure, Precision, Reason, Shown, Withheld
from registry.figures.facts import CaseFact

from .build import LINES, facts


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


FEW, NOTHING = Withheld(Reason.FEWER_THAN_5), Withheld(Reason.NOTHING_HELD)


def figures(**more: object) -> BesideFigures:
    return beside.figures(facts(**more), LINES)


def steps(*counts: int) -> tuple[CaseFact, ...]:
    return tuple(CaseFact(kind, count) for kind, count in zip(LINES.steps, counts, strict=True))


def test_each_kind_is_added_up_and_rounded_on_its_own() -> None:
    days = (CaseFact("maaltijd", 14), CaseFact("maaltijd", 4), CaseFact("kleding", 4))
    made = figures(handouts=days)
    assert [(cell.key, cell.figure) for cell in made.handouts] == [
        ("maaltijd", rounded(20)),
        ("kleding", FEW),
    ]


@pytest.mark.parametrize(
    ("counts", "total"),
    [((7, 8), rounded(15)), ((7, 4), rounded(5)), ((4, 4), Withheld(Reason.PARTS_WITHHELD))],
)
def test_all_steps_are_the_sum_of_what_is_printed(counts: tuple[int, int], total: Figure) -> None:
    assert figures(steps=steps(*counts)).steps_total == total


def test_what_is_not_shown_of_one_kind_cannot_be_told_from_the_sum() -> None:
    sums = {figures(steps=steps(10, few)).steps_total for few in range(5)}
    assert sums == {rounded(10)}


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, FEW), (4 * 60 + 29, FEW), (4 * 60 + 30, rounded(5)), (3600, rounded(60))],
)
def test_hours_are_whole_and_rounded_as_cases(minutes: int, hours: Figure) -> None:
    assert figures(volunteer_minutes=minutes).volunteer_hours == hours


def test_a_month_in_which_the_centre_was_closed_has_none_of_it() -> None:
    made = figures(open_days=())
    cells = [cell.figure for cell in (*made.handouts, *made.steps)]
    assert {*cells, made.volunteer_hours, made.trainings, made.steps_total} == {NOTHING}


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="geld"):
        figures(handouts=(CaseFact("geld", 1),))
