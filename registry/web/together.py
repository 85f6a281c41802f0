"""Samen: the sheets of all centres of a month, and the joint sheet that is made from them."""

from __future__ import annotations

import uuid

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.figures.facts import Month
from registry.sheets import definitions, queries
from registry.sheets import services as sheets
from registry.web.access import EVERYWHERE, pages, proved, team
from registry.web.downloads import ANNEX, KIND, OF_ANNEX, Taken, hand_out
from registry.web.installation import public_url, theory_of_change
from registry.web.issuing import issued_or_told, press
from registry.web.month import month_of
from registry.web.sheet_beside import beside_of
from registry.web.sheets import WhyForm


@pages.get("/team/samen")
@team(*EVERYWHERE)
def together_now() -> ResponseReturnValue:
    """Go to the last month that is over."""
    month = Month.of(clock.local_day(clock.now())).previous
    return fragments.go(url_for("web.together", month=month))


@pages.get("/team/samen/maandblad/<month>")
@team(*EVERYWHERE)
def together(month: str) -> ResponseReturnValue:
    """Show which centres issued their sheet, and the joint sheet as issued or as a draft."""
    return _page(_month(month))


@pages.post("/team/samen/maandblad/<month>/alle")
@team(*EVERYWHERE)
@proved("POST")
def issue_next(month: str) -> ResponseReturnValue:
    """Issue the sheet of the next centre that did not; the page asks again until none is left."""
    asked = _month(month)
    if "gezien" not in request.form:
        return _page(asked, status=422, warned=True)
    waiting = [one for one in sheets.states(month=asked) if one.issued is None]
    failed = bool(waiting) and not issued_or_told(
        lambda: sheets.issue(centre_id=waiting[0].centre.id, month=asked, press=press())
    )
    if fragments.wants_block() and len(waiting) > 1 and not failed:
        return _page(asked, running=True)
    return fragments.go(url_for("web.together", month=asked))


@pages.post("/team/samen/maandblad/<month>/uitgeven")
@team(*EVERYWHERE)
@proved("POST")
def issue_together(month: str) -> ResponseReturnValue:
    """Issue the joint sheet from what the centres issued."""
    asked = _month(month)
    made = _made(asked)
    if made is not None and made.issued is None and "gezien" not in request.form:
        return _page(asked, status=422, skipped=True)
    issued_or_told(lambda: sheets.issue_together(month=asked, press=press()))
    return fragments.go(url_for("web.together", month=asked))


@pages.post("/team/samen/maandblad/<month>/verbeteren")
@team(*EVERYWHERE)
@proved("POST")
def correct_together(month: str) -> ResponseReturnValue:
    """Issue a next version of the joint sheet, with a reason that is printed on it."""
    asked = _month(month)
    form = WhyForm()
    if not form.validate():
        return _page(asked, form=form, status=422)
    issued_or_told(lambda: sheets.correct_together(month=asked, why=form.why.data, press=press()))
    return fragments.go(url_for("web.together", month=asked))


@pages.get(f"/team/samen/maandblad/<month>.{KIND}")
@pages.get(f"/team/samen/maandblad/<month>/{ANNEX}", defaults=OF_ANNEX)
@team(*EVERYWHERE)
@proved("GET", back="web.together")
def together_file(month: str, kind: str) -> ResponseReturnValue:
    """Hand out the joint sheet, or exactly its printed figures."""
    asked = _month(month)
    return hand_out(
        _made(asked) or abort(404),
        kind,
        taken=Taken(None, str(asked), f"maandblad-samen-{asked}"),
        instead=url_for("web.together", month=asked),
    )


def _month(text: str) -> Month:
    """Return the month of an address; one that is not over, or before any centre, is a 404."""
    month = month_of(text)
    if not sheets.is_over(month, clock.now()) or not sheets.open_in(month):
        abort(404)
    return month


def _made(month: Month) -> sheets.Current | None:
    try:
        return sheets.current_together(month=month, theory=theory_of_change())
    except sheets.NothingIssued:
        return None


def _page(
    month: Month,
    *,
    form: WhyForm | None = None,
    status: int = 200,
    running: bool = False,
    warned: bool = False,
    skipped: bool = False,
) -> Response:
    """Show the page; `running`: the next centre's sheet is issued as soon as this is shown.

    `warned`: the centres' sheets were to be issued unseen, `skipped`: the joint one was.
    """
    states = sheets.states(month=month)
    made = _made(month)
    issued = made.issued if made else None
    return fragments.page(
        "registry/samen.html",
        status=status,
        month=month,
        states=states,
        left=[one.centre for one in states if one.issued is None],
        points=_points(month, states) if not running else {},
        sheet=made.sheet if made else None,
        issue=issued.issue(public_url()) if issued else None,
        versions=queries.versions(centre_id=None, period=str(month)),
        outdated=issued is not None
        and sheets.outdated(issued=issued, month=month, theory=theory_of_change()),
        form=form or WhyForm(formdata=None),
        meanings=sheets.meanings(made, theory=theory_of_change()) if made else None,
        band=definitions.BAND,
        choice=beside_of(issued, None),
        running=running,
        warned=warned,
        checks=sheets.checks_put_together(made, theory=theory_of_change()),
        skipped=skipped,
        earlier=_address(month.previous) if sheets.open_in(month.previous) else None,
        later=_address(month.next) if sheets.is_over(month.next, clock.now()) else None,
    )


def _points(month: Month, states: tuple[sheets.CentreState, ...]) -> dict[uuid.UUID, int]:
    """How many points the check list of each draft has, by the centre's key."""
    at = clock.now()
    points = {}
    for one in states:
        if one.issued is None:
            made = sheets.composed(
                centre_id=one.centre.id, month=month, theory=theory_of_change(), at=at
            )
            points[one.centre.id] = len(sheets.checks(made, centre_id=one.centre.id, at=at))
    return points


def _address(month: Month) -> str:
    return url_for("web.together", month=str(month))
