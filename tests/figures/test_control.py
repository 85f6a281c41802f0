"""The chart of individual values against the constants and figures that are published."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from registry.figures.control import NATURAL_LIMIT, RUN, STEP_LIMIT, Signal, limits, signals

# NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2: the flow rates of ten batches.
FLOWRATE = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)


def test_the_limits_of_the_published_example() -> None:
    usual = limits(FLOWRATE)
    assert usual.middle == pytest.approx(50.81)
    assert usual.upper == pytest.approx(55.8041, abs=2e-3)
    assert usual.lower == pytest.approx(45.8159, abs=2e-3)
    assert usual.step == pytest.approx(3.268 * 1.8778, abs=1e-3)
    assert set(signals(FLOWRATE, usual)) == {Signal.USUAL}


def test_the_constants_follow_from_the_normal_distribution() -> None:
    """d2 is the expected range of two normal values, d3 how much that range spreads."""
    spread = stats.norm(scale=math.sqrt(2))
    d2 = integrate.quad(lambda x: 2 * x * spread.pdf(x), 0, 12)[0]
    squares = integrate.quad(lambda x: 2 * x * x * spread.pdf(x), 0, 12)[0]
    d3 = math.sqrt(squares - d2**2)
    assert pytest.approx(3 / d2, abs=2e-3) == NATURAL_LIMIT
    assert pytest.approx(1 + 3 * d3 / d2, abs=2e-3) == STEP_LIMIT


def test_limits_by_hand() -> None:
    usual = limits([10, 14, 12, 12])  # steps 4, 2 and 0: on average 2
    assert (usual.middle, usual.lower, usual.upper) == (12, 12 - 5.32, 12 + 5.32)
    assert usual.step == pytest.approx(6.536)


def test_there_are_no_fewer_visits_than_none() -> None:
    assert limits([0, 10, 0, 10]).lower == 0


@pytest.mark.parametrize("values", [[], [3]])
def test_one_value_has_no_limits(values: list[float]) -> None:
    with pytest.raises(ValueError, match="two values"):
        limits(values)


def test_what_falls_outside_is_told_by_its_side() -> None:
    usual = limits([10, 14, 12, 12])
    assert signals([17.4, 17.3, 6.6, 6.7], usual) == (
        Signal.ABOVE,
        Signal.USUAL,
        Signal.BELOW,
        Signal.USUAL,
    )


def test_eight_in_a_row_on_one_side_are_a_shift_and_seven_are_not() -> None:
    usual = limits([10, 14, 12, 12])
    up = signals([13] * (RUN + 1), usual)
    assert up == (*[Signal.USUAL] * (RUN - 1), Signal.SHIFTED_UP, Signal.SHIFTED_UP)
    assert signals([11] * RUN, usual)[-1] is Signal.SHIFTED_DOWN
    broken = [13] * (RUN - 1) + [12] + [13] * (RUN - 1)
    assert set(signals(broken, usual)) == {Signal.USUAL}
    turned = [13] * (RUN - 1) + [11] * (RUN - 1)
    assert set(signals(turned, usual)) == {Signal.USUAL}


@given(st.lists(st.integers(0, 500), min_size=2, max_size=40))
def test_the_middle_lies_between_the_limits(values: list[int]) -> None:
    usual = limits(values)
    assert 0 <= usual.lower <= usual.middle + 1e-9
    assert usual.middle <= usual.upper + 1e-9
