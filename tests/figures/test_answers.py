from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures import answers
from registry.figures.answers import AnswerLine, Answers, Before, InWords, Part, Percentage
from registry.figures.disclosure import Reason, Shown, Withheld
from registry.figures.facts import Item, Month, MonthTallies, TallyFact

from .build import facts, mood, tallies

FEW = Withheld(Reason.TOO_FEW_ANSWERS)
QUESTIONS = ("SC-I1", "SC-I2", "LV-I4", "SV-I2", "MP-I3")
JULY = Month(2026, 7)


def answered(*facts_of: tuple[TallyFact, ...], **more: Any) -> Answers:
    month = facts(tallies=tuple(fact for some in facts_of for fact in some), **more)
    return answers.figures(month, QUESTIONS)


def line(**counts: int) -> AnswerLine:
    (only,) = answered(tallies("SC-I1", **counts), asked=(Item("SC-I1"),)).lines
    return only


def test_a_percentage_has_its_number_its_response_and_its_margin() -> None:
    shown = line(plus=38, midden=15, min=8, nvt=2, skip=50)
    assert shown.n == Shown(61)
    assert shown.response == Shown(54)
    assert shown.result == Percentage(
        62, 50, 73, (Part("plus", 38), Part("midden", 15), Part("min", 8))
    )
    assert shown.result.kind == "percentage"
    assert shown.before is None


@pytest.mark.parametrize(
    ("favourable", "n", "percent", "low", "high"),
    [
        (27, 58, 47, 34, 59),
        (33, 60, 55, 42, 67),
        (44, 62, 71, 59, 81),
        (18, 31, 58, 41, 74),
        (37, 59, 63, 50, 74),
        (46, 57, 81, 69, 89),
    ],
)
def test_the_margins_of_the_example_sheet(
    favourable: int, n: int, percent: int, low: int, high: int
) -> None:
    result = line(plus=favourable, min=n - favourable).result
    assert isinstance(result, Percentage)
    assert (result.percent, result.low, result.high) == (percent, low, high)


def test_under_ten_answers_nothing_is_shown() -> None:
    shown = line(plus=9, skip=30)
    assert (shown.n, shown.response, shown.result) == (FEW, FEW, FEW)


def test_from_ten_answers_it_is_said_in_words() -> None:
    assert line(plus=7, min=3).result == InWords(7)
    assert line(plus=15, midden=7, skip=43) == AnswerLine(
        Item("SC-I1"), Shown(22), Shown(34), InWords(7)
    )
    assert line(min=29).result == InWords(0)


def test_from_thirty_answers_it_is_a_percentage() -> None:
    assert line(plus=30).result == Percentage(
        100, 89, 100, (Part("plus", 30), Part("midden", 0), Part("min", 0))
    )


def test_suspect_taps_are_left_out_and_counted_apart() -> None:
    fast = (TallyFact(Item("SC-I1"), "plus", 14, suspect=True),)
    shown = answered(tallies("SC-I1", plus=5, min=5), fast, asked=(Item("SC-I1"),))
    assert shown.lines[0].n == Shown(10)
    assert shown.lines[0].result == InWords(5)
    assert shown.suspect == 14


def test_mood_is_good_from_the_fourth_face() -> None:
    shown = answered(mood(12, 31, 72, 186, 101), tallies("stemming", skip=418)).mood
    assert shown.n == Shown(402)
    assert shown.response == Shown(49)
    assert shown.result == Percentage(
        71, 67, 76, (Part("1", 12), Part("2", 31), Part("3", 72), Part("4", 186), Part("5", 101))
    )


def test_a_mood_nobody_gave_is_withheld() -> None:
    assert answered().mood.result == FEW


def test_lines_follow_the_order_of_the_questions() -> None:
    asked = (Item("SV-I2"), Item("SC-I2"), Item("SC-I1"))
    assert [one.item for one in answered(asked=asked).lines] == [
        Item("SC-I1"),
        Item("SC-I2"),
        Item("SV-I2"),
    ]


def test_an_item_of_the_set_without_answers_stays_visible() -> None:
    assert [one.result for one in answered(asked=(Item("SC-I1"),)).lines] == [FEW]


def test_an_item_outside_the_set_is_shown_from_ten_answers() -> None:
    shown = answered(tallies("SC-I1", plus=10), tallies("SC-I2", plus=9))
    assert [one.item.question for one in shown.lines] == ["SC-I1"]


def test_a_question_without_a_line_is_not_printed() -> None:
    assert answered(tallies("XX-I1", plus=50), asked=(Item("XX-I1"),)).lines == ()


def test_variants_are_printed_apart() -> None:
    felt = Item("SC-I1", "verandering")
    more = (TallyFact(felt, "plus", 12), TallyFact(felt, "min", 8))
    shown = answered(tallies("SC-I1", plus=10), more, asked=(Item("SC-I1"),))
    assert [(one.item.variant, one.result) for one in shown.lines] == [
        ("niveau", InWords(10)),
        ("verandering", InWords(6)),
    ]


def test_a_change_is_named_only_beyond_chance() -> None:
    earlier = MonthTallies(
        JULY, tallies("SV-I2", plus=26, min=34) + tallies("SC-I1", plus=36, min=24)
    )
    shown = answered(
        tallies("SV-I2", plus=44, min=18),
        tallies("SC-I1", plus=38, min=23),
        earlier_tallies=(earlier,),
    )
    assert {one.item.question: one.before for one in shown.lines} == {
        "SC-I1": Before(JULY, 60, None),
        "SV-I2": Before(JULY, 43, 28),
    }
    assert shown.tests == 2


def test_a_change_downwards_has_negative_points() -> None:
    earlier = MonthTallies(JULY, tallies("SC-I1", plus=80, min=20))
    shown = answered(tallies("SC-I1", plus=40, min=60), earlier_tallies=(earlier,))
    assert shown.lines[0].before == Before(JULY, 80, -40)


def test_more_lines_ask_for_more_evidence() -> None:
    # 57 against 43 of 100: p = 0.048, enough for one line and not enough among three.
    now = [tallies("SC-I1", plus=57, min=43)]
    then = tallies("SC-I1", plus=43, min=57)
    alone = answered(*now, earlier_tallies=(MonthTallies(JULY, then),))
    assert alone.lines[0].before == Before(JULY, 43, 14)
    for question in ("SC-I2", "LV-I4"):
        now.append(tallies(question, plus=50, min=50))
        then += tallies(question, plus=50, min=50)
    together = answered(*now, earlier_tallies=(MonthTallies(JULY, then),))
    assert together.lines[0].before == Before(JULY, 43, None)
    assert together.tests == 3


def test_a_change_that_does_not_show_in_the_percentages_is_no_change() -> None:
    # 49.6 % and 50.4 % of a million each: far beyond chance, and both print as 50.
    earlier = MonthTallies(JULY, tallies("SC-I1", plus=496_000, min=504_000))
    shown = answered(tallies("SC-I1", plus=504_000, min=496_000), earlier_tallies=(earlier,))
    assert shown.lines[0].before == Before(JULY, 50, None)


@pytest.mark.parametrize(("now", "then"), [(29, 30), (30, 29)])
def test_thin_months_are_not_compared(now: int, then: int) -> None:
    earlier = MonthTallies(JULY, tallies("SC-I1", plus=1, min=then - 1))
    shown = answered(tallies("SC-I1", plus=now), earlier_tallies=(earlier,))
    assert shown.lines[0].before is None
    assert shown.tests == 0


def test_an_item_not_answered_now_is_not_compared() -> None:
    earlier = MonthTallies(JULY, tallies("SC-I1", plus=40))
    shown = answered(asked=(Item("SC-I1"),), earlier_tallies=(earlier,))
    assert shown.lines[0].before is None


def test_the_last_month_that_asked_is_the_one_compared_with() -> None:
    past = (
        MonthTallies(Month(2026, 4), tallies("SC-I1", plus=10, min=30)),
        MonthTallies(JULY, tallies("SC-I1", plus=20, min=20)),
        MonthTallies(Month(2026, 8), tallies("SC-I1", plus=2)),
        MonthTallies(Month(2026, 9), tallies("SC-I2", plus=40)),
    )
    shown = answered(tallies("SC-I1", plus=22, min=18), earlier_tallies=past)
    assert shown.lines[0].before == Before(JULY, 50, None)


def test_an_item_never_asked_before_has_nothing_before() -> None:
    shown = answered(
        tallies("SC-I1", plus=40),
        earlier_tallies=(MonthTallies(JULY, tallies("SC-I2", plus=40)),),
    )
    assert shown.lines[0].before is None


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 200))
def test_withheld_answers_cannot_be_told_apart(plus: int, minus: int, skip: int) -> None:
    if plus + minus < 10:
        assert line(plus=plus, min=minus, skip=skip) == line(skip=0)
    else:
        assert line(plus=plus, min=minus, skip=skip).n == Shown(plus + minus)
