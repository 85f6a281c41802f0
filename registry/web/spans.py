"""Kwartaal and jaar: the sheet of a period, of a centre or of all together, from issued months."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.figures.periods import Period
from registry.sheets import definitions, queries
from registry.sheets import services as sheets
from registry.web.access import CARERS, EVERYWHERE, centre, pages, proved, team
from registry.web.downloads import ANNEX, KIND, OF_ANNEX, Taken, hand_out
from registry.web.installation import public_url, theory_of_change
from registry.web.issuing import issued_or_told, press
from registry.web.sheet_beside import beside_of
from registry.web.sheets import WhyForm


@dataclass(frozen=True, slots=True)
class Asked:
    """The period of an address, and whose: a centre's, or (None) of all together."""

    period: Period
    centre_id: uuid.UUID | None

    def address(self, page: str = "", *, period: Period | None = None, **more: Any) -> str:
        """Return the address of a page of it ("", "file", "issue", "correct"); `more` of it."""
        wanted = period or self.period
        name = "_".join(filter(None, ("joint" if self.centre_id is None else "", "span", page)))
        if wanted.quarter is None:
            return url_for(f"web.{name}", year=str(wanted), **more)
        return url_for(f"web.{name}", quarter=str(wanted), **more)


@pages.get("/team/kwartaal/<quarter>")
@pages.get("/team/jaar/<year>")
@team(*CARERS)
def span(**written: str) -> ResponseReturnValue:
    """Show a centre's quarter or year."""
    return _page(_own(written))


@pages.get("/team/samen/kwartaal/<quarter>")
@pages.get("/team/samen/jaar/<year>")
@team(*EVERYWHERE)
def joint_span(**written: str) -> ResponseReturnValue:
    """Show the quarter or year of all together."""
    return _page(_joint(written))


@pages.get(f"/team/kwartaal/<quarter>.{KIND}")
@pages.get(f"/team/kwartaal/<quarter>/{ANNEX}", defaults=OF_ANNEX)
@pages.get(f"/team/jaar/<year>.{KIND}")
@pages.get(f"/team/jaar/<year>/{ANNEX}", defaults=OF_ANNEX)
@team(*CARERS)
@proved("GET", back="web.span")
def span_file(kind: str, **written: str) -> ResponseReturnValue:
    """Hand out a centre's quarter or year, or exactly its printed figures."""
    return _file(_own(written), kind)


@pages.get(f"/team/samen/kwartaal/<quarter>.{KIND}")
@pages.get(f"/team/samen/kwartaal/<quarter>/{ANNEX}", defaults=OF_ANNEX)
@pages.get(f"/team/samen/jaar/<year>.{KIND}")
@pages.get(f"/team/samen/jaar/<year>/{ANNEX}", defaults=OF_ANNEX)
@team(*EVERYWHERE)
@proved("GET", back="web.joint_span")
def joint_span_file(kind: str, **written: str) -> ResponseReturnValue:
    """Hand out the quarter or year of all together, or exactly its printed figures."""
    return _file(_joint(written), kind)


@pages.post("/team/kwartaal/<quarter>/uitgeven")
@pages.post("/team/jaar/<year>/uitgeven")
@team(*CARERS)
@proved("POST")
def span_issue(**written: str) -> ResponseReturnValue:
    """Issue a centre's quarter or year."""
    return _issue(_own(written))


@pages.post("/team/samen/kwartaal/<quarter>/uitgeven")
@pages.post("/team/samen/jaar/<year>/uitgeven")
@team(*EVERYWHERE)
@proved("POST")
def joint_span_issue(**written: str) -> ResponseReturnValue:
    """Issue the quarter or year of all together."""
    return _issue(_joint(written))


@pages.post("/team/kwartaal/<quarter>/verbeteren")
@pages.post("/team/jaar/<year>/verbeteren")
@team(*CARERS)
@proved("POST")
def span_correct(**written: str) -> ResponseReturnValue:
    """Issue a next version of a centre's quarter or year."""
    return _correct(_own(written))


@pages.post("/team/samen/kwartaal/<quarter>/verbeteren")
@pages.post("/team/samen/jaar/<year>/verbeteren")
@team(*EVERYWHERE)
@proved("POST")
def joint_span_correct(**written: str) -> ResponseReturnValue:
    """Issue a next version of the quarter or year of all together."""
    return _correct(_joint(written))


def _own(written: dict[str, str]) -> Asked:
    return Asked(_period(written), centre().id)


def _joint(written: dict[str, str]) -> Asked:
    return Asked(_period(written), None)


def _period(written: dict[str, str]) -> Period:
    """Return the period of an address; one that is none, or that has not begun, is a 404."""
    ((kind, text),) = written.items()
    try:
        period = Period.parse(text)
    except ValueError:
        abort(404)
    if (kind == "year") != (period.quarter is None) or not _begun(period):
        abort(404)
    return period


def _begun(period: Period) -> bool:
    return period.months[0].first_day <= clock.local_day(clock.now())


def _current(asked: Asked) -> sheets.Current | None:
    try:
        return sheets.current_span(
            centre_id=asked.centre_id, period=asked.period, theory=theory_of_change()
        )
    except sheets.NothingIssued:
        return None


def _file(asked: Asked, kind: str) -> ResponseReturnValue:
    whose = "samen" if asked.centre_id is None else centre().slug
    return hand_out(
        _current(asked) or abort(404),
        kind,
        taken=Taken(asked.centre_id, str(asked.period), f"blad-{whose}-{asked.period}"),
        instead=asked.address(),
    )


def _issue(asked: Asked) -> ResponseReturnValue:
    made = _current(asked)
    if made is not None and made.issued is None and "gezien" not in request.form:
        return _page(asked, status=422, warned=True)
    issued_or_told(
        lambda: sheets.issue_span(centre_id=asked.centre_id, period=asked.period, press=press())
    )
    return fragments.go(asked.address())


def _correct(asked: Asked) -> ResponseReturnValue:
    form = WhyForm()
    if not form.validate():
        return _page(asked, form, status=422)
    issued_or_told(
        lambda: sheets.correct_span(
            centre_id=asked.centre_id, period=asked.period, why=form.why.data, press=press()
        )
    )
    return fragments.go(asked.address())


def _page(
    asked: Asked, form: WhyForm | None = None, *, status: int = 200, warned: bool = False
) -> Response:
    """Show the page; `warned`: it was to be issued without a look at the check list."""
    made = _current(asked)
    issued = made.issued if made else None
    quarter = asked.period.quarter is not None
    return fragments.page(
        "registry/periode.html",
        status=status,
        asked=asked,
        period=str(asked.period),
        sheet=made.sheet if made else None,
        issue=issued.issue(public_url()) if issued else None,
        versions=queries.versions(centre_id=asked.centre_id, period=str(asked.period)),
        checks=sheets.checks_put_together(made, theory=theory_of_change()),
        warned=warned,
        over=sheets.period_is_over(asked.period, clock.now()),
        outdated=issued is not None
        and sheets.span_outdated(issued=issued, period=asked.period, theory=theory_of_change()),
        form=form or WhyForm(formdata=None),
        meanings=sheets.meanings(made, theory=theory_of_change()) if made else None,
        band=definitions.BAND,
        choice=beside_of(issued, asked.centre_id),
        earlier=asked.address(period=asked.period.previous) if asked.period.year > 2000 else None,
        later=asked.address(period=asked.period.next) if _begun(asked.period.next) else None,
        other=asked.address(
            period=Period.of(asked.period.months[-1].first_day, quarter=not quarter)
        ),
    )
