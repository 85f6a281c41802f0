"""Ways in which a joint sheet, a quarter or a year could tell more than its month sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from registry.figures.disclosure import Shown, cases
from registry.figures.people import holders
from registry.sheets.together_data import Together
from tests.leaks.world import Year


def exact_help_total(sheet: Any, parts: Year) -> Any:
    """The help requests of the desks, added up, instead of the sum of what is printed."""
    return replace(sheet, help_total=Shown(_asked(parts)))


def exact_topics(sheet: Any, parts: Year) -> Any:
    """Each topic is the number of its requests in all months and centres."""
    return _topics(sheet, lambda key: Shown(_asked(parts, key)))


def topics_rounded_anew(sheet: Any, parts: Year) -> Any:
    """Each topic is counted over all months and centres and rounded after that."""
    return _topics(sheet, lambda key: cases(_asked(parts, key), held=True))


def exact_holders(sheet: Any, parts: Year) -> Any:
    """The pass holders of each centre, or month, to the last one."""
    if isinstance(sheet, Together):
        each = zip(sheet.centres, parts, strict=True)
        return replace(sheet, centres=tuple(_with_holders(*one) for one in each))
    if sheet.joint:
        return sheet
    each = zip(sheet.months, parts, strict=True)
    return replace(sheet, months=tuple(_with_holders(*one) for one in each))


def thin_answers_too(sheet: Any, parts: Year) -> Any:
    """A joint question counts the answers of centres with too few to show."""
    if not isinstance(sheet, Together):
        return sheet
    goals = (
        replace(goal, asked=tuple(_all_answers(line, parts) for line in goal.asked))
        for goal in sheet.goals
    )
    return replace(sheet, goals=tuple(goals))


def _asked(parts: Year, topic: str | None = None) -> int:
    requests = (one for part in parts for one in part.facts.help_requests)
    return sum(one.count for one in requests if topic in (None, one.topic))


def _topics(sheet: Any, of: Any) -> Any:
    cells = (replace(cell, figure=of(cell.key)) for cell in sheet.topics)
    return replace(sheet, topics=tuple(cells))


def _with_holders(block: Any, part: Any) -> Any:
    return replace(block, holders=Shown(len(holders(part.facts))))


def _all_answers(line: Any, parts: Year) -> Any:
    tallies = (one for part in parts for one in part.facts.tallies)
    own = (one for one in tallies if one.item.question == line.question)
    return replace(line, n=sum(one.count for one in own if one.value != "skip"))
