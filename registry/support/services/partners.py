"""What happens to the partners of a centre: added, renamed, put away, taken up again."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from registry import audit
from registry.database import new_id, writing
from registry.support.models import Partner
from registry.support.services.help_requests import NoSuchPartner
from registry.support.services.lines import fitting

_note = audit.Noting("partner")

LONGEST_NAME = 80


class NameTaken(Exception):
    """Another partner of the centre has this name."""

    code = "name_taken"


def add_partner(
    *, centre_id: uuid.UUID, name: str, at: datetime, by: uuid.UUID | None
) -> uuid.UUID:
    """Add an organisation that a centre works with and return its key.

    Raises lines.WrongLength and NameTaken.
    """
    name, key = fitting(name, LONGEST_NAME), new_id()
    with writing() as connection:
        _refuse_taken(connection, centre_id, name, key)
        connection.execute(insert(Partner).values(centre_id=centre_id, id=key, name=name))
        _note(centre_id, "partner.add", key, after={"name": name}, at=at, by=by)
    return key


def rename_partner(
    *,
    centre_id: uuid.UUID,
    partner_id: uuid.UUID,
    name: str,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Give a partner another name, on earlier help requests too.

    Raises NoSuchPartner, lines.WrongLength and NameTaken.
    """
    name = fitting(name, LONGEST_NAME)
    with writing() as connection:
        _refuse_taken(connection, centre_id, name, partner_id)
        which = select(Partner.name).filter_by(centre_id=centre_id, id=partner_id)
        before = {"name": connection.execute(which).scalar_one_or_none()}
        _change(connection, centre_id, partner_id, {"name": name})
        after = {"name": name}
        _note(centre_id, "partner.rename", partner_id, before=before, after=after, at=at, by=by)


def archive_partner(
    *,
    centre_id: uuid.UUID,
    partner_id: uuid.UUID,
    on: date | None,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Offer a partner no longer from a day; None offers it again. Raises NoSuchPartner."""
    with writing() as connection:
        _change(connection, centre_id, partner_id, {"archived_on": on})
        deed = "partner.restore" if on is None else "partner.archive"
        _note(centre_id, deed, partner_id, at=at, by=by)


def _refuse_taken(connection: Connection, centre_id: uuid.UUID, name: str, own: uuid.UUID) -> None:
    others = select(Partner.name).where(Partner.centre_id == centre_id, Partner.id != own)
    if name.casefold() in {other.casefold() for other in connection.execute(others).scalars()}:
        raise NameTaken(name)


def _change(
    connection: Connection, centre_id: uuid.UUID, key: uuid.UUID, values: dict[str, object]
) -> None:
    which = update(Partner).filter_by(centre_id=centre_id, id=key)
    if not connection.execute(which.values(values)).rowcount:
        raise NoSuchPartner(str(key))
