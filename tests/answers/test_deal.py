"""Which question is next."""

from collections import Counter

import pytest

from registry.answers import deal
from registry.theory import load

ROTATING = load.load().rotating()
SIX = ("SC-I1", "SC-I4", "LV-I3", "SV-I2", "MP-I2", "VO-I1")


def turns(**changes: object) -> list[str | None]:
    arguments: dict[str, object] = {
        "answered": {},
        "preferred": frozenset(),
        "share": 1.0,
        "seed": "one",
    }
    return deal.deal(SIX, **{**arguments, **changes})  # type: ignore[arg-type]


def test_three_months_ask_all_eighteen_once() -> None:
    asked = Counter(key for month in (10, 11, 12) for key in deal.month_set(ROTATING, month))
    assert asked == Counter(ROTATING)
    assert len(ROTATING) == 18


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_asks_six_questions_from_every_goal(month: int) -> None:
    asked = deal.month_set(ROTATING, month)
    assert len(asked) == deal.set_size(ROTATING) == 6
    assert {key[:2] for key in asked} == {"SC", "LV", "SV", "MP", "VO"}


def test_everyone_is_asked_until_there_is_a_month_to_go_by() -> None:
    assert deal.share_asked(0, 6) == 1
    assert deal.share_asked(100, 0) == 1


def test_few_answers_keep_everyone_asked() -> None:
    assert deal.share_asked(300, 6) == 1


def test_many_answers_lower_the_share_towards_sixty_a_question() -> None:
    assert deal.share_asked(720, 6) == pytest.approx(0.5)


def test_the_share_settles_where_it_was_lowered_before() -> None:
    assert deal.share_asked(360, 6, asked=0.5) == pytest.approx(0.5)


def test_each_round_has_every_question_once() -> None:
    dealt = turns()
    for start in range(0, len(dealt), 6):
        assert sorted(map(str, dealt[start : start + 6])) == sorted(SIX)


def test_a_question_short_of_answers_comes_first_in_half_of_the_lists() -> None:
    answered = dict.fromkeys(SIX, 40) | {"MP-I2": 3}
    lists = [turns(answered=answered, seed=str(seed)) for seed in range(1200)]
    first = sum(dealt[0] == "MP-I2" for dealt in lists)
    assert first == pytest.approx(1200 * (0.5 + 0.5 / 6), abs=75)
    assert all(dealt[:7].count("MP-I2") == 2 for dealt in lists)


def test_among_equally_short_ones_those_of_the_activitys_goals_come_first() -> None:
    near = frozenset({"SC-I1", "SC-I4"})
    first = Counter(turns(preferred=near, seed=str(seed))[0] in near for seed in range(1200))
    assert first[True] == pytest.approx(1200 * (0.5 + 0.5 * 2 / 6), abs=75)


def test_being_short_of_answers_weighs_more_than_the_activitys_goals() -> None:
    answered = dict.fromkeys(SIX, 40) | {"MP-I2": 3}
    near = frozenset({"SC-I1"})
    first = Counter(
        turns(answered=answered, preferred=near, seed=str(seed))[0] for seed in range(1200)
    )
    assert first["MP-I2"] > 600 > 400 > first["SC-I1"]


def test_who_is_asked_without_a_list_gets_any_question_oftener_what_is_short() -> None:
    answered = dict.fromkeys(SIX, 40) | {"MP-I2": 3}
    asked = Counter(deal.deal_one(SIX, answered=answered, seed=str(seed)) for seed in range(1200))
    assert asked["MP-I2"] > 1.25 * max(asked[key] for key in SIX if key != "MP-I2")
    assert min(asked.values()) > 0.75 * 1200 / 6
    assert deal.deal_one((), answered={}, seed="a") is None


def test_a_lowered_share_leaves_turns_without_a_question() -> None:
    many = [turn for seed in range(200) for turn in turns(share=0.25, seed=str(seed))]
    asked = sum(turn is not None for turn in many) / len(many)
    assert asked == pytest.approx(0.25, abs=0.02)


def test_chance_favours_no_question() -> None:
    first = Counter(turns(seed=str(seed))[0] for seed in range(3000))
    assert min(first.values()) > 400


def test_the_same_state_gives_the_same_list() -> None:
    assert turns(seed="a") == turns(seed="a")
    assert turns(seed="a") != turns(seed="b")


def test_without_questions_nothing_is_dealt() -> None:
    assert deal.deal((), answered={}, preferred=frozenset(), share=1, seed="a") == []
