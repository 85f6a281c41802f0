"""What a copy of the database holds, on either database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

_TIMES = {
    "check_in": "at",
    "check_in_detail": "at",
    "check_in_undo": "at",
    "quarantined": "received_at",
    "audit_entry": "at",
}
NEWEST = "SELECT max(at) FROM ({})".format(  # noqa: S608  # our own names
    " UNION ALL ".join(f"SELECT max({at}) AS at FROM {table}" for table, at in _TIMES.items())  # noqa: S608
)
"""The time of the newest entry of any kind that carries one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Rows by table, the version of the tables, and the time of the newest entry."""

    rows: Mapping[str, int]
    revision: str
    newest: datetime | None
