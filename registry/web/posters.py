"""Posters: what is held this week, each with the poster by which a phone checks in."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.centres import queries as centres
from registry.paper.posters import Poster, poster_pdf
from registry.posters import services
from registry.posters.services import Change, PosterView
from registry.web import papers
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.installation import public_url, theory_of_change
from registry.web.logo import logo_address

A_WEEK = 7


@pages.get("/team/posters")
@team(*EVERYONE)
def posters() -> ResponseReturnValue:
    """List the posters of today and the six days after it, or say what they need."""
    at, public = clock.now(), public_url()
    days = [(day, tuple(held)) for day, held in groupby(_week(at) if public else (), key=_day)]
    return fragments.page("registry/posters.html", days=days, public=public, today=_today(at))


@pages.get("/team/posters/<uuid:occurrence_id>.pdf")
@team(*EVERYONE)
def poster_file(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out a poster to print; where none can be made, say so on the page."""
    found = _poster(occurrence_id)
    if not public_url() or found.code is None:
        return redirect(url_for("web.posters"))
    return papers.hand_out(
        lambda: _recorded(found),
        name=f"poster-{centre().slug}-{found.code}.pdf",
        instead=url_for("web.posters"),
    )


@pages.post("/team/posters/<uuid:occurrence_id>/nieuw")
@team(*EVERYONE)
def renew_poster(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Give a poster a new code; the one that hangs somewhere stops working."""
    title = _change_code(occurrence_id, "renew")
    flash(_("%(title)s heeft een nieuwe code. Print de poster opnieuw.", title=title))
    return fragments.go(url_for("web.posters"))


@pages.post("/team/posters/<uuid:occurrence_id>/stop")
@team(*EVERYONE)
def withdraw_poster(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a poster's code."""
    title = _change_code(occurrence_id, "withdraw")
    flash(_("De poster van %(title)s werkt niet meer.", title=title))
    return fragments.go(url_for("web.posters"))


def _recorded(found: PosterView) -> bytes:
    """Make a poster, and put that on the record."""
    body = poster_pdf(_printed(found), example=centres.demo_last_day() is not None)
    services.note_print(
        centre_id=centre().id,
        occurrence_id=found.item.occurrence_id,
        at=clock.now(),
        by=person().account_id,
    )
    return body


def _change_code(occurrence_id: uuid.UUID, change: Change) -> str:
    found = _poster(occurrence_id)
    services.change_code(
        centre_id=centre().id,
        occurrence_id=occurrence_id,
        change=change,
        at=clock.now(),
        by=person().account_id,
    )
    return found.item.title


def _today(at: datetime) -> date:
    return clock.local_day(at)


def _week(at: datetime) -> tuple[PosterView, ...]:
    days = [_today(at) + timedelta(days=later) for later in range(A_WEEK)]
    found = services.posters_of(centre=centre(), days=days, at=at)
    return tuple(one for one in found if one.item.ends_at > at)


def _day(found: PosterView) -> date:
    return clock.local_day(found.item.starts_at)


def _poster(occurrence_id: uuid.UUID) -> PosterView:
    found = {one.item.occurrence_id: one for one in _week(clock.now())}.get(occurrence_id)
    if found is None:
        abort(404)
    return found


def _printed(found: PosterView) -> Poster:
    return Poster(
        centre=found.centre.name,
        title=found.item.title,
        o=theory_of_change().o(found.item.main_o).code,
        pictogram=found.item.pictogram,
        starts_at=found.item.starts_at,
        ends_at=found.item.ends_at,
        place=found.item.place,
        address=f"{public_url()}/p/{found.code}",
        logo=logo_address(),
    )
