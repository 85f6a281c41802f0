"""What happens to a help request: recorded, talked about again, asked after, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from registry import audit
from registry.centres.models import Centre
from registry.centres.services import day_changed
from registry.database import new_id, writing
from registry.support.models import Aftercare, HelpRequest, Partner
from registry.support.queries.help_requests import HelpView, request

_note = audit.Noting("help")

TOPICS = ("post", "geld", "wonen", "werk", "taal", "zorg", "opvoeding", "recht", "anders")
CHANNELS = ("spreekuur", "inloop", "telefoon")
OUTCOMES = ("geholpen", "warm_overgedragen", "verwezen", "open")
ELSEWHERE = ("warm_overgedragen", "verwezen")
"""The outcomes in which another organisation goes on."""
UNDO = timedelta(minutes=10)


class UnknownKind(ValueError):
    """A topic, channel or outcome that help requests do not have."""

    code = "unknown_kind"


class WrongDates(ValueError):
    """A conversation, or aftercare that is due or given, before the request was there."""

    code = "wrong_dates"


class NoSuchHelp(LookupError):
    """A number that no help request of the centre has."""

    code = "no_such_help"


class NoSuchPartner(LookupError):
    """A partner that the centre does not have."""

    code = "no_such_partner"


class TooLate(Exception):
    """Something that was recorded too long ago to be taken back."""

    code = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpContent:
    """What is known of a help request. A partner stands only beside an outcome `ELSEWHERE`."""

    topic: str
    channel: str
    outcome: str
    partner_id: uuid.UUID | None = None
    aftercare_due_on: date | None = None


def record_help(
    *,
    centre_id: uuid.UUID,
    content: HelpContent,
    on: date,
    at: datetime,
    by: uuid.UUID | None,
    key: uuid.UUID | None = None,
) -> int:
    """Record a help request of a day and return its number, which counts up within the centre.

    `key` is made with the form, so that sending it twice records once. Raises UnknownKind,
    WrongDates and NoSuchPartner.
    """
    key = key or new_id()
    with writing() as connection:
        values = _checked(connection, centre_id, content, since=on)
        # the centre's row keeps two requests of one moment from the same number
        connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())
        there = select(HelpRequest.number).filter_by(centre_id=centre_id, id=key)
        number = connection.execute(there).scalar_one_or_none()
        if number is not None:
            return number
        last = select(func.max(HelpRequest.number)).filter_by(centre_id=centre_id)
        number = (connection.execute(last).scalar_one() or 0) + 1
        row = {"centre_id": centre_id, "id": key, "number": number, "opened_on": on}
        row |= {"last_on": on, "recorded_at": at, **values}
        connection.execute(insert(HelpRequest).values(row))
        day_changed(centre_id=centre_id, day=on)
        _note(centre_id, "help.record", number, after=_told(content), at=at, by=by)
    return number


def update_help(
    *,
    centre_id: uuid.UUID,
    number: int,
    content: HelpContent,
    on: date,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Write down how a help request stands after another conversation, on a day.

    Raises as `record_help`, and NoSuchHelp.
    """
    with writing() as connection:
        found = _found(centre_id, number)
        if on < found.opened_on:
            raise WrongDates("before the request")
        since = found.opened_on
        values = {**_checked(connection, centre_id, content, since=since), "last_on": on}
        _change(connection, centre_id, number, values)
        day_changed(centre_id=centre_id, day=found.opened_on)
        before, after = _told(found), _told(content)
        _note(centre_id, "help.update", number, before=before, after=after, at=at, by=by)


def give_aftercare(
    *, centre_id: uuid.UUID, number: int, on: date, at: datetime, by: uuid.UUID | None
) -> None:
    """Write down that somebody asked on a day how it went; it is no longer due.

    Asking twice on one day counts once. Raises NoSuchHelp, and WrongDates before the request.
    """
    with writing() as connection:
        found = _found(centre_id, number)
        if on < found.opened_on:
            raise WrongDates("before the request")
        row = {"centre_id": centre_id, "help_request_id": found.id, "given_on": on}
        if connection.execute(select(Aftercare.id).filter_by(**row)).first() is None:
            connection.execute(insert(Aftercare).values(id=new_id(), recorded_at=at, **row))
            day_changed(centre_id=centre_id, day=on)
            asked = {"given_on": str(on)}
            _note(centre_id, "help.aftercare", number, after=asked, at=at, by=by)
        values = {"aftercare_due_on": None, "last_on": max(on, found.last_on)}
        _change(connection, centre_id, number, values)


def take_back_help(
    *, centre_id: uuid.UUID, number: int, at: datetime, by: uuid.UUID | None
) -> None:
    """Take a help request back that was recorded by mistake, within ten minutes.

    Its number is not given again: it may stand on a slip. Raises NoSuchHelp and TooLate.
    """
    with writing() as connection:
        found = _found(centre_id, number)
        if found.recorded_at is None or at - found.recorded_at > UNDO:
            raise TooLate
        connection.execute(
            delete(Aftercare).filter_by(centre_id=centre_id, help_request_id=found.id)
        )
        _change(connection, centre_id, number, {"taken_back_at": at})
        day_changed(centre_id=centre_id, day=found.opened_on, onwards=True)
        _note(centre_id, "help.undo", number, before=_told(found), at=at, by=by)


def take_back_aftercare(
    *, centre_id: uuid.UUID, number: int, at: datetime, by: uuid.UUID | None
) -> None:
    """Take the last aftercare back, within ten minutes; it is due again from that day.

    Raises NoSuchHelp and TooLate.
    """
    with writing() as connection:
        found = _found(centre_id, number)
        last = connection.execute(
            select(Aftercare.id, Aftercare.given_on)
            .filter_by(centre_id=centre_id, help_request_id=found.id)
            .where(Aftercare.recorded_at >= at - UNDO)
            .order_by(Aftercare.recorded_at.desc())
        ).first()
        if last is None:
            raise TooLate
        connection.execute(delete(Aftercare).filter_by(centre_id=centre_id, id=last.id))
        day_changed(centre_id=centre_id, day=last.given_on)
        _change(connection, centre_id, number, {"aftercare_due_on": last.given_on})
        asked = {"given_on": str(last.given_on)}
        _note(centre_id, "help.aftercare_undo", number, before=asked, at=at, by=by)


def _checked(
    connection: Connection, centre_id: uuid.UUID, content: HelpContent, *, since: date
) -> dict[str, object]:
    """Return the columns of a content that can be."""
    known = (content.topic in TOPICS, content.channel in CHANNELS, content.outcome in OUTCOMES)
    if not all(known):
        raise UnknownKind(f"{content.topic}, {content.channel}, {content.outcome}")
    if content.aftercare_due_on is not None and content.aftercare_due_on < since:
        raise WrongDates("aftercare comes after the request")
    values = asdict(content)
    if content.outcome not in ELSEWHERE:
        values["partner_id"] = None
    if values["partner_id"] is not None:
        there = select(Partner.id).filter_by(centre_id=centre_id, id=content.partner_id)
        if connection.execute(there).first() is None:
            raise NoSuchPartner(str(content.partner_id))
    return values


def _found(centre_id: uuid.UUID, number: int) -> HelpView:
    found = request(centre_id=centre_id, number=number)
    if found is None:
        raise NoSuchHelp(str(number))
    return found


def _change(
    connection: Connection, centre_id: uuid.UUID, number: int, values: Mapping[str, object]
) -> None:
    which = update(HelpRequest).filter_by(centre_id=centre_id, number=number)
    connection.execute(which.values(values))


def _told(help: HelpView | HelpContent) -> audit.Values:
    """Return what the audit trail says of a help request."""
    return {
        "topic": help.topic,
        "channel": help.channel,
        "outcome": help.outcome,
        "partner": None if help.partner_id is None else str(help.partner_id),
        "aftercare": None if help.aftercare_due_on is None else str(help.aftercare_due_on),
    }
