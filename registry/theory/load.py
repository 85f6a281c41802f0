"""Loads a theory of change from its TOML file, or refuses it with every fault and its line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from registry.theory import check, shapes
from registry.theory.model import (
    MOOD,
    ActivityGroup,
    ActivityType,
    Goal,
    Indicator,
    Link,
    Moment,
    O,
    Option,
    Question,
    Scope,
    Section,
    Seen,
    SeenLink,
    SignLink,
    Strength,
    Subgoal,
    Theory,
    WayOfWorking,
)
from registry.theory.source import Fault, Row, Tables, TheoryError, read

__all__ = ["DEFAULT", "Fault", "TheoryError", "load"]

_T = TypeVar("_T")

DEFAULT = Path(__file__).with_name("zuidwest.toml")


def load(path: Path = DEFAULT) -> Theory:
    """The theory of change in a file.

    Raises TheoryError, with a line and a reason per fault, for a file that cannot be read, that
    has another shape than `shapes` gives, or whose tables do not agree with each other. Faults
    of shape are reported before those of agreement, which could not be told without it.
    """
    front, tables = read(path, shapes.TOP, shapes.TABLES)
    if faults := list(check.faults(tables)):
        raise TheoryError(str(path), faults)
    return _build(front.values, tables)


def _build(front: Mapping[str, str], tables: Tables) -> Theory:
    starts = {row.values["type"]: row.values for row in tables["start"]}
    (mood,), (change,) = tables["mood"], tables["change"]
    return Theory(
        **front,
        sections=_each(tables["section"], _section),
        goals=_each(tables["goal"], _goal),
        subgoals=_each(tables["subgoal"], Subgoal),
        os=_each(tables["o"], O),
        groups=_each(tables["group"], _group),
        activity_types=tuple(
            _type(row.values, starts[row.values["key"]]) for row in tables["type"]
        ),
        indicators=_each(tables["indicator"], _indicator),
        ways=_each(tables["way"], WayOfWorking),
        mood=_question(MOOD, mood.values, Moment.BINNEN),
        change=_options(change.values["options"]),
        questions=tuple(
            _question(row.values["indicator"], row.values, Moment(row.values["moment"]))
            for row in tables["question"]
        ),
        links=_each(tables["link"], _link),
        seen=_each(tables["seen"], _seen),
        signs=_each(tables["sign"], _sign),
    )


def _each(rows: Sequence[Row], make: Callable[..., _T]) -> tuple[_T, ...]:
    return tuple(make(**row.values) for row in rows)


def _section(lead: str | None = None, **row: str) -> Section:
    return Section(**row, lead=lead)


def _goal(key: str, scope: str, text: str) -> Goal:
    return Goal(key, Scope(scope), text)


def _indicator(key: str, goal: str, text: str, asked: bool = True) -> Indicator:
    return Indicator(key, goal, text, asked)


def _group(key: str, text: str, goals: list[str], strength: str) -> ActivityGroup:
    return ActivityGroup(key, text, tuple(goals), Strength(strength))


def _type(row: Mapping[str, str], start: Mapping[str, Any]) -> ActivityType:
    return ActivityType(
        **row,
        main_o=start["main_o"],
        mainly=tuple(start.get("mainly", ())),
        subgoals=tuple(start["subgoals"]),
        pictogram=start["pictogram"],
        sensitive=start["sensitive"],
        proposal=start["proposal"],
        initiative=start.get("initiative", False),
    )


def _question(key: str, row: Mapping[str, Any], moment: Moment) -> Question:
    options = _options(row["options"])
    return Question(
        key,
        row["text"],
        moment,
        row["pictogram"],
        options,
        row.get("change"),
        weakness=row.get("weakness"),
    )


def _options(found: list[dict[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(**option) for option in found)


def _link(subgoal: str, indicators: list[str], proposal: bool) -> Link:
    return Link(subgoal, tuple(indicators), proposal)


def _seen(goal: str, what: list[str], proposal: bool) -> SeenLink:
    return SeenLink(goal, tuple(Seen(item) for item in what), proposal)


def _sign(indicator: str, what: list[str], proposal: bool) -> SignLink:
    return SignLink(indicator, tuple(Seen(item) for item in what), proposal)
