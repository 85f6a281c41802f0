"""Every figure that is printed says what it is, where it comes from and what it does not say."""

import re
from dataclasses import fields, replace

import pytest

from registry.figures.beside import BesideFigures
from registry.figures.help_requests import HelpFigures
from registry.figures.month import MonthFigures
from registry.figures.people import People
from registry.figures.summary import Summary
from registry.sheets import definitions
from registry.sheets.page_data import Sheet
from registry.theory.load import load
from registry.theory.model import Seen

THEORY = load()

NO_FIGURES = {"month", "centre", "counting", "now", "before", "trends", "people"}
"""Fields that name a thing, or hold figures that have a name of their own."""

PARTS = {
    "goals": "evidence",
    "evidence": "work",
    "help": "help_requests",
    "beside": "handouts",
    "seen": "returned",
    "late": "late_visits",
}
"""Fields whose figures are under other names: one of them for each."""

ON_THE_SHEET = {
    "visits": "visits",
    "holders": "holders",
    "new": "new",
    "helpers": "helpers",
    "attendance": "attendance",
    "os": "os",
    "hours": "hours",
    "busy": "hours",
    "doors": "doors",
    "gaps": "gaps",
    "activities": "activities",
    "rest": "activities",
    "answers": "mood",
    "help": "help_requests",
}
WORDS_OF_THE_SHEET = {
    *("centre", "month", "state", "example", "theory_version", "template_version"),
    *("headline", "words", "dot", "quote", "agreed"),
}


def names_of(*shapes: type) -> set[str]:
    return {one.name for shape in shapes for one in fields(shape)} - NO_FIGURES


@pytest.mark.parametrize(
    "name",
    sorted(names_of(MonthFigures, Summary, People, BesideFigures, HelpFigures) - set(PARTS)),
)
def test_every_figure_of_a_month_has_a_definition(name: str) -> None:
    assert definitions.of(name).line


@pytest.mark.parametrize("what", sorted(Seen))
def test_everything_that_is_seen_has_a_definition(what: Seen) -> None:
    assert definitions.of(what).line


@pytest.mark.parametrize("question", THEORY.questions, ids=lambda one: one.key)
def test_every_question_has_a_definition_with_its_own_weakness(question) -> None:
    found = definitions.asked(question)
    assert question.text in found.what
    assert found.weakness == question.weakness != definitions.ASKED_WEAKNESS


def test_a_question_of_another_city_has_one_too() -> None:
    found = definitions.asked(replace(THEORY.questions[0], weakness=None))
    assert found.weakness == definitions.ASKED_WEAKNESS


def test_every_figure_of_the_sheet_has_a_definition() -> None:
    assert {one.name for one in fields(Sheet)} <= set(ON_THE_SHEET) | WORDS_OF_THE_SHEET
    for name in ON_THE_SHEET.values():
        assert definitions.of(name).line


def test_a_figure_without_a_definition_is_an_error() -> None:
    with pytest.raises(KeyError):
        definitions.of("happiness")


@pytest.mark.parametrize("name", sorted(definitions.everything(THEORY)))
def test_a_definition_is_one_line_of_plain_dutch(name: str) -> None:
    one = definitions.everything(THEORY)[name]
    assert "\n" not in one.line
    for part in (one.what, one.source, one.weakness):
        assert part.endswith((".", "?", "’.", ")."))
        sentences = re.split(r"(?<=[.?!]) ", part)
        assert max(len(sentence.split()) for sentence in sentences) <= 28, part


def test_questions_asked_on_leaving_say_so() -> None:
    assert "bij het weggaan" in definitions.asked(THEORY.question("VO-I3")).source
    assert "na het aanmelden" in definitions.asked(THEORY.question("SC-I1")).source
    assert set(definitions.SAME.values()) <= set(definitions.DEFINITIONS)


def test_no_definition_is_about_nothing() -> None:
    """A definition that no figure has would be a promise without a number."""
    shown = names_of(MonthFigures, Summary, People, BesideFigures, HelpFigures) | set(Seen)
    used = {definitions.SAME.get(name, name) for name in shown} | {"work"}
    assert set(definitions.DEFINITIONS) - used == set()
