"""Another issued period beside an issued sheet: which can be chosen, and the one that was."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, request

from registry.sheets import queries
from registry.sheets.beside import Beside, beside
from registry.sheets.queries import Issued
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together

MOST = 60
"""So many issued versions are looked through for what can be chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The periods that can stand beside a sheet, the one that does (None), and the rows of both."""

    periods: tuple[str, ...]
    chosen: str | None
    rows: Beside | None


def beside_of(issued: Issued | None, centre_id: uuid.UUID | None) -> Choice | None:
    """Return what can stand beside an issued sheet, None beside a draft; no such period is a 404.

    `naast` in the address names the chosen one.
    """
    chosen = request.args.get("naast") or None
    if issued is None:
        return None
    periods = _alike(issued.period, centre_id)
    if chosen is None:
        return Choice(periods, None, None)
    other = queries.current(centre_id=centre_id, period=chosen) if chosen in periods else None
    if other is None or not isinstance(other.page, Together | Span):
        abort(404)
    if not isinstance(issued.page, Together | Span):
        abort(404)
    return Choice(periods, chosen, beside(issued.page, other.page))


def _alike(period: str, centre_id: uuid.UUID | None) -> tuple[str, ...]:
    """The other issued periods of the same kind, the newest first."""
    whose = None if centre_id is None else [centre_id]
    found, _ = queries.kept(centre_ids=whose, first=0, most=MOST)
    return tuple(
        one.period
        for one in found
        if one.current
        and not one.withdrawn
        and one.period != period
        and _kind(one.period) == _kind(period)
    )


def _kind(period: str) -> tuple[int, bool]:
    return len(period), "Q" in period
