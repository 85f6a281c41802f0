"""Shared desks: which browser is one, whose PIN opens it, and who was there last."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from registry.database import reading
from registry.staff.models import Account, Desk, Grant, PinTries, SignIn
from registry.staff.queries.people import AT_THE_DESK, hash_of

PIN_TRIES = 5
"""So often in a row a PIN may be wrong at a desk; then the password is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """A shared desk; `unlocked_on` is the local day on which a PIN is enough."""

    id: uuid.UUID
    centre_id: uuid.UUID
    name: str
    enrolled_at: datetime
    unlocked_on: date | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """Someone whose PIN opens a desk; `left` is how many tries are left there."""

    account_id: uuid.UUID
    name: str
    has_pin: bool
    left: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Who was at a desk last, and until when."""

    account_id: uuid.UUID
    since: datetime


def desk_of(*, token: str) -> DeskView | None:
    """Return the desk whose token a browser has, or None; a revoked one is none."""
    found = _desks(Desk.token_hash == hash_of(token), Desk.revoked_at.is_(None))
    return found[0] if found else None


def desks(*, centre_id: uuid.UUID) -> tuple[DeskView, ...]:
    """Return the desks of a centre by name, revoked ones too."""
    return _desks(Desk.centre_id == centre_id)


def people_at(*, desk: DeskView) -> tuple[AtTheDesk, ...]:
    """Return who can be at a desk, by name: the hosts and coordinators of its centre."""
    wrong = (PinTries.desk_id == desk.id) & (PinTries.account_id == Account.id)
    with reading() as connection:
        rows = connection.execute(
            select(Account.id, Account.name, Account.pin_hash, PinTries.wrong)
            .outerjoin(PinTries, wrong)
            .where(
                Account.disabled_at.is_(None),
                Account.id.in_(
                    select(Grant.account_id).where(
                        Grant.centre_id == desk.centre_id, Grant.role.in_(AT_THE_DESK)
                    )
                ),
            )
            .order_by(Account.name, Account.id)
        ).all()
    return tuple(
        AtTheDesk(row.id, row.name, row.pin_hash is not None, max(0, PIN_TRIES - (row.wrong or 0)))
        for row in rows
    )


def pause_at(*, desk_id: uuid.UUID, day: date) -> Pause | None:
    """Return who was at a desk last on its open day, or None where nobody was."""
    with reading() as connection:
        row = connection.execute(
            select(SignIn.account_id, SignIn.last_seen_at)
            .join(Desk, Desk.id == SignIn.desk_id)
            .where(SignIn.desk_id == desk_id, Desk.unlocked_on == day)
            .order_by(SignIn.last_seen_at.desc())
            .limit(1)
        ).one_or_none()
    return None if row is None else Pause(row.account_id, row.last_seen_at)


def _desks(*where: Any) -> tuple[DeskView, ...]:
    with reading() as connection:
        rows = connection.execute(
            select(*Desk.__table__.columns).where(*where).order_by(Desk.name, Desk.id)
        ).all()
    return tuple(_view(row) for row in rows)


def _view(row: Row[Any]) -> DeskView:
    return DeskView(
        id=row.id,
        centre_id=row.centre_id,
        name=row.name,
        enrolled_at=row.enrolled_at,
        unlocked_on=row.unlocked_on,
        revoked_at=row.revoked_at,
    )
