"""What happens at a door, as plain data: tap or scan, detail, undo; and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event comes from: the centre, the channel (tablet, desk, poster), the tablet."""

    centre_id: uuid.UUID
    channel: str
    tablet_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class CheckInEvent:
    """A tap or scan. `pass_hash` is the keyed hash of the pass; `body` tells repeats apart."""

    id: uuid.UUID
    at: datetime
    body: bytes
    occurrence_id: uuid.UUID | None = None
    pass_hash: bytes | None = None
    party: int = 1
    role: str = "meedoen"


@dataclass(frozen=True, slots=True)
class DetailEvent:
    """What was chosen after a check-in; None where nothing was."""

    id: uuid.UUID
    at: datetime
    body: bytes
    of: uuid.UUID
    seq: int
    party: int | None = None
    role: str | None = None
    occurrence_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class UndoEvent:
    """The tablet's own last tap, taken back."""

    id: uuid.UUID
    at: datetime
    body: bytes
    of: uuid.UUID


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an event: stored, duplicate or quarantined, with a code where it is."""

    status: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """An event that can't be stored as it is: why (`code`), and what may be kept of it.

    `content` has only fields of the event format, `occurrence` and `of` as UUIDs in text, and in
    `pass` its keyed hash in hexadecimal digits, or None. `happened_at` is when it was, None where
    the tablet's clocks can't be believed.
    """

    id: uuid.UUID
    code: str
    body_hash: bytes
    content: Mapping[str, str | int | None]
    happened_at: datetime | None = None
