"""Turflijst: a day's tally sheet on paper, for when the tablet fails; also of a day to come."""

from __future__ import annotations

from datetime import date

from flask import abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock, words
from registry.activities import services as planning
from registry.activities.queries import programme
from registry.paper import tally as paper
from registry.web import papers
from registry.web.access import EVERYONE, centre, pages, team
from registry.web.programme import AS_FAR_AS


@pages.get("/team/vandaag/turflijst.pdf")
@team(*EVERYONE)
def tally() -> ResponseReturnValue:
    """Hand out the tally sheet of today, or of the day asked for; else say so on Vandaag."""
    at, here = clock.now(), centre()
    day = _day(clock.local_day(at))
    planning.plan_until(centre_id=here.id, last_day=day)
    lines = [
        paper.Line(
            title=item.title,
            main_o=item.main_o,
            starts=words.wall_time(item.starts_at),
            ends=words.wall_time(item.ends_at),
            place=item.place,
        )
        for item in programme(centre_id=here.id, day=day, at=at)
        if not item.cancelled
    ]
    example = current_app.config["DEMO"]
    return papers.hand_out(
        lambda: paper.tally_pdf(lines, centre=here.name, day=day, example=example),
        name=f"turflijst-{here.slug}-{day}.pdf",
        instead=url_for("web.today"),
    )


def _day(today: date) -> date:
    """Return the day that is asked for, up to a year ahead; any other is a 404."""
    try:
        day = date.fromisoformat(request.args.get("dag", str(today)))
    except ValueError:
        abort(404)
    if not centre().opened_on <= day <= today + AS_FAR_AS:
        abort(404)
    return day
