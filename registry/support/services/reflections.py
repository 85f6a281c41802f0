"""The team's monthly look at how it works: everyone scores, the talk leaves one line."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit
from registry.database import writing
from registry.figures.facts import Month
from registry.support.models import ReflectionLine, ReflectionScore
from registry.support.queries.reflections import SCORES
from registry.support.services.lines import fitting

_note = audit.Noting("reflection")

LONGEST_AGREED = 140
RESULTS = ("gelukt", "deels", "niet")


class UnknownScore(ValueError):
    """A score or a result that there is not."""

    code = "unknown_score"


class NothingAgreed(LookupError):
    """A month in which the team agreed on nothing."""

    code = "nothing_agreed"


def score_features(
    *,
    centre_id: uuid.UUID,
    month: str,
    scores: Mapping[str, int],
    at: datetime,
    by: uuid.UUID,
) -> None:
    """Keep how somebody scores the features in a month ("2026-10"), by their keys.

    What that person scored before is replaced. The audit trail tells that somebody scored, not
    what. Raises UnknownScore outside 1 to 5, and ValueError for no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month)), "account_id": by}
    if not set(scores.values()) <= set(SCORES):
        raise UnknownScore(str(sorted(scores.values())))
    rows = [{**key, "feature": feature, "score": score} for feature, score in scores.items()]
    with writing() as connection:
        connection.execute(delete(ReflectionScore).filter_by(**key))
        if rows:
            connection.execute(insert(ReflectionScore), rows)
        _note(centre_id, "reflection.score", month, at=at, by=by)


def agree(
    *, centre_id: uuid.UUID, month: str, line: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Keep what the team does differently after the talk of a month; another line replaces it.

    Raises WrongLength, and ValueError for no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month))}
    values = {"line": fitting(line, LONGEST_AGREED), "result": None}
    with writing() as connection:
        before = _kept(connection, centre_id, month)
        connection.execute(delete(ReflectionLine).filter_by(**key))
        connection.execute(insert(ReflectionLine).values({**key, **values}))
        _note(centre_id, "reflection.agree", month, at=at, by=by, before=before, after=values)


def tell_result(
    *, centre_id: uuid.UUID, month: str, result: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Say whether what was agreed in a month worked. Raises UnknownScore and NothingAgreed."""
    if result not in RESULTS:
        raise UnknownScore(result)
    with writing() as connection:
        before = _kept(connection, centre_id, month)
        which = update(ReflectionLine).filter_by(centre_id=centre_id, month=month)
        if not connection.execute(which.values(result=result)).rowcount:
            raise NothingAgreed(month)
        after = _kept(connection, centre_id, month)
        _note(centre_id, "reflection.result", month, at=at, by=by, before=before, after=after)


def _kept(connection: Connection, centre_id: uuid.UUID, month: str) -> audit.Values:
    """Return what a month's talk came to, as the audit trail tells it."""
    kept = select(ReflectionLine.line, ReflectionLine.result).filter_by(
        centre_id=centre_id, month=month
    )
    row = connection.execute(kept).one_or_none()
    return {"line": None, "result": None} if row is None else {"line": row[0], "result": row[1]}
