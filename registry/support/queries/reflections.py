"""What a team scored in a month, without who; one's own scores; what was agreed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from registry.database import reading
from registry.support.models import ReflectionLine, ReflectionScore

SCORES = (1, 2, 3, 4, 5)
ENOUGH = 3
"""The spread is shown from so many people on: of two, each would know the other's."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a team agreed on in a month ("2026-10"), and whether it worked (None: not told)."""

    month: str
    line: str
    result: str | None


def own_scores(*, centre_id: uuid.UUID, month: str, account_id: uuid.UUID) -> dict[str, int]:
    """Return somebody's own scores by feature; nothing where that person did not score."""
    with reading() as connection:
        rows = connection.execute(
            select(ReflectionScore.feature, ReflectionScore.score).filter_by(
                centre_id=centre_id, month=month, account_id=account_id
            )
        )
        return {row.feature: row.score for row in rows}


def scorers(*, centre_id: uuid.UUID, month: str) -> int:
    """Return how many of the team scored in a month."""
    with reading() as connection:
        return connection.execute(
            select(func.count(ReflectionScore.account_id.distinct())).filter_by(
                centre_id=centre_id, month=month
            )
        ).scalar_one()


def spread(*, centre_id: uuid.UUID, month: str) -> dict[str, tuple[int, ...]]:
    """Return for each feature how many gave it each of the scores; empty below ENOUGH people."""
    if scorers(centre_id=centre_id, month=month) < ENOUGH:
        return {}
    counted: dict[str, list[int]] = defaultdict(lambda: [0] * len(SCORES))
    with reading() as connection:
        rows = connection.execute(
            select(ReflectionScore.feature, ReflectionScore.score, func.count())
            .filter_by(centre_id=centre_id, month=month)
            .group_by(ReflectionScore.feature, ReflectionScore.score)
        )
        for feature, score, people in rows:
            counted[feature][score - 1] = people
    return {feature: tuple(people) for feature, people in counted.items()}


def agreed(*, centre_id: uuid.UUID) -> tuple[Agreed, ...]:
    """Return what was agreed, the newest month first."""
    with reading() as connection:
        rows = connection.execute(
            select(ReflectionLine.month, ReflectionLine.line, ReflectionLine.result)
            .filter_by(centre_id=centre_id)
            .order_by(ReflectionLine.month.desc())
        )
        return tuple(Agreed(*row) for row in rows)


def agreed_in(*, centre_id: uuid.UUID, month: str) -> str | None:
    """Return what was agreed in a month ("2026-10"), or None."""
    with reading() as connection:
        return connection.execute(
            select(ReflectionLine.line).filter_by(centre_id=centre_id, month=month)
        ).scalar_one_or_none()
