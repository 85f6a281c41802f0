"""Margins, tests and Holm's correction are those of statsmodels and of published tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from registry.figures.intervals import holm, two_proportion_p, wilson

SHARES = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("n", [1, 2, 9, 10, 29, 30, 31, 99, 100, 147, 1_000, 33_000])
def test_wilson_is_that_of_statsmodels_for_every_count(n: int) -> None:
    counts = np.unique(np.linspace(0, n, 101, dtype=int))
    low, high = proportion_confint(counts, n, alpha=0.05, method="wilson")
    ours = np.array([wilson(int(count), n) for count in counts])
    assert ours[:, 0] == pytest.approx(np.clip(low, 0, 1), abs=1e-12)
    assert ours[:, 1] == pytest.approx(np.clip(high, 0, 1), abs=1e-12)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16 (2001), 101-133: the
        # formula of section 3.1.1 by hand for 5 of 10 and 1 of 30 (z² = 3.841459).
        (5, 10, 0.2366, 0.7634),
        (1, 30, 0.0059, 0.1667),
        # R: prop.test(15, 50, correct = FALSE) and prop.test(83, 100, correct = FALSE).
        (15, 50, 0.1910, 0.4375),
        (83, 100, 0.7445, 0.8911),
    ],
)
def test_wilson_of_tables(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@given(SHARES, SHARES)
def test_two_proportions_are_the_pooled_z_test_of_statsmodels(
    now: tuple[int, int], before: tuple[int, int]
) -> None:
    (a, n), (b, m) = now, before
    if a + b in (0, n + m):
        assert two_proportion_p(a, n, b, m) == 1.0
        return
    _, p = proportions_ztest([a, b], [n, m])
    assert two_proportion_p(a, n, b, m) == pytest.approx(p, rel=1e-9, abs=1e-300)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=22))
def test_holm_is_that_of_statsmodels(p_values: list[float]) -> None:
    _, corrected, _, _ = multipletests(p_values, method="holm")
    assert holm(p_values) == pytest.approx(corrected.tolist(), abs=1e-12)


def test_holm_of_his_own_kind_of_table() -> None:
    # R: p.adjust(c(0.0001, 0.0058, 0.0132, 0.0289, 0.0498, 0.0911, 0.2012, 0.5718), "holm").
    p_values = [0.0001, 0.0058, 0.0132, 0.0289, 0.0498, 0.0911, 0.2012, 0.5718]
    expected = [0.0008, 0.0406, 0.0792, 0.1445, 0.1992, 0.2733, 0.4024, 0.5718]
    assert holm(p_values) == pytest.approx(expected, abs=5e-5)
