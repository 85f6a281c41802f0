"""The theory of change as frozen plain data, with the look-ups that pages and sheets need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol, TypeVar

from registry.theory.parts import ActivityGroup as ActivityGroup
from registry.theory.parts import ActivityType as ActivityType
from registry.theory.parts import Goal as Goal
from registry.theory.parts import GoalLink as GoalLink
from registry.theory.parts import Indicator as Indicator
from registry.theory.parts import Link as Link
from registry.theory.parts import O as O
from registry.theory.parts import Option as Option
from registry.theory.parts import Question as Question
from registry.theory.parts import Section as Section
from registry.theory.parts import SeenLink as SeenLink
from registry.theory.parts import SignLink as SignLink
from registry.theory.parts import Subgoal as Subgoal
from registry.theory.parts import WayOfWorking as WayOfWorking
from registry.theory.terms import MOOD as MOOD
from registry.theory.terms import Moment as Moment
from registry.theory.terms import Scope as Scope
from registry.theory.terms import Seen as Seen
from registry.theory.terms import Strength as Strength
from registry.theory.terms import Value as Value
from registry.theory.terms import Variant as Variant


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_K = TypeVar("_K", bound=_Keyed)


def _find(items: Iterable[_K], key: str) -> _K:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Theory:
    """A whole theory of change, everything in the order of its file.

    `change` holds the answers that all questions about a felt change share, from more to less.
    Look-ups by key raise KeyError for a key that the theory does not have.
    """

    version: str
    area: str
    language: str
    title: str
    sections: tuple[Section, ...]
    goals: tuple[Goal, ...]
    subgoals: tuple[Subgoal, ...]
    os: tuple[O, ...]
    groups: tuple[ActivityGroup, ...]
    activity_types: tuple[ActivityType, ...]
    indicators: tuple[Indicator, ...]
    ways: tuple[WayOfWorking, ...]
    mood: Question
    change: tuple[Option, ...]
    questions: tuple[Question, ...]
    links: tuple[Link, ...]
    seen: tuple[SeenLink, ...]
    signs: tuple[SignLink, ...] = ()

    def section(self, key: str) -> Section:
        """The heading of a part: wijk, bewoner, subdoelen, aanpak, indicatoren or werkwijze."""
        return _find(self.sections, key)

    def goal(self, key: str) -> Goal:
        """The goal under a key such as "SC"."""
        return _find(self.goals, key)

    def subgoal(self, key: str) -> Subgoal:
        """The subgoal under a key such as "SC-D1"."""
        return _find(self.subgoals, key)

    def indicator(self, key: str) -> Indicator:
        """The indicator under a key such as "SC-I1"."""
        return _find(self.indicators, key)

    def o(self, key: str) -> O:
        """The O under a key such as "ontmoeten"."""
        return _find(self.os, key)

    def group(self, key: str) -> ActivityGroup:
        """The heading of activity types under its key."""
        return _find(self.groups, key)

    def activity_type(self, key: str) -> ActivityType:
        """The activity type under a key such as "A1"."""
        return _find(self.activity_types, key)

    def question(self, key: str, variant: str = Variant.NIVEAU) -> Question:
        """The question of an indicator, or the mood question under its own key.

        As a felt change with the words and answers of that; KeyError where a question has none.
        """
        question = self.mood if key == MOOD else _find(self.questions, key)
        if variant == Variant.NIVEAU:
            return question
        if question.change is None:
            raise KeyError(key)
        options = self._felt_change(question)
        return replace(question, text=question.change, options=options, variant=Variant(variant))

    def subgoals_of(self, goal: str) -> tuple[Subgoal, ...]:
        """The subgoals under a goal."""
        return tuple(item for item in self.subgoals if item.goal == goal)

    def indicators_of(self, goal: str) -> tuple[Indicator, ...]:
        """The indicators under a goal."""
        return tuple(item for item in self.indicators if item.goal == goal)

    def types_under(self, group: str) -> tuple[ActivityType, ...]:
        """The activity types that stand under a heading."""
        return tuple(item for item in self.activity_types if item.group == group)

    def seen_of(self, goal: str) -> tuple[Seen, ...]:
        """What the registry sees of a goal, in order; nothing where the theory says nothing."""
        return next((link.what for link in self.seen if link.goal == self.goal(goal).key), ())

    def signs_of(self, indicator: str) -> tuple[Seen, ...]:
        """What the registry sees of an indicator; nothing where the theory says nothing."""
        key = self.indicator(indicator).key
        return next((link.what for link in self.signs if link.indicator == key), ())

    def indicators_under(self, subgoal: str) -> tuple[str, ...]:
        """The keys of the indicators that tell about a subgoal, by our links."""
        key = self.subgoal(subgoal).key
        return next((link.indicators for link in self.links if link.subgoal == key), ())

    def questions_of(self, goal: str) -> tuple[Question, ...]:
        """The questions about the indicators of a goal."""
        keys = {item.key for item in self.indicators_of(goal)}
        return tuple(item for item in self.questions if item.key in keys)

    def proposed_goals(self, activity_type: str) -> tuple[GoalLink, ...]:
        """The goals that an activity of a type starts with, in the theory's order."""
        kind = self.activity_type(activity_type)
        group = self.group(kind.group)
        return tuple(
            GoalLink(goal, Strength.VOORAL, proposal=kind.proposal)
            if goal in kind.mainly
            else GoalLink(goal, group.strength, proposal=False)
            for goal in group.goals
        )

    def rotating(self) -> tuple[str, ...]:
        """Keys of the questions asked on arrival, a few each month."""
        return tuple(item.key for item in self.questions if item.moment == Moment.BINNEN)

    def leaving(self) -> tuple[str, ...]:
        """Keys of the questions asked on leaving, always on."""
        return tuple(item.key for item in self.questions if item.moment == Moment.WEG)

    def _felt_change(self, question: Question) -> tuple[Option, ...]:
        """The answers "more … less", valued so that PLUS is favourable to a question."""
        if not question.is_reversed:
            return self.change
        pairs = zip(self.change, [option.value for option in reversed(self.change)], strict=True)
        return tuple(Option(option.label, value) for option, value in pairs)

    def wording(self) -> Iterator[str]:
        """Every text that the kiosk shows and translators translate, each once."""
        changes = [question.change for question in self.questions if question.change]
        texts = (
            (item.text, *(option.label for option in item.options))
            for item in (self.mood, *self.questions)
        )
        shared = (option.label for option in self.change)
        yield from dict.fromkeys(chain(chain.from_iterable(texts), changes, shared))
