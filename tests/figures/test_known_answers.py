"""Margins, tests and Holm's correction are those of scipy and of tables."""

from __future__ import annotations

import pytest
from scipy import stats

from registry.figures.intervals import holm, two_proportion_p, wilson
from tests.recount import chance

SAMPLES = (1, 2, 9, 10, 29, 30, 31, 100, 147, 33_000)


@pytest.mark.parametrize("n", SAMPLES)
def test_wilson_is_that_of_scipy_from_none_to_all(n: int) -> None:
    for count in sorted({n * part // 20 for part in range(21)} | {1, n - 1}):
        theirs = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
        assert wilson(count, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # By hand: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z² = 3.841459.
        (5, 10, 0.2366, 0.7634),
        (1, 30, 0.0059, 0.1667),
        (15, 50, 0.1910, 0.4375),
        (83, 100, 0.7445, 0.8911),
    ],
)
def test_wilson_by_hand(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_two_proportions_are_pearson_s_chi_square_of_scipy() -> None:
    shares = [(count, n) for n in (30, 47, 200) for count in (0, 1, n // 3, n // 2, n - 1, n)]
    for a, n in shares:
        for b, m in shares:
            ours = two_proportion_p(a, n, b, m)
            if a + b in (0, n + m):
                assert ours == 1.0
            else:
                table = [[a, n - a], [b, m - b]]
                theirs = stats.chi2_contingency(table, correction=False).pvalue
                assert ours == pytest.approx(theirs, rel=1e-9)
            assert chance.differ(a, n, b, m) == pytest.approx(ours, rel=1e-9)


def test_holm_by_hand() -> None:
    # Each times the number of tests from it on, from the smallest; never less than the one before.
    p_values = [0.0498, 0.0001, 0.0132, 0.0058, 0.0911, 0.0289, 0.5718, 0.2012]
    expected = [0.1992, 0.0008, 0.0792, 0.0406, 0.2733, 0.1445, 0.5718, 0.4024]
    assert holm(p_values) == pytest.approx(expected, abs=1e-9)
    assert holm([0.02, 0.021, 0.022]) == pytest.approx([0.06, 0.06, 0.06])
    assert chance.differences(p_values) == {1, 3}


def test_holm_names_the_same_as_testing_every_part_of_the_tests() -> None:
    """The closed procedure with Bonferroni: a test is named if every set it is in names one."""
    p_values = [0.011, 0.2, 0.012, 0.03, 0.004]
    named = set()
    for one in range(5):
        sets = [
            [p_values[other] for other in range(5) if bits >> other & 1]
            for bits in range(32)
            if bits >> one & 1
        ]
        if all(min(some) * len(some) < 0.05 for some in sets):
            named.add(one)
    assert {index for index, p in enumerate(holm(p_values)) if p < 0.05} == named != set()
