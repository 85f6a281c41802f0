"""The programme of a centre as a calendar that a phone can follow: public, one event a bijeenkomst.

Every occurrence is an event of its own, with a UID that stays. Readers differ in what they make of
recurrence with exceptions; none of them misreads a single event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from flask import Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone

from registry import clock, fragments, words
from registry.activities import queries
from registry.activities import services as planning
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.theory.model import Theory
from registry.web.access import pages, public
from registry.web.installation import theory_of_change

BACK, AHEAD = timedelta(days=31), timedelta(days=60)
"""How far the calendar reaches before and after today."""
KEPT_SECONDS = 900
"""So long a reader may go without asking again."""
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""The rule by which the clock changes, without an end: a reader may keep it for other years."""


@pages.get("/agenda/<slug>.ics")
@public
def calendar(slug: str) -> ResponseReturnValue:
    """Send a centre's programme as an iCalendar file; 304 where the reader holds just that."""
    here = centres.by_slug(slug)
    if here is None:
        abort(404)
    at = clock.now()
    planning.plan_ahead(centre=here, day=clock.local_day(at))
    body = calendar_of(here, at, theory=theory_of_change())
    tag = hashlib.sha256(body).hexdigest()[:20]
    response = fragments.unchanged(tag) or Response(body, mimetype="text/calendar")
    response.set_etag(tag, weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response


def calendar_of(here: CentreView, at: datetime, *, theory: Theory) -> bytes:
    """Return a centre's programme around a moment as RFC 5545 has it; the same as long as it is."""
    today = clock.local_day(at)
    first, last = today - BACK, today + AHEAD
    made = Calendar()
    made.add("prodid", "-//Inloop//Programma//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        made.add(name, here.name)
    made.add("x-wr-timezone", str(clock.LOCAL))
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    made.add_component(Timezone.from_ical(AMSTERDAM))
    for item in queries.programme_of(centre_id=here.id, first_day=first, last_day=last, at=at):
        made.add_component(_event(here, item, theory))
    for closed in _closed(here, centres.closures(here.id, first, last).items()):
        made.add_component(closed)
    written: bytes = made.to_ical()
    return written


def _event(here: CentreView, item: ProgrammeItem, theory: Theory) -> Event:
    event = _stamped(here, f"{item.occurrence_id}@inloop", item.changed_at)
    event.add("dtstart", clock.to_local(item.starts_at))
    event.add("dtend", clock.to_local(item.ends_at))
    off = _("Gaat niet door: %(title)s", title=item.title)
    event.add("summary", off if item.cancelled else item.title)
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add("sequence", item.revision)
    event.add("location", f"{item.place}, {here.name}, {here.neighbourhood}")
    event.add("categories", [theory.o(item.main_o).text])
    described = " ".join(line for line in _lines(item) if line)
    if described:
        event.add("description", described)
    return event


def _lines(item: ProgrammeItem) -> Iterable[str]:
    """Yield what is said of an occurrence: what was changed and why, what it is, for whom."""
    if item.cancelled:
        yield _("Dit gaat niet door.")
    elif item.planned_day and item.planned_starts_at:
        yield _(
            "Verplaatst. Eerst: %(day)s, %(time)s uur, %(place)s.",
            day=words.day(item.planned_day),
            time=words.wall_time(item.planned_starts_at),
            place=item.usual_place,
        )
    if item.why:
        yield item.why.in_dutch
    if item.description:
        yield item.description
    if item.target_group:
        yield _("Voor wie: %(whom)s.", whom=item.target_group)


def _closed(here: CentreView, days: Iterable[tuple[date, str]]) -> Iterable[Event]:
    for day, reason in sorted(days):
        event = _stamped(here, f"{here.id}-{day}@inloop", None)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", _("Gesloten: %(why)s", why=reason))
        event.add("status", "CONFIRMED")
        yield event


def _stamped(here: CentreView, uid: str, changed_at: datetime | None) -> Event:
    """Return an event that keeps nobody's time; stamped with its last change, as RFC 5545 asks."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at or clock.at_local(here.opened_on, time()))
    if changed_at is not None:
        event.add("last-modified", changed_at)
    event.add("transp", "TRANSPARENT")
    return event
