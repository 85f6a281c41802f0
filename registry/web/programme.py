"""Programma: what is on in a week or a month, and that week on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.activities import services as planning
from registry.centres import queries as centres
from registry.paper.week import SIZES, week_pdf
from registry.web import papers
from registry.web.access import CARERS, EVERYONE, centre, has_one_of, pages, team
from registry.web.installation import public_url, theory_of_change
from registry.web.programme_days import DayOf, Span, days_of
from registry.web.week_paper import week_on_paper

AS_FAR_AS = timedelta(days=400)
"""So far ahead occurrences are made for who looks there."""


@pages.get("/team/programma")
@team(*EVERYONE)
def programme() -> ResponseReturnValue:
    """Show the programme of a week, or of a month."""
    at = clock.now()
    today = clock.local_day(at)
    span, only = _span(today), request.args.get("o", "")
    first, last = span.first, span.last
    if not span.is_week:
        first, last = Span.week_of(first).first, Span.week_of(last).last
    days = tuple(_only(day, only, span) for day in _days(first, last, at))
    shown = [day for day in days if day.listed or day.closed or day.open_weekday]
    return fragments.page(
        "registry/programma.html",
        span=span,
        days=shown if span.is_week else days,
        weeks=[days[start : start + 7] for start in range(0, len(days), 7)],
        today=today,
        only=only,
        os=theory_of_change().os,
        week_of_today=Span.week_of(today),
        month_of_span=Span.month_of(span.first),
        week_of_span=Span.week_of(today if span.first <= today <= span.last else span.first),
        empty=not any(day.listed for day in days),
        may_edit=has_one_of(CARERS),
    )


@pages.get("/team/programma/<week>.pdf")
@team(*EVERYONE)
def programme_file(week: str) -> ResponseReturnValue:
    """Hand out the programme of a week to print, on A4 or A3."""
    try:
        span = Span.read_week(week)
    except ValueError:
        abort(404)
    size = request.args.get("papier", "a4")
    if size not in SIZES:
        abort(404)
    at, here = clock.now(), centre()
    page = week_on_paper(
        here,
        _days(span.first, span.last, at),
        at,
        theory=theory_of_change(),
        public=public_url(),
    )
    example = centres.demo_last_day() is not None
    return papers.hand_out(
        lambda: week_pdf(page, size=size, example=example),
        name=f"weekprogramma-{here.slug}-{week}-{size}.pdf",
        instead=url_for("web.programme", week=week),
    )


def _span(today: date) -> Span:
    week, month = request.args.get("week"), request.args.get("maand")
    try:
        if month is not None:
            return Span.read_month(month)
        return Span.week_of(today) if week is None else Span.read_week(week)
    except ValueError:
        abort(404)


def _days(first: date, last: date, at: datetime) -> tuple[DayOf, ...]:
    """Return days with what is on, planned ahead where it was not yet."""
    today = clock.local_day(at)
    planning.plan_ahead(centre=centre(), day=today)
    if today <= last <= today + AS_FAR_AS:
        planning.plan_until(centre_id=centre().id, last_day=last)
    return days_of(centre_id=centre().id, first_day=first, last_day=last, at=at)


def _only(day: DayOf, o: str, span: Span) -> DayOf:
    """Leave what serves another O out, and of a month the open inloop that goes on as ever."""
    listed = tuple(
        one
        for one in day.listed
        if o in ("", one.item.main_o) and (span.is_week or one.changed or not one.item.open_inloop)
    )
    return replace(day, listed=listed)
