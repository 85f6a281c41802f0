"""Every line of the centres' own document is carried, to the letter."""

from pathlib import Path

import pytest

from registry.theory.load import load
from registry.theory.model import Goal, Scope, Theory

DOCUMENT = Path(__file__).with_name("document.nl.txt")


def _bullets(items):
    return "\n".join(f"- {item.text}" for item in items)


def _numbers(items):
    return "\n".join(f"{number}. {item.text}" for number, item in enumerate(items, start=1))


def _goals(theory: Theory, scope: Scope) -> list[str]:
    def is_about(goal: Goal) -> bool:
        return goal.scope == scope

    return [theory.section(scope).line, *(goal.text for goal in filter(is_about, theory.goals))]


def _blocks(theory: Theory) -> list[str]:
    """The document's paragraphs, laid out again from the data."""
    keys = [goal.key for goal in theory.goals]
    groups = [(group.text, _bullets(theory.types_under(group.key))) for group in theory.groups]
    working = theory.section("werkwijze")
    return [
        theory.title,
        *_goals(theory, Scope.WIJK),
        *_goals(theory, Scope.BEWONER),
        theory.section("subdoelen").line,
        *(_numbers(theory.subgoals_of(key)) for key in keys),
        theory.section("aanpak").line,
        *(part for group in groups for part in group),
        theory.section("indicatoren").line,
        *(_bullets(theory.indicators_of(key)) for key in keys),
        working.line,
        working.lead or "",
        _bullets(theory.ways),
    ]


def test_document_can_be_laid_out_again_from_the_data_to_the_letter():
    document = DOCUMENT.read_bytes().decode("utf-8")

    assert "\n\n".join(_blocks(load())) == document.lstrip("\n")


@pytest.mark.parametrize(
    ("part", "number"),
    [
        ("goals", 5),
        ("subgoals", 19),
        ("indicators", 22),
        ("activity_types", 20),
        ("os", 5),
        ("ways", 12),
    ],
)
def test_document_has_this_many_of_each_part(part, number):
    assert len(getattr(load(), part)) == number


def test_goals_have_two_about_the_neighbourhood_and_three_about_the_resident():
    scopes = {goal.key: goal.scope.value for goal in load().goals}

    assert scopes == {"SC": "wijk", "LV": "wijk", "SV": "bewoner", "MP": "bewoner", "VO": "bewoner"}


def test_keys_count_up_within_their_goal_in_the_order_of_the_document():
    theory = load()

    def counted(letter, numbers):
        pairs = zip(["SC", "LV", "SV", "MP", "VO"], numbers, strict=True)
        return [f"{goal}-{letter}{n}" for goal, last in pairs for n in range(1, last + 1)]

    assert [item.key for item in theory.subgoals] == counted("D", [4, 4, 4, 4, 3])
    assert [item.key for item in theory.indicators] == counted("I", [4, 5, 4, 4, 5])
    assert [item.key for item in theory.activity_types] == [f"A{n}" for n in range(1, 21)]
    assert [item.key for item in theory.ways] == [f"W{n}" for n in range(1, 13)]


def test_keys_stand_under_the_goal_they_begin_with():
    theory = load()

    for item in (*theory.subgoals, *theory.indicators):
        assert item.key.partition("-")[0] == item.goal


def test_activity_types_stand_under_the_headings_of_the_document():
    theory = load()

    sizes = [(group.goals, len(theory.types_under(group.key))) for group in theory.groups]

    assert sizes == [
        (("SC", "LV", "SV", "MP", "VO"), 6),
        (("SC", "LV"), 3),
        (("SV",), 4),
        (("MP",), 3),
        (("VO",), 4),
    ]


def test_five_os_have_their_codes_and_are_words_of_the_document_in_its_order():
    theory = load()
    line = theory.section("aanpak").text

    assert [(o.key, o.code) for o in theory.os] == [
        ("ontmoeten", "om"),
        ("ontwikkelen", "ow"),
        ("ontspannen", "os"),
        ("ondersteunen", "ou"),
        ("ondernemen", "on"),
    ]
    places = [line.index(o.text) for o in theory.os]
    assert places == sorted(places)


def test_file_names_its_version_area_and_language():
    theory = load()

    assert (theory.version, theory.area, theory.language) == ("1.0", "Den Haag Zuidwest", "nl")
