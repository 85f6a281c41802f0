"""What the centre did with what residents said: one line a month, in the centre's languages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert

from registry import audit
from registry.database import writing
from registry.figures.facts import Month
from registry.support.models import Heard
from registry.support.queries.heard import heard_by_month
from registry.support.services.lines import WrongLength, fitting

LONGEST_LINE = 90
MOST_WORDS = 12
"""So many words fit the tablet's thanks screen, and are read in passing."""


def say_heard(
    *,
    centre_id: uuid.UUID,
    month: str,
    lines: Mapping[str, tuple[str, str]],
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Write what residents said and what was done with it in a month ("2026-10").

    `lines` has both by language and replaces all that stood there; without any the month has
    none. Raises WrongLength above MOST_WORDS words or LONGEST_LINE characters, and ValueError for
    no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month))}
    rows = [
        {**key, "language": language, "said": _line(said), "done": _line(done)}
        for language, (said, done) in lines.items()
    ]
    with writing() as connection:
        before = heard_by_month(centre_id=centre_id).get(str(key["month"]), {})
        connection.execute(delete(Heard).filter_by(**key))
        if rows:
            connection.execute(insert(Heard), rows)
        audit.record(
            at=at,
            actor_id=by,
            action="heard.write",
            object=f"heard {month}",
            centre_id=centre_id,
            before=_told({code: (one.said, one.done) for code, one in before.items()}),
            after=_told(lines),
        )


def _told(lines: Mapping[str, tuple[str, str]]) -> audit.Values:
    """Return what the audit trail says: in which languages, and the Dutch words."""
    return {"languages": " ".join(sorted(lines)), "words": " / ".join(lines.get("nl", ()))}


def _line(text: str) -> str:
    line = fitting(text, LONGEST_LINE)
    if len(line.split()) > MOST_WORDS:
        raise WrongLength(f"at most {MOST_WORDS} words")
    return line
