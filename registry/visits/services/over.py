"""What came in or was taken off in a month that is over: what is kept of it is set right.

A pass that came, or did not come after all, may be new in another month than it was: so the
months after it are counted anew too. While a month still runs nothing of this costs a statement.
"""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Connection, Executable, bindparam, delete, update

from registry.centres import services as centres
from registry.visits.models import PassFirst

_OF_PASS = (PassFirst.centre_id == bindparam("centre"), PassFirst.pass_id == bindparam("key"))
_CAME_BEFORE = (
    update(PassFirst).where(*_OF_PASS, PassFirst.day > bindparam("on")).values(day=bindparam("on"))
)
_NO_LONGER_FIRST = delete(PassFirst).where(*_OF_PASS, PassFirst.day == bindparam("on"))


def came(
    connection: Connection, *, centre_id: uuid.UUID, day: date, pass_id: uuid.UUID | None
) -> None:
    """Note that somebody came on a day, with a pass or without one."""
    _changed(connection, _CAME_BEFORE, centre_id, day, pass_id)


def came_not(
    connection: Connection, *, centre_id: uuid.UUID, day: date, pass_id: uuid.UUID | None
) -> None:
    """Note that a check-in of a day counts no more, or no more with its pass."""
    _changed(connection, _NO_LONGER_FIRST, centre_id, day, pass_id)


def _changed(
    connection: Connection,
    mend: Executable,
    centre_id: uuid.UUID,
    day: date,
    pass_id: uuid.UUID | None,
) -> None:
    with_pass = pass_id is not None
    if centres.day_changed(centre_id=centre_id, day=day, onwards=with_pass) and with_pass:
        connection.execute(mend, {"centre": centre_id, "key": pass_id, "on": day})
