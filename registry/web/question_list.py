"""The form of a month's questions, and of each when it was asked and how often answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput

from registry.answers import deal
from registry.answers.services import CannotAsk
from registry.figures.disclosure import Figure
from registry.figures.facts import Item, Month
from registry.theory.model import Goal, Question, Theory, Variant


class QuestionsForm(FlaskForm):  # type: ignore[misc]  # untyped
    """The questions of a month; `form_for` adds for each the way in which it is asked."""

    theory: ClassVar[Theory]

    asked = SelectMultipleField(_l("Welke vragen?"), option_widget=CheckboxInput())

    def __init__(self, **data: Any) -> None:
        """Fill the choices from the theory; `data` is what a field starts with."""
        super().__init__(**data)
        self.asked.choices = [SelectChoice(key, key) for key in self.theory.rotating()]

    def chosen(self) -> dict[str, str]:
        """Return the chosen questions, each with its variant."""
        return {key: self[f"way_{key}"].data for key in self.asked.data}

    def refuse(self, refused: CannotAsk) -> None:
        """Say what cannot be asked, beside the question that it is about."""
        if refused.code == "other_variant":
            said = _("Dit is deze maand al anders gevraagd. Kies het vanaf volgende maand.")
            self[f"way_{refused.question}"].errors = [said]
        else:
            size = deal.set_size(self.theory.rotating())
            number = len(self.asked.data)
            said = _(
                "Kies precies %(size)s vragen. U koos er %(number)s.", size=size, number=number
            )
            self.asked.errors = [said]


def form_for(theory: Theory) -> type[QuestionsForm]:
    """Return the form for a theory: for each question that takes turns, how it is asked."""
    ways = {
        f"way_{key}": RadioField(
            theory.question(key).text,
            choices=[
                SelectChoice(Variant.NIVEAU.value, _l("hoe het nu is")),
                SelectChoice(Variant.VERANDERING.value, _l("wat er veranderde")),
            ],
            default=Variant.NIVEAU.value,
        )
        for key in theory.rotating()
    }
    return type("TheoryQuestionsForm", (QuestionsForm,), {"theory": theory, **ways})


@dataclass(frozen=True, slots=True)
class Asked:
    """One way in which a question was asked: its answers in a month."""

    variant: str
    month: Month
    answers: Figure


@dataclass(frozen=True, slots=True)
class Row:
    """A question that takes turns; `now` is this month, `before` the last month of each way."""

    question: Question
    now: tuple[Asked, ...]
    before: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class GoalRows:
    """A goal with its questions that take turns."""

    goal: Goal
    rows: tuple[Row, ...]


def goals(
    theory: Theory, so_far: Mapping[Item, Mapping[Month, Figure]], this_month: Month
) -> tuple[GoalRows, ...]:
    """Return the questions that take turns under their goals, with what is known of each."""
    rotating = set(theory.rotating())
    return tuple(
        GoalRows(
            goal,
            tuple(
                _row(question, so_far, this_month)
                for question in theory.questions_of(goal.key)
                if question.key in rotating
            ),
        )
        for goal in theory.goals
    )


def _row(
    question: Question, so_far: Mapping[Item, Mapping[Month, Figure]], this_month: Month
) -> Row:
    now, before = [], []
    for variant in Variant:
        months = dict(so_far.get(Item(question.key, variant), {}))
        if this_month in months:
            now.append(Asked(variant, this_month, months.pop(this_month)))
        if months:
            last = max(months)
            before.append(Asked(variant, last, months[last]))
    newest_first = sorted(before, key=lambda one: one.month, reverse=True)
    return Row(question, tuple(now), tuple(newest_first))
