import pytest

from registry.figures.rounding import change, one_decimal, percent, whole


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(5, 2, 3), (7, 2, 4), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (0, 7, 0)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert whole(numerator, denominator) == expected


def test_a_percent_of_nothing_is_zero() -> None:
    assert percent(1, 8) == 13
    assert percent(0, 0) == 0


def test_one_decimal_rounds_once() -> None:
    assert one_decimal(1004, 22) == 45.6
    assert one_decimal(5, 4) == 1.3


def test_a_change_needs_something_before() -> None:
    assert change(2418, 2218) == 9
    assert change(75, 100) == -25
    assert change(5, 0) is None
    assert change(5, None) is None
