"""What was asked in a month, and the answers beside those of the last time."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from registry.answers.services import Answer, ask, choose_set, count_answer
from registry.database import writing
from registry.figures.answers import AnswerLine, Before, Percentage
from registry.figures.disclosure import Reason, Shown, Withheld
from registry.figures.facts import MOOD, Month
from registry.figures.month import MonthFigures
from registry.reporting import services
from registry.theory.load import load
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")

THEORY = load()
OCTOBER = Month(2026, 10)
NOVEMBER_THIRD = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LEAVING = ["SV-I1", "VO-I3", "VO-I4"]


def figures(centre_id: uuid.UUID, month: Month = OCTOBER) -> MonthFigures:
    return services.month(centre_id=centre_id, month=month, theory=THEORY, at=NOVEMBER_THIRD)


def lines(made: MonthFigures) -> dict[str, AnswerLine]:
    return {line.item.question: line for goal in made.goals for line in goal.asked}


def choose_in_october(centre_id: uuid.UUID, chosen: dict[str, str]) -> None:
    october = NOVEMBER_THIRD.replace(month=10)
    choose_set(
        centre_id=centre_id, month="2026-10", chosen=chosen, theory=THEORY, at=october, by=None
    )


def answered(
    centre_id: uuid.UUID,
    month: str,
    question: str,
    *,
    variant: str = "niveau",
    suspect: bool = False,
    **counts: int,
) -> None:
    values = [value for value, count in counts.items() for _ in range(count)]
    with writing():
        for value in values:
            given = Answer(uuid.uuid4(), question, variant, value.strip("_"), suspect)
            count_answer(
                centre_id=centre_id, month=month, answer=given, allowed=(given.value, "skip")
            )


def test_six_questions_take_turns_and_those_on_leaving_are_always_asked() -> None:
    centre_id = a_centre()
    seen: list[str] = []
    for month in (OCTOBER.shifted(-2), OCTOBER.previous, OCTOBER):
        asked = list(lines(figures(centre_id, month)))
        assert [key for key in asked if key in LEAVING] == LEAVING
        seen += [key for key in asked if key not in LEAVING]
        assert len(asked) == 6 + 3
    assert sorted(seen) == sorted(THEORY.rotating())


def test_what_the_coordinator_chose_comes_in_the_place_of_the_turn() -> None:
    centre_id = a_centre()
    chosen = ["SC-I2", "SC-I4", "LV-I4", "SV-I4", "MP-I3", "VO-I5"]
    choose_in_october(centre_id, dict.fromkeys(chosen, "niveau"))
    asked = list(lines(figures(centre_id)))
    assert [key for key in asked if key not in LEAVING] == chosen
    assert set(lines(figures(centre_id, OCTOBER.previous))) != set(asked)


def test_answers_come_with_their_number_and_the_last_time_beside_them() -> None:
    centre_id = a_centre()
    question = THEORY.rotating()[0]  # has its turn in October, July, ...
    answered(centre_id, "2026-07", question, plus=8, midden=4, min=28)
    answered(centre_id, "2026-10", question, plus=30, midden=6, min=4, skip=10)
    answered(centre_id, "2026-10", question, plus=5, suspect=True)
    made = figures(centre_id)
    line = lines(made)[question]
    assert (line.n, line.response) == (Shown(40), Shown(80))
    assert isinstance(line.result, Percentage)
    assert line.result.percent == 75
    assert line.before == Before(Month(2026, 7), percent=20, points=55)
    assert (made.tests, made.suspect) == (1, 5)


def test_a_felt_change_is_compared_with_the_last_felt_change_only() -> None:
    centre_id = a_centre()
    question = THEORY.rotating()[0]
    answered(centre_id, "2026-06", question, variant="verandering", plus=10, midden=20, min=10)
    answered(centre_id, "2026-09", question, plus=36, midden=2, min=2)
    six = dict.fromkeys(THEORY.rotating()[:6], "niveau")
    choose_in_october(centre_id, six | {question: "verandering"})
    answered(centre_id, "2026-10", question, variant="verandering", plus=30, midden=8, min=2)
    made = lines(figures(centre_id))[question]
    assert made.item.variant == "verandering"
    assert isinstance(made.result, Percentage)
    assert made.result.percent == 75
    assert made.before == Before(Month(2026, 6), percent=25, points=50)


def test_a_month_in_which_nothing_was_asked_has_no_lines() -> None:
    centre_id = a_centre()
    ask(centre_id=centre_id, asks=False, at=NOVEMBER_THIRD.replace(month=10), by=None)
    assert lines(figures(centre_id)) == {}
    assert len(lines(figures(centre_id, OCTOBER.previous))) == 9


def test_what_was_answered_before_the_questions_were_turned_off_is_shown() -> None:
    centre_id = a_centre()
    question = THEORY.rotating()[0]
    answered(centre_id, "2026-10", question, plus=12)
    ask(centre_id=centre_id, asks=False, at=NOVEMBER_THIRD.replace(month=10), by=None)
    assert list(lines(figures(centre_id))) == [question]


def test_mood_is_there_every_month_and_answers_of_another_centre_are_not() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    answered(centre_id, "2026-10", MOOD, _1=2, _4=5, _5=5)
    answered(other_id, "2026-10", MOOD, _1=30)
    assert figures(centre_id).mood.n == Shown(12)
    assert figures(centre_id, OCTOBER.previous).mood.n == Withheld(Reason.TOO_FEW_ANSWERS)
