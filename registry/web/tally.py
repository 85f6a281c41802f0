"""Turflijst: the day's tally sheet on paper, for when the tablet fails."""

from __future__ import annotations

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock, words
from registry.activities.queries import programme
from registry.paper import tally as paper
from registry.web import papers
from registry.web.access import EVERYONE, centre, pages, team
from registry.web.day_record import day_asked_for


@pages.get("/team/vandaag/turflijst.pdf")
@team(*EVERYONE)
def tally() -> ResponseReturnValue:
    """Hand out the tally sheet of today, or of the day asked for; else say so on Vandaag."""
    at, here = clock.now(), centre()
    day = day_asked_for(request.args["dag"]) if "dag" in request.args else clock.local_day(at)
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
