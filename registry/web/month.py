"""Maand: a centre's month on one page, every figure through the one door."""

from __future__ import annotations

from typing import cast

from flask import abort, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from registry import clock, fragments
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.theory.model import Theory
from registry.web import month_charts
from registry.web.access import CARERS, centre, pages, team

KIND_NAMES = {
    "maaltijd": _l("maaltijden"),
    "pakket": _l("pakketten"),
    "kleding": _l("kledingstukken"),
    "vrijwilligerswerk": _l("naar vrijwilligerswerk"),
    "werk": _l("naar werk"),
    "cursus": _l("naar een cursus of opleiding"),
}
"""What is given away, and where residents' steps lead, by key."""


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
    """Show a centre's month."""
    at = clock.now()
    today = Month.of(clock.local_day(at))
    asked_for = month_asked_for(month, today)
    theory = theory_of_change()
    figures = reporting.month(centre_id=centre().id, month=asked_for, theory=theory, at=at)
    return fragments.page(
        "registry/maand.html",
        figures=figures,
        month=asked_for,
        earlier=asked_for.previous if asked_for > Month.of(centre().opened_on) else None,
        later=asked_for.next if asked_for < today else None,
        running=asked_for == today,
        theory=theory,
        goals=month_charts.goals(figures, theory),
        mood=month_charts.mood(figures, theory),
        calendar=month_charts.calendar(figures.days),
        heat=month_charts.heat(figures.hours),
        series=month_charts.series,
        kinds=KIND_NAMES,
    )


def month_asked_for(written: str, last: Month) -> Month:
    """Return the month of an address ("2026-10"); what is no month, or after `last`, is a 404."""
    try:
        month = Month.parse(written)
    except ValueError:
        abort(404)
    if month > last:
        abort(404)
    return month


def theory_of_change() -> Theory:
    """Return the theory of change that this app runs on."""
    return cast(Theory, current_app.extensions["inloop_theory"])
