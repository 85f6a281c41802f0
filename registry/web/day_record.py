"""What the pages of a day on record share: which day, who may set it right, and each check-in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock, words
from registry.activities import queries as activities
from registry.activities.queries import ActivityView
from registry.reporting.today import Session
from registry.visits import queries as visits
from registry.visits.queries import Entry
from registry.visits.services import Setting
from registry.web import listing
from registry.web.access import CARERS, centre, has_one_of, person
from registry.web.installation import theory_of_change
from registry.web.listing import Choice, Listing, Shape, Wish

HOST_REACH = timedelta(days=7)
"""So long ago a host can still type a paper list in; a coordinator at any time."""
REASONS: Mapping[str, object] = {
    "number": _l("Het getal klopte niet"),
    "activity": _l("Het was een andere activiteit"),
    "double": _l("Het was dubbel geteld"),
    "forgotten": _l("Het was vergeten"),
    "paper": _l("Het stond op papier"),
    "agreed": _l("Afgesproken met het team"),
}
WHY: Mapping[str, object] = {**REASONS, "list": _l("Het stond op een oude lijst")}
"""The same with the reason that nobody can choose."""
ROLES: Mapping[str, object] = {
    "meedoen": _l("Doet mee"),
    "meehelpen": _l("Helpt mee"),
    "organiseren": _l("Organiseert"),
}


CHANNELS: Mapping[str, object] = {
    "tablet": _l("op de tablet"),
    "desk": _l("aan de balie"),
    "poster": _l("met een telefoon"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A check-in on the page: its O ("" for none) and the name of what it was for."""

    entry: Entry
    o: str
    label: str


def day_asked_for(written: str) -> date:
    """Return the day of an address; before the centre was there, or not yet, is a 404."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        abort(404)
    if not centre().opened_on <= found <= today():
        abort(404)
    return found


def setting(reason: str) -> Setting:
    """Return who sets something right here and now, and why."""
    return Setting(centre_id=centre().id, at=clock.now(), by=person().account_id, reason=reason)


def may_type_in(shown: date) -> bool:
    """Tell whether this person can add people to a day."""
    return may_correct() or today() - shown <= HOST_REACH


def may_correct() -> bool:
    """Tell whether this person can change what was counted."""
    return has_one_of(CARERS)


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Return check-ins with the name of what they were for; a sensitive activity by its O."""
    known = {one.id: one for one in activities.activities(centre_id=centre().id, archived=True)}
    os = {o.key: o.text for o in theory_of_change().os}
    return [_line(entry, known, os) for entry in entries]


def found(shown: date, sessions: Sequence[Session], address: Mapping[str, str]) -> Listing[Line]:
    """Return the page of a day's check-ins that an address asks for, the last ones first."""
    named = {
        str(one.occurrence_id): f"{one.title}, {words.wall_time(one.starts_at)}" for one in sessions
    }
    shape = Shape(
        endpoint="web.one_day",
        orders=(
            listing.by_day("tijd", _("Tijd")),
            listing.by_text("waarvoor", _("Activiteit")),
            listing.by_number("mensen", _("Mensen")),
        ),
        filters=(
            Choice("bij", _("Activiteit"), named),
            Choice("via", _("Hoe"), {key: str(name) for key, name in CHANNELS.items()}),
            Choice("stand", _("Stand"), {"telt": _("telt mee"), "terug": _("teruggenomen")}),
        ),
        parts={"day": shown},
    )
    wish = Wish.read(shape, address)
    return listing.picked(
        wish,
        lines_of(visits.record(centre_id=centre().id, day=shown)),
        fits=lambda line: _fits(line.entry, wish.chosen),
        keys={
            "tijd": lambda line: line.entry.at,
            "waarvoor": lambda line: listing.plain(line.label),
            "mensen": lambda line: line.entry.party,
        },
    )


def _fits(entry: Entry, chosen: Mapping[str, str]) -> bool:
    return (
        chosen["bij"] in ("", str(entry.occurrence_id))
        and chosen["via"] in ("", entry.channel)
        and chosen["stand"] in ("", "telt" if entry.stands else "terug")
    )


def _line(entry: Entry, known: Mapping[uuid.UUID, ActivityView], os: Mapping[str, str]) -> Line:
    activity = None if entry.activity_id is None else known[entry.activity_id]
    if activity is None:
        return Line(entry, "", _("Zonder activiteit"))
    label = os[activity.main_o] if activity.sensitive else activity.title
    return Line(entry, activity.main_o, label)


def today() -> date:
    return clock.local_day(clock.now())
