"""Samen: the sheets of all centres of a month, and the joint sheet that is made from them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments, logs
from registry.figures.facts import Month
from registry.paper.pdf import PaperError
from registry.sheets import queries
from registry.sheets import services as sheets
from registry.web import papers
from registry.web.access import pages, person, proved, team
from registry.web.inputs import tidy
from registry.web.issuing import press
from registry.web.month import theory_of_change
from registry.web.sheets import month_of, public_url

TOGETHER = ("area", "admin")
"""Who looks after all centres together."""


class WhyForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why there is a next version of the joint sheet."""

    why = TextAreaField(
        _l("Wat is er verbeterd?"),
        [
            DataRequired(_l("Schrijf op wat er anders is. Dat komt op het blad.")),
            Length(
                max=sheets.LONGEST_REASON,
                message=_l("Dit zijn meer dan 140 tekens. Maak het korter."),
            ),
        ],
        filters=[tidy],
    )


@pages.get("/team/samen")
@team(*TOGETHER)
def together_now() -> ResponseReturnValue:
    """Go to the last month that is over."""
    month = Month.of(clock.local_day(clock.now())).previous
    return fragments.go(url_for("web.together", month=month))


@pages.get("/team/samen/maandblad/<month>")
@team(*TOGETHER)
def together(month: str) -> ResponseReturnValue:
    """Show which centres issued their sheet, and the joint sheet as issued or as a draft."""
    return _page(_month(month))


@pages.post("/team/samen/maandblad/<month>/alle")
@team(*TOGETHER)
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
@team(*TOGETHER)
@proved("POST")
def issue_together(month: str) -> ResponseReturnValue:
    """Issue the joint sheet from what the centres issued."""
    asked = _month(month)
    issued_or_told(lambda: sheets.issue_together(month=asked, press=press()))
    return fragments.go(url_for("web.together", month=asked))


@pages.post("/team/samen/maandblad/<month>/verbeteren")
@team(*TOGETHER)
@proved("POST")
def correct_together(month: str) -> ResponseReturnValue:
    """Issue a next version of the joint sheet, with a reason that is printed on it."""
    asked = _month(month)
    form = WhyForm()
    if not form.validate():
        return _page(asked, form=form, status=422)
    issued_or_told(lambda: sheets.correct_together(month=asked, why=form.why.data, press=press()))
    return fragments.go(url_for("web.together", month=asked))


@pages.get("/team/samen/maandblad/<month>.pdf")
@team(*TOGETHER)
@proved("GET", back="web.together")
def together_pdf(month: str) -> ResponseReturnValue:
    """Hand out the joint sheet as a PDF; where none can be made, say so on the page."""
    asked = _month(month)
    made = _current(asked)
    return papers.hand_out(
        lambda: recorded(made.pdf(public_url()), None, month, "pdf"),
        name=f"maandblad-samen-{asked}.pdf",
        instead=url_for("web.together", month=asked),
        disposition="attachment",
    )


@pages.get("/team/samen/maandblad/<month>.json")
@team(*TOGETHER)
@proved("GET", back="web.together")
def together_json(month: str) -> ResponseReturnValue:
    """Hand out exactly the printed figures of the joint sheet."""
    asked = _month(month)
    body = json.dumps(_current(asked).figures(public_url()), ensure_ascii=False, indent=2)
    return Response(
        recorded(f"{body}\n".encode(), None, month, "json"),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="maandblad-samen-{asked}.json"'},
    )


def _month(text: str) -> Month:
    """Return the month of an address; one that is not over, or before any centre, is a 404."""
    month = month_of(text)
    if not sheets.is_over(month, clock.now()) or not sheets.states(month=month):
        abort(404)
    return month


def _current(month: Month) -> sheets.Current:
    try:
        return sheets.current_together(month=month, theory=theory_of_change())
    except sheets.NothingIssued:
        abort(404)


def issued_or_told(issue: Callable[[], sheets.Issue]) -> bool:
    """Issue something and say what came of it; True where it was issued, by whomever."""
    try:
        flash(_("Blad %(number)s is uitgegeven. De cijfers liggen vast.", number=issue().number))
    except sheets.AlreadyIssued:
        flash(_("Dit blad was al uitgegeven."))
    except sheets.NotOver:
        flash(_("Deze periode loopt nog. Uitgeven kan als zij voorbij is."))
        return False
    except (sheets.NotIssued, sheets.NothingIssued):
        flash(_("Er is nog geen blad om dit mee te maken."))
        return False
    except PaperError as error:
        logs.fault(error)
        flash(_("De PDF maken lukt nu niet, dus het blad is niet uitgegeven. Vraag de beheerder."))
        return False
    return True


def recorded(body: bytes, centre_id: uuid.UUID | None, period: str, kind: str) -> bytes:
    """Put on the record that a file was made to take along, and return it."""
    sheets.record_download(
        centre_id=centre_id, period=period, kind=kind, at=clock.now(), by=person().account_id
    )
    return body


def _page(
    month: Month,
    *,
    form: WhyForm | None = None,
    status: int = 200,
    running: bool = False,
    warned: bool = False,
) -> Response:
    """Show the page; `running`: the next centre's sheet is issued as soon as this is shown."""
    states = sheets.states(month=month)
    some = any(one.issued for one in states)
    made = _current(month) if some else None
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
        running=running,
        warned=warned,
        earlier=_address(month.previous) if sheets.states(month=month.previous) else None,
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
