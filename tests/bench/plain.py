"""The headline figures of thirteen months by plain SQL over the check-ins, and nothing kept.

Written for the measurement, from the domain's counting rules: it shares no query with the app, and
rounds by the recount's limits. It is as quick as was found: nobody of the generated years chose
twice, so that a join finds what was chosen. It counts less than a month's page does, which also has
the hours, activities, answers, help and doors of its month.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.figures.disclosure import Figure, Reason, Withheld, shown
from tests.recount import limits
from tests.recount.limits import Exact, as_printed

_STANDING = """
CREATE TEMP TABLE standing AS
SELECT substr(c.local_day, 1, 7) AS month, c.local_day AS day, c.pass_id AS pass,
  coalesce(c.pass_id, c.id) AS whose, coalesce(d.party, c.party) AS party,
  coalesce(d.role, c.role) AS role, coalesce(d.occurrence_id, c.occurrence_id) AS occurrence
FROM check_in c LEFT JOIN check_in_detail d ON d.centre_id = c.centre_id AND d."of" = c.id
WHERE c.centre_id = :centre AND c.local_day BETWEEN :first AND :last AND NOT EXISTS
  (SELECT u."of" FROM check_in_undo u WHERE u.centre_id = c.centre_id AND u."of" = c.id)
"""
_FIRST = """
CREATE TEMP TABLE first AS
SELECT c.pass_id AS pass, min(c.local_day) AS day FROM check_in c
WHERE c.centre_id = :centre AND c.pass_id IS NOT NULL AND c.local_day <= :last AND NOT EXISTS
  (SELECT u."of" FROM check_in_undo u WHERE u.centre_id = c.centre_id AND u."of" = c.id)
GROUP BY c.pass_id
"""
_VISITS = """
SELECT month, day, sum(party), sum(scanned) FROM (
  SELECT month, day, max(party) AS party, max(pass IS NOT NULL) AS scanned FROM standing
  GROUP BY month, day, whose)
GROUP BY month, day
"""
_PEOPLE = """
SELECT month, count(*), sum(first >= month), sum(days > 1 OR first < month), sum(helped),
  sum(organised) FROM (
  SELECT s.month, s.pass, substr(f.day, 1, 7) AS first, count(DISTINCT s.day) AS days,
    max(s.role = 'meehelpen') AS helped, max(s.role = 'organiseren') AS organised
  FROM standing s JOIN first f ON f.pass = s.pass GROUP BY s.month, s.pass)
GROUP BY month
"""
_ATTENDANCE = """
SELECT month, main_o, sum(people), sum(people * sensitive) FROM (
  SELECT s.month, a.main_o, a.sensitive, max(s.party) AS people FROM standing s
  JOIN occurrence o ON o.centre_id = :centre AND o.id = s.occurrence
  JOIN activity a ON a.centre_id = o.centre_id AND a.id = o.activity_id
  GROUP BY s.month, a.main_o, o.activity_id, s.day, s.whose)
GROUP BY month, main_o
"""


@dataclass(frozen=True, slots=True)
class Headline:
    """What the page prints of a month: visits, people as they may be shown, attendance per O."""

    visits: int
    holders: Figure
    new: Figure
    returning: Figure
    helpers: Figure
    organisers: Figure
    attendance: dict[str, int]


def headlines(
    file: sqlite3.Connection, *, centre_id: uuid.UUID, first: date, last: date
) -> dict[str, Headline]:
    """Count every month from one day to another."""
    known = {"centre": centre_id.hex, "first": str(first), "last": str(last)}
    for name in ("standing", "first"):
        file.execute(f"DROP TABLE IF EXISTS temp.{name}")
    file.execute(_STANDING, known)
    file.execute(_FIRST, known)
    days: dict[str, list[int]] = defaultdict(list)
    scanned, quiet = Counter[str](), Counter[str]()
    for month, _, visits, with_pass in file.execute(_VISITS):
        days[month].append(visits)
        scanned[month] += with_pass
    crowds = {month: numbers for month, *numbers in file.execute(_PEOPLE)}
    attendance: dict[str, dict[str, int]] = defaultdict(dict)
    for month, o, number, sensitive in file.execute(_ATTENDANCE, known):
        attendance[month][o] = number
        quiet[month] += sensitive
    return {
        month: Headline(
            sum(visits),
            *_people(crowds[month], scanned[month], Exact(visits, 0, quiet[month])),
            attendance=attendance[month],
        )
        for month, visits in days.items()
    }


def _people(crowd: Sequence[int], scanned: int, exact: Exact) -> Iterator[Figure]:
    """Holders, new, returning, helpers and organisers of a month long after a centre's first."""
    holders, new, returning, *roles = crowd
    between = limits.holders(exact)
    if between is None or scanned < 20 or holders < 5:
        yield from [Withheld(Reason.TOO_FEW_PASS_VISITS)] * len(crowd)
        return
    here = as_printed(holders, between)
    fresh = as_printed(new, limits.new(here, None))
    room = limits.returning(exact, here, fresh, None)
    yield shown(here)
    yield shown(fresh)
    yield Withheld(Reason.PARTS_WITHHELD) if room is None else shown(as_printed(returning, room))
    yield from (shown(as_printed(one, (0, here))) for one in roles)
