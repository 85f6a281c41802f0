"""A part of the theory is found by its key, and an unknown key is an error."""

import pytest

from registry.theory.load import load


@pytest.mark.parametrize(
    ("lookup", "key", "text"),
    [
        ("section", "werkwijze", "hoe de ontmoetingscentra deze activiteiten uitvoeren"),
        ("goal", "LV", "Leefbaarheid en veiligheid"),
        ("subgoal", "SC-D1", "Bewoners ontmoeten elkaar"),
        ("indicator", "SC-I2", "Bewoners voelen zich minder eenzaam"),
        ("o", "ondernemen", "Ondernemen"),
        ("group", "alle", "Activiteiten die bijdragen aan alle doelen:"),
        ("activity_type", "A13", "Ouderbegeleiding"),
        ("question", "SV-I2", "Durft u hulp te vragen?"),
    ],
)
def test_key_finds_its_part(lookup, key, text):
    found = getattr(load(), lookup)(key)

    assert (found.key, found.text) == (key, text)


@pytest.mark.parametrize(
    "lookup",
    [
        *("section", "goal", "subgoal", "indicator", "o", "group"),
        *("activity_type", "question", "proposed_goals", "seen_of"),
        *("signs_of", "indicators_under"),
    ],
)
def test_unknown_key_is_an_error_that_names_it(lookup):
    with pytest.raises(KeyError, match="XX-9"):
        getattr(load(), lookup)("XX-9")


def test_questions_of_a_goal_are_those_of_its_indicators_that_are_asked():
    keys = [question.key for question in load().questions_of("MP")]

    assert keys == ["MP-I2", "MP-I3", "MP-I4"]
