"""Maand: a centre's month on one page, every figure through the one door."""

from __future__ import annotations

from datetime import datetime

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from registry import clock, fragments
from registry.figures.doors import Door
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.reporting import services as reporting
from registry.sheets import definitions
from registry.web import month_beside, month_charts, month_usual
from registry.web.access import CARERS, centre, pages, team
from registry.web.installation import theory_of_change
from registry.web.month_beside import Beside
from registry.words import LANGUAGES

KIND_NAMES = {
    "maaltijd": _l("maaltijden"),
    "pakket": _l("pakketten"),
    "kleding": _l("kledingstukken"),
    "vrijwilligerswerk": _l("naar vrijwilligerswerk"),
    "werk": _l("naar werk"),
    "cursus": _l("naar een cursus of opleiding"),
}
"""What is given away, and where residents' steps lead, by key."""

DOOR_NAMES = {
    Door.TABLET: _l("op de tablet, met of zonder pas"),
    Door.DESK: _l("aan de balie, ook groepen"),
    Door.POSTER: _l("met een telefoon, via de poster"),
    Door.LATER: _l("later ingevoerd, van papier of een lijst"),
}
"""How a visit was put in."""


@pages.get("/team/maand")
@team(*CARERS)
def month_now() -> ResponseReturnValue:
    """Go to the last whole month; in a centre's first month to that one."""
    today = Month.of(clock.local_day(clock.now()))
    first = min(Month.of(centre().opened_on), today)
    return fragments.go(url_for("web.month_page", month=max(today.previous, first)))


@pages.get("/team/maand/<month>")
@team(*CARERS)
def month_page(month: str) -> ResponseReturnValue:
    """Show a centre's month, and beside it another one where `naast` names it."""
    at = clock.now()
    today = Month.of(clock.local_day(at))
    asked_for = month_asked_for(month, today)
    opened = min(Month.of(centre().opened_on), today)
    theory = theory_of_change()
    figures = reporting.month(centre_id=centre().id, month=asked_for, theory=theory, at=at)
    return fragments.page(
        "registry/maand.html",
        figures=figures,
        month=asked_for,
        earlier=asked_for.previous if asked_for > opened else None,
        later=asked_for.next if asked_for < today else None,
        running=asked_for == today,
        theory=theory,
        goals=month_charts.goals(figures, theory),
        mood=month_charts.mood(figures, theory),
        calendar=month_charts.calendar(figures.days),
        heat=month_charts.heat(figures.hours),
        chart=month_usual.chart(figures.usual) if figures.usual else None,
        series=month_charts.series,
        kinds=KIND_NAMES,
        doors=DOOR_NAMES,
        languages=LANGUAGES,
        defined=definitions.of,
        band=definitions.BAND,
        choices=month_beside.choices(asked_for, opened, today),
        beside=_beside(figures, opened, today, at),
    )


def _beside(figures: MonthFigures, first: Month, last: Month, at: datetime) -> Beside | None:
    """Return the month that the address names beside this one, if it names any."""
    written = request.args.get("naast")
    if not written:
        return None
    other = month_asked_for(written, last)
    if other < first or other == figures.month:
        abort(404)
    theory = theory_of_change()
    theirs = reporting.month(centre_id=centre().id, month=other, theory=theory, at=at)
    return month_beside.beside(figures, theirs, theory)


def month_of(written: str) -> Month:
    """Return the month of an address ("2026-10"); what is no month is a 404."""
    try:
        return Month.parse(written)
    except ValueError:
        abort(404)


def month_asked_for(written: str, last: Month) -> Month:
    """Return the month of an address; what is no month, or after `last`, is a 404."""
    month = month_of(written)
    if month > last:
        abort(404)
    return month
