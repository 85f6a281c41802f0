import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures.disclosure import (
    Figure,
    Precision,
    Reason,
    Shown,
    Withheld,
    cases,
    down,
    least,
    most,
    rounded,
    total,
    up,
)

FEW = Withheld(Reason.FEWER_THAN_5)


@pytest.mark.parametrize(
    "slip",
    [
        str,
        bool,
        int,
        float,
        json.dumps,
        lambda figure: f"{figure}",
        lambda figure: f"{figure:>5}",
        lambda figure: "%s" % figure,  # noqa: UP031 (the slip itself)
        lambda figure: "%d" % figure,  # noqa: UP031 (the slip itself)
        lambda figure: figure == 3,
        lambda figure: figure != None,  # noqa: E711 (the slip itself)
        lambda figure: figure < 5,
        lambda figure: figure >= Shown(5),
        lambda figure: figure + 1,
        lambda figure: sum([figure]),
        lambda figure: round(figure),
        lambda figure: range(figure),
        lambda figure: max(figure, Shown(5)),
        lambda figure: list(figure),
    ],
)
def test_a_withheld_figure_slips_out_nowhere(slip: Callable[[Withheld], object]) -> None:
    with pytest.raises(TypeError):
        slip(FEW)


def test_a_withheld_figure_shows_and_holds_its_reason_only() -> None:
    assert repr(FEW) == "Withheld(reason=<Reason.FEWER_THAN_5: 'fewer_than_5'>)"
    assert [field.name for field in fields(Withheld)] == ["reason"]
    assert asdict(FEW) == {"reason": "fewer_than_5"}
    assert not hasattr(FEW, "__dict__")


def test_figures_compare_with_figures() -> None:
    assert Withheld(Reason.FEWER_THAN_5) == FEW
    assert Withheld(Reason.NOTHING_HELD) != FEW
    assert Shown(5) != FEW
    assert Shown(5) != FEW
    assert len({FEW, Withheld(Reason.FEWER_THAN_5), Withheld(Reason.NOTHING_HELD)}) == 2


def test_a_figure_tells_what_it_is() -> None:
    assert Shown(5).kind == "shown"
    assert FEW.kind == "withheld"


@pytest.mark.parametrize(
    ("count", "value"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (642, 640), (643, 645)]
)
def test_cases_are_rounded_to_five(count: int, value: int) -> None:
    assert cases(count, held=True) == Shown(value, Precision.ROUNDED)


@pytest.mark.parametrize("count", range(5))
def test_fewer_than_five_look_all_the_same(count: int) -> None:
    assert cases(count, held=True) == FEW


def test_none_is_said_only_where_nothing_was_held() -> None:
    assert cases(0, held=False) == Withheld(Reason.NOTHING_HELD)


def test_what_came_although_nothing_was_held_follows_the_rule() -> None:
    assert cases(3, held=False) == FEW


def test_a_number_stays_between_what_others_leave() -> None:
    assert [rounded(count, 10, 20) for count in (0, 7, 12, 13, 22, 23, 400)] == [
        *(10, 10, 10, 15, 20, 20, 20)
    ]
    assert rounded(3) == 0
    assert rounded(23) == 25


@given(st.integers(0, 400))
def test_a_number_lies_between_the_least_and_the_most_of_its_print(count: int) -> None:
    printed = rounded(count)
    assert least(printed) <= count <= most(printed)
    assert {rounded(one) for one in range(least(printed), most(printed) + 1)} == {printed}
    assert rounded(most(printed) + 1) > printed


@given(st.integers(0, 400))
def test_fives_around_a_number(count: int) -> None:
    assert down(count) <= count <= up(count)
    assert up(count) - down(count) in {0, 5}
    assert down(count) % 5 == up(count) % 5 == 0


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        cases(-1, held=True)


def test_a_total_is_the_sum_of_the_printed_cells() -> None:
    assert total([Shown(30, Precision.ROUNDED), Shown(15, Precision.ROUNDED), FEW]) == Shown(
        45, Precision.ROUNDED
    )
    assert total([Shown(7), Shown(5)]) == Shown(12, Precision.EXACT)
    assert total([Shown(7), Shown(5, Precision.ROUNDED)]) == Shown(12, Precision.ROUNDED)


def test_a_total_of_withheld_cells_is_withheld() -> None:
    nothing = Withheld(Reason.NOTHING_HELD)
    assert total([FEW, nothing]) == Withheld(Reason.PARTS_WITHHELD)
    assert total(iter([nothing, nothing])) == nothing
    assert total([]) == nothing


@given(st.lists(st.integers(0, 400), min_size=1, max_size=9))
def test_a_total_teaches_nothing_that_the_cells_do_not(counts: list[int]) -> None:
    def printed(numbers: list[int]) -> tuple[Any, Figure]:
        cells = [cases(number, held=True) for number in numbers]
        return cells, total(cells)

    lowest = [0 if number < 5 else (number + 2) // 5 * 5 for number in counts]
    assert printed(counts) == printed(lowest)
