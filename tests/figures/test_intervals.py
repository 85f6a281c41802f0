import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from registry.figures.intervals import holm, two_proportion_p, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson(successes, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_of_all_is_the_mirror_of_wilson_of_none() -> None:
    # By hand: z² / (n + z²) = 3.841459 / 13.841459 for n = 10.
    assert wilson(0, 10) == (0.0, pytest.approx(0.277533, abs=1e-6))
    assert wilson(10, 10) == (pytest.approx(0.722467, abs=1e-6), 1.0)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_a_share(pair: tuple[int, int]) -> None:
    successes, n = pair
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    mirrored_low, mirrored_high = wilson(n - successes, n)
    assert low == pytest.approx(1 - mirrored_high, abs=1e-9)
    assert high == pytest.approx(1 - mirrored_low, abs=1e-9)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(successes, n)
    with pytest.raises(ValueError, match="is not a share"):
        two_proportion_p(successes, n, 1, 2)
    with pytest.raises(ValueError, match="is not a share"):
        two_proportion_p(1, 2, successes, n)


def test_two_proportions_by_hand() -> None:
    # 60 of 100 against 40 of 100: pooled 0.5, error √0.005, z = √8, so p = erfc(2).
    assert two_proportion_p(60, 100, 40, 100) == pytest.approx(0.004677734981, rel=1e-9)


def test_two_proportions_of_the_physicians_health_study() -> None:
    # Agresti's example: 189 of 11,034 against 104 of 11,037 gives X² = 25.01 with 1 df.
    p = two_proportion_p(189, 11034, 104, 11037)
    assert p == pytest.approx(math.erfc(math.sqrt(25.0139 / 2)), rel=1e-3)


def test_equal_shares_are_no_change() -> None:
    assert two_proportion_p(10, 50, 20, 100) == 1.0


@pytest.mark.parametrize("share", [0, 1])
def test_nobody_or_everybody_twice_is_no_change(share: int) -> None:
    assert two_proportion_p(40 * share, 40, 35 * share, 35) == 1.0


def test_holm_gives_the_known_correction_in_the_given_order() -> None:
    # R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


def test_holm_never_passes_one_and_takes_nothing() -> None:
    assert holm([0.6, 0.9]) == (1.0, 1.0)
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_keeps_the_order_of_the_p_values_and_lowers_none(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, adjusted, strict=True))
    by_size = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [adjusted[index] for index in by_size] == sorted(adjusted)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(pair: tuple[int, int]) -> None:
    successes, n = pair
    theirs = stats.binomtest(successes, n).proportion_ci(0.95, method="wilson")
    assert wilson(successes, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_two_proportions_are_pearson_s_chi_square_of_scipy(a: int, c: int, b: int, d: int) -> None:
    theirs = stats.chi2_contingency([[a, c], [b, d]], correction=False).pvalue
    assert two_proportion_p(a, a + c, b, b + d) == pytest.approx(theirs, abs=1e-12)
