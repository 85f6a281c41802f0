"""What is known of an event in quarantine, read back from what was kept of it. Pure."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

ROLES = ("meedoen", "meehelpen", "organiseren")
FOLLOWING = ("detail", "undo")

Key: TypeAlias = tuple[uuid.UUID, bytes]
"""An event's id and the hash of its body: another body under a known id is another event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An event in quarantine: its fields of the event format, None where they were no good.

    `happened_at` is when it was, None where the tablet's clocks could not be believed;
    `by_the_tablet` is what its own clock said. `pass_hash` is a keyed hash.
    """

    id: uuid.UUID
    body_hash: bytes
    code: str
    tablet_id: uuid.UUID | None
    received_at: datetime
    happened_at: datetime | None
    by_the_tablet: datetime | None
    kind: str | None
    of: uuid.UUID | None
    seq: int
    party: int | None
    role: str | None
    occurrence_id: uuid.UUID | None
    pass_hash: bytes | None

    @property
    def key(self) -> Key:
        """What names this event among others with its id."""
        return self.id, self.body_hash


def read(row: Mapping[Any, Any]) -> Kept:
    """Return a row of the quarantine as what is known of it."""
    content = json.loads(row["body"])
    party, role = content.get("party"), content.get("role")
    at, kept_pass = content.get("at"), content.get("pass")
    by_the_tablet = datetime.fromisoformat(at) if at else None
    return Kept(
        id=row["id"],
        body_hash=row["body_hash"],
        code=row["code"],
        tablet_id=row["tablet_id"],
        received_at=row["received_at"],
        happened_at=row["happened_at"],
        by_the_tablet=by_the_tablet if by_the_tablet and by_the_tablet.tzinfo else None,
        kind=content.get("kind"),
        of=_key(content.get("of")),
        seq=content.get("seq") or 0,
        party=party if isinstance(party, int) and 1 <= party <= 99 else None,
        role=role if role in ROLES else None,
        occurrence_id=_key(content.get("occurrence")),
        pass_hash=bytes.fromhex(kept_pass) if kept_pass else None,
    )


def _key(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


def together(events: Iterable[Kept]) -> list[tuple[Kept, tuple[Kept, ...]]]:
    """Return each event with what followed it, in the order of taps.

    What was chosen after a check-in, or took it back, goes with it and is decided with it.
    """
    events = list(events)
    firsts = {one.id: one.key for one in events if one.kind == "check_in"}
    followers: dict[Key, list[Kept]] = {}
    alone = []
    for one in events:
        first = firsts.get(one.of) if one.of is not None and one.kind in FOLLOWING else None
        if first is None:
            alone.append(one)
        else:
            followers.setdefault(first, []).append(one)
    return [
        (one, tuple(sorted(followers.pop(one.key, ()), key=lambda later: later.seq)))
        for one in alone
    ]
