"""What waits in quarantine for somebody to decide, and what was decided lately."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, case, func, select

from registry.activities.models import Activity, Occurrence
from registry.activities.queries import slot_open_at
from registry.centres.models import Tablet
from registry.database import reading
from registry.quarantine.content import Kept, Key, read, together
from registry.visits.models import Decision, Quarantined
from registry.visits.queries import found_in

T = TypeVar("T")
MOST = 1000
"""So many events are looked at; whoever has more decides about these first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event with what followed it, as the team decides about it.

    `people`, `role`: what was chosen last. `at` is when it was, None where somebody has to say;
    `by_the_tablet` what the tablet's own clock said. `title` is the activity's, "" where it is
    sensitive or none is known; `main_o` is its O, "" for none. `taken_back` where the tablet took
    it back itself. `decidable` is False where nothing can come of it.
    """

    event_id: uuid.UUID
    body_hash: bytes
    code: str
    kind: str
    tablet: str
    received_at: datetime
    at: datetime | None
    by_the_tablet: datetime | None
    people: int
    role: str
    title: str
    main_o: str
    sensitive: bool
    taken_back: bool
    decidable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """An item with what was decided about it: verdict (accepted, set_aside), why and when."""

    item: Item
    verdict: str
    reason: str
    decided_at: datetime


def count_waiting(*, centre_id: uuid.UUID, code: str = "") -> int:
    """Return how many items wait for a decision at a centre; those with a code, or all."""
    with reading() as connection:
        return len(_waiting(connection, centre_id, code))


def waiting(
    *, centre_id: uuid.UUID, code: str = "", newest: bool = False, first: int = 0, limit: int
) -> tuple[Item, ...]:
    """Return the items that wait longest, or came last, from a place in that order."""
    with reading() as connection:
        found = _waiting(connection, centre_id, code)
        ordered = found[::-1] if newest else found
        return _items(connection, centre_id, ordered[first : first + limit])


def _waiting(
    connection: Connection, centre_id: uuid.UUID, code: str
) -> list[tuple[Kept, tuple[Kept, ...]]]:
    found = together(undecided(connection, centre_id=centre_id))
    return [(one, later) for one, later in found if code in ("", one.code)]


def item(*, centre_id: uuid.UUID, event_id: uuid.UUID, body: str = "") -> Item | None:
    """Return the item of an event, decided or not; `body` (hexadecimal) where its id has more."""
    with reading() as connection:
        rows = _rows(connection, centre_id, Quarantined.id == event_id)
        found = [one for one in rows if body in ("", one.body_hash.hex())]
        made = _items(connection, centre_id, [(one, ()) for one in found[:1]])
    return made[0] if made else None


def count_decided(*, centre_id: uuid.UUID) -> int:
    """Return about how many items a decision stands."""
    with reading() as connection:
        return len(together(map(read, _decided(connection, centre_id).values())))


def decided(*, centre_id: uuid.UUID, first: int = 0, limit: int) -> tuple[Decided, ...]:
    """Return what was decided last, newest first, from a place in that order.

    What was opened again waits and is not here.
    """
    with reading() as connection:
        last = _decided(connection, centre_id)
        shown = together(map(read, last.values()))[first : first + limit]
        items = _items(connection, centre_id, shown)
    return tuple(
        Decided(
            item=one,
            verdict=last[first.key]["verdict"],
            reason=last[first.key]["reason"],
            decided_at=last[first.key]["decided_at"],
        )
        for one, (first, _) in zip(items, shown, strict=True)
    )


def _decided(connection: Connection, centre_id: uuid.UUID) -> dict[Key, RowMapping]:
    last: dict[Key, RowMapping] = {}
    for row in connection.execute(_DECIDED, {"centre": centre_id}).mappings():
        last.setdefault((row["id"], row["body_hash"]), row)
    return last


def of_pass(*, centre_id: uuid.UUID, pass_hash: bytes) -> tuple[Kept, ...]:
    """Return the events that are kept in quarantine with a pass, decided or not, the last first."""
    with reading() as connection:
        rows = _rows(connection, centre_id, Quarantined.body.contains(pass_hash.hex()))
    return tuple(one for one in reversed(rows) if one.pass_hash == pass_hash)


def undecided(connection: Connection, *, centre_id: uuid.UUID) -> list[Kept]:
    """Return the events that wait for a decision, in the order in which they came."""
    return _rows(connection, centre_id, _CLOSED == 0)


def following(connection: Connection, *, centre_id: uuid.UUID, of: uuid.UUID) -> list[Kept]:
    """Return the events in quarantine that followed a check-in, in the order of taps."""
    rows = _rows(connection, centre_id, Quarantined.body.contains(str(of)))
    return sorted((one for one in rows if one.of == of), key=lambda one: one.seq)


_CLOSED = func.coalesce(
    select(func.sum(case((Decision.verdict == "reopened", -1), else_=1)))
    .where(
        Decision.centre_id == Quarantined.centre_id,
        Decision.event_id == Quarantined.id,
        Decision.body_hash == Quarantined.body_hash,
    )
    .correlate(Quarantined)
    .scalar_subquery(),
    0,
)
"""1 where a decision stands, 0 where none does: every one but the last was taken back."""
_FIELDS = (
    Quarantined.id,
    Quarantined.body_hash,
    Quarantined.code,
    Quarantined.tablet_id,
    Quarantined.received_at,
    Quarantined.happened_at,
    Quarantined.body,
)

_DECIDED = (
    select(*_FIELDS, Decision.verdict, Decision.reason, Decision.at.label("decided_at"))
    .join(
        Decision,
        (Decision.centre_id == Quarantined.centre_id)
        & (Decision.event_id == Quarantined.id)
        & (Decision.body_hash == Quarantined.body_hash),
    )
    .where(Quarantined.centre_id == bindparam("centre"), _CLOSED == 1)
    .where(Decision.verdict != "reopened")
    .order_by(Decision.at.desc(), Decision.id.desc())
    .limit(MOST)
)


def _rows(connection: Connection, centre_id: uuid.UUID, *which: ColumnElement[bool]) -> list[Kept]:
    rows = connection.execute(
        select(*_FIELDS)
        .where(Quarantined.centre_id == centre_id, *which)
        .order_by(Quarantined.received_at, Quarantined.id)
        .limit(MOST)
    ).mappings()
    return [read(row) for row in rows]


def _items(
    connection: Connection,
    centre_id: uuid.UUID,
    events: Sequence[tuple[Kept, Sequence[Kept]]],
) -> tuple[Item, ...]:
    names = dict(
        connection.execute(
            select(Tablet.id, Tablet.name).where(Tablet.centre_id == centre_id)
        ).all()
    )
    return tuple(_item(connection, centre_id, one, later, names) for one, later in events)


def _item(
    connection: Connection,
    centre_id: uuid.UUID,
    one: Kept,
    later: Sequence[Kept],
    names: dict[uuid.UUID, str],
) -> Item:
    title, main_o, sensitive = _activity(connection, centre_id, one, later)
    all_of_it = (one, *later)
    return Item(
        event_id=one.id,
        body_hash=one.body_hash,
        code=one.code,
        kind=one.kind or "",
        tablet=names.get(one.tablet_id, "") if one.tablet_id else "",
        received_at=one.received_at,
        at=one.happened_at,
        by_the_tablet=one.by_the_tablet,
        people=_last(event.party for event in all_of_it) or 1,
        role=_last(event.role for event in all_of_it) or "meedoen",
        title="" if sensitive else title,
        main_o=main_o,
        sensitive=sensitive,
        taken_back=any(event.kind == "undo" for event in later),
        decidable=one.kind == "check_in" or _has_check_in(connection, centre_id, one),
    )


def _last(values: Iterable[T | None]) -> T | None:
    chosen = [value for value in values if value is not None]
    return chosen[-1] if chosen else None


def _has_check_in(connection: Connection, centre_id: uuid.UUID, one: Kept) -> bool:
    if one.kind is None or one.of is None:
        return False
    return found_in(connection, centre_id=centre_id, key=one.of) is not None


def _activity(
    connection: Connection, centre_id: uuid.UUID, one: Kept, later: Sequence[Kept]
) -> tuple[str, str, bool]:
    """Return title, main O and mark of what was chosen, or else ran at the time; "" for none."""
    key = _last(event.occurrence_id for event in (one, *later))
    if key is None and one.kind == "check_in" and one.happened_at is not None:
        slot = slot_open_at(connection, centre_id=centre_id, at=one.happened_at)
        key = None if slot is None else slot.occurrence_id
    if key is None:
        return "", "", False
    row = connection.execute(
        select(Activity.title, Activity.main_o, Activity.sensitive)
        .join(
            Occurrence,
            (Occurrence.centre_id == Activity.centre_id) & (Occurrence.activity_id == Activity.id),
        )
        .where(Occurrence.centre_id == centre_id, Occurrence.id == key)
    ).one_or_none()
    return ("", "", False) if row is None else (row.title, row.main_o, row.sensitive)


@dataclass(frozen=True, slots=True)
class LastDecision:
    """The last thing decided about an event, "" for nothing; `became` is what it was stored as."""

    verdict: str = ""
    at: datetime | None = None
    became: uuid.UUID | None = None


def last_decision(connection: Connection, centre_id: uuid.UUID, key: Key) -> LastDecision:
    """Return the last decision about an event."""
    row = connection.execute(
        select(Decision.verdict, Decision.at, Decision.became)
        .where(*about(centre_id, key))
        .order_by(Decision.at.desc(), Decision.id.desc())
        .limit(1)
    ).one_or_none()
    return LastDecision() if row is None else LastDecision(row.verdict, row.at, row.became)


def stands(connection: Connection, centre_id: uuid.UUID, key: Key) -> bool:
    """Tell whether a decision stands: there is one, and it was not taken back."""
    return last_decision(connection, centre_id, key).verdict in ("accepted", "set_aside")


def about(centre_id: uuid.UUID, key: Key) -> tuple[ColumnElement[bool], ...]:
    """Return which decisions are about an event."""
    return (
        Decision.centre_id == centre_id,
        Decision.event_id == key[0],
        Decision.body_hash == key[1],
    )
