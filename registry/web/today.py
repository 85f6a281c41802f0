"""Vandaag: how many came, what is going on, who came last; counting people in, taking back.

The live part is asked for every five seconds. It carries a tag made of the few things that can
change it, so that an unchanged one costs no figures, no rendering and next to no bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, words
from registry.activities import services as planning
from registry.activities.queries import programme
from registry.centres import queries as centres
from registry.quarantine import queries as quarantine
from registry.reporting import services as reporting
from registry.reporting.today import Arrival, Session, Today
from registry.support import queries as support
from registry.support import services as giving
from registry.visits import queries as visits_now
from registry.visits import services as visits
from registry.web import beads, handouts
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.forms import UndoForm, WalkInForm
from registry.web.installation import theory_of_change
from registry.web.tablet_lines import TabletLine, tablet_line

BAR_LASTS = timedelta(seconds=10)
TABLETS_SHOWN = 3
"""So many tablets fit; of more than that the last line says how many others there are."""
URGENT = ("missed", "look", "offline", "works")
"""Which tablets come first."""
LAST_IN = 7
COMING_UP = {0: 5, 1: 5, 2: 4, 3: 3, 4: 1}
"""How many coming sessions fit on a 768 px screen under so many that are going on."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar says of the last deed; with the arrival that it can take back.

    `corrects` offers the way to where today's handouts are set right.
    """

    text: str
    arrival: Arrival | None = None
    corrects: bool = False


@pages.get("/team/vandaag")
@team(*EVERYONE)
def today() -> ResponseReturnValue:
    """Show today at a centre."""
    return _page(request.args, clock.now())


@pages.get("/team/vandaag/stand")
@team(*EVERYONE)
def today_live() -> ResponseReturnValue:
    """Send the live part of today, or 304 where the browser shows just that."""
    at = clock.now()
    return fragments.unchanged(_tag(request.args, at)) or _page(request.args, at)


@pages.post("/team/vandaag/erbij")
@team(*EVERYONE)
def count_in() -> ResponseReturnValue:
    """Count one or five people in at something that is going on."""
    form = WalkInForm()
    if not form.validate_on_submit():
        abort(400)
    event_id = uuid.UUID(form.event.data)
    try:
        outcome = visits.walk_in(
            centre_id=centre().id,
            occurrence_id=uuid.UUID(form.occurrence.data),
            people=form.people.data,
            at=clock.now(),
            by=person().account_id,
            event_id=event_id,
        )
    except visits.Unfit as unfit:
        abort(404 if unfit.code == "unknown_occurrence" else 400)
    if outcome.status == "duplicate":
        return _after(gezegd="al")
    return _after(net=event_id.hex)


@pages.post("/team/vandaag/ongedaan")
@team(*EVERYONE)
def take_back() -> ResponseReturnValue:
    """Take a check-in of the last ten minutes back."""
    form = UndoForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        visits.undo_at_desk(
            centre_id=centre().id,
            check_in_id=uuid.UUID(form.check_in.data),
            at=clock.now(),
            by=person().account_id,
        )
    except visits.Unfit:
        abort(404)
    except visits.CannotUndo:
        return _after(gezegd="te-laat")
    return _after(gezegd="terug")


@pages.post("/team/vandaag/uitgedeeld")
@team(*EVERYONE)
def hand_out() -> ResponseReturnValue:
    """Count one or five more of a kind that is given away."""
    form = handouts.HandOutForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        giving.hand_out(
            centre_id=centre().id,
            kind=form.kind.data,
            number=form.number.data,
            at=clock.now(),
            by=person().account_id,
        )
    except giving.NotThatMany:
        abort(400)
    return _after(uit=f"{form.kind.data}-{form.number.data}")


def _after(**said: Any) -> ResponseReturnValue:
    """Show today again: only its live part where HTMX asks, else by another address."""
    if not fragments.wants_block():
        return fragments.go(url_for("web.today", **said))
    return _page(said, clock.now())


def _tag(said: Mapping[str, str], at: datetime) -> str:
    """Return a name for what the live part shows, from all that can change it within a minute.

    A bar that can still be taken back goes away by the second, so it is always sent anew.
    """
    here, day = centre(), clock.local_day(at)
    changing = (
        here,
        visits_now.pulse(centre_id=here.id, day=day),
        programme(centre_id=here.id, day=day, at=at),
        _tablets(at),
        quarantine.count_waiting(centre_id=here.id),
        support.count_waiting(centre_id=here.id, on=day),
        handouts.given_today(),
        words.wall_time(at),
        at if "net" in said else (said.get("gezegd"), said.get("uit")),
    )
    return hashlib.sha256(repr(changing).encode()).hexdigest()[:20]


def _tablets(at: datetime) -> tuple[TabletLine, ...]:
    """Return every tablet, those that need somebody first."""
    opening = centres.hours_on(centre().id, clock.local_day(at))
    build = current_app.config["BUILD"]
    lines = [
        tablet_line(tablet, at, opening=opening, build=build)
        for tablet in centres.tablets(centre().id)
    ]
    return tuple(sorted(lines, key=lambda line: (URGENT.index(line.state), line.name)))


def _page(said: Mapping[str, str], at: datetime) -> Response:
    day = clock.local_day(at)
    planning.plan_ahead(centre=centre(), day=day)
    tag = _tag(said, at)
    theory = theory_of_change()
    now = reporting.today(centre_id=centre().id, theory=theory, at=at)
    bar, tablets = _bar(now, said, at), _tablets(at)
    waiting = support.count_waiting(centre_id=centre().id, on=day)
    given = handouts.given_today() if support.hands_out(centre_id=centre().id, on=day) else ()
    shown = TABLETS_SHOWN if len(tablets) <= TABLETS_SHOWN else TABLETS_SHOWN - 1
    return fragments.page(
        "registry/vandaag.html",
        block="live",
        now=now,
        beads=beads.string(now.hours),
        arrivals=now.arrivals[:LAST_IN],
        coming=_coming(now, less=bool(waiting) + 2 * bool(given)),
        tablets=tablets[:shown],
        more_tablets=len(tablets[shown:]),
        apart=quarantine.count_waiting(centre_id=centre().id),
        waiting=waiting,
        given=given,
        bar=bar,
        at=at,
        day=day,
        weekday=words.weekday(day.weekday()),
        this_hour=clock.to_local(at).hour,
        is_open=bool(centres.hours_on(centre().id, day)),
        new_event=uuid.uuid4,
        tag=tag,
        live_address=url_for("web.today_live", **_bar_address(bar)),
    )


def _coming(now: Today, *, less: int) -> tuple[Session, ...]:
    """Return what fits of what is to come, what was called off in its place by time.

    So many `less` fit beside what is given away and the help requests that wait.
    """
    room = max(COMING_UP.get(len(now.running), 0) - less, 0)
    in_turn = sorted((*now.coming, *now.off), key=lambda one: one.starts_at)
    return tuple(in_turn[:room])


def _bar(now: Today, said: Mapping[str, str], at: datetime) -> Bar | None:
    told = {
        "terug": _("Ongedaan gemaakt."),
        "te-laat": _("Dit kan niet meer: het is langer dan 10 minuten geleden."),
        "al": _("Deze tik was al geteld."),
    }
    if said.get("gezegd") in told:
        return Bar(told[said["gezegd"]])
    if said.get("uit") in handouts.SAID:
        return Bar(str(handouts.SAID[said["uit"]]), corrects=True)
    for arrival in now.arrivals:
        if arrival.check_in_id.hex == said.get("net") and at - arrival.at <= BAR_LASTS:
            return Bar(_("%(number)s erbij", number=arrival.people), arrival)
    return None


def _bar_address(bar: Bar | None) -> dict[str, Any]:
    """Let the next questions ask for the bar too, so that it stays its ten seconds."""
    return {} if bar is None or bar.arrival is None else {"net": bar.arrival.check_in_id.hex}
