"""Kwartaal and jaar: the sheet of a period, of a centre or of all together, from issued months."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.figures.periods import Period
from registry.sheets import queries
from registry.sheets import services as sheets
from registry.web import papers
from registry.web.access import CARERS, centre, pages, proved, team
from registry.web.issuing import press
from registry.web.month import theory_of_change
from registry.web.sheets import public_url
from registry.web.together import TOGETHER, WhyForm, issued_or_told, recorded


@dataclass(frozen=True, slots=True)
class Asked:
    """The period of an address, and whose: a centre's, or (None) of all together."""

    period: Period
    centre_id: uuid.UUID | None

    def address(self, page: str = "", *, period: Period | None = None) -> str:
        """Return the address of a page of it ("", "pdf", "json", "issue", "correct")."""
        wanted = period or self.period
        name = "_".join(filter(None, ("joint" if self.centre_id is None else "", "span", page)))
        if wanted.quarter is None:
            return url_for(f"web.{name}", year=str(wanted))
        return url_for(f"web.{name}", quarter=str(wanted))

    @property
    def file_name(self) -> str:
        """What its files are called, without the ending."""
        whose = "samen" if self.centre_id is None else centre().slug
        return f"blad-{whose}-{self.period}"


@pages.get("/team/kwartaal/<quarter>")
@pages.get("/team/jaar/<year>")
@team(*CARERS)
def span(**written: str) -> ResponseReturnValue:
    """Show a centre's quarter or year."""
    return _page(_own(written))


@pages.get("/team/samen/kwartaal/<quarter>")
@pages.get("/team/samen/jaar/<year>")
@team(*TOGETHER)
def joint_span(**written: str) -> ResponseReturnValue:
    """Show the quarter or year of all together."""
    return _page(_joint(written))


@pages.get("/team/kwartaal/<quarter>.pdf")
@pages.get("/team/jaar/<year>.pdf")
@team(*CARERS)
@proved("GET", back="web.span")
def span_pdf(**written: str) -> ResponseReturnValue:
    """Hand out a centre's quarter or year as a PDF."""
    return _pdf(_own(written))


@pages.get("/team/samen/kwartaal/<quarter>.pdf")
@pages.get("/team/samen/jaar/<year>.pdf")
@team(*TOGETHER)
@proved("GET", back="web.joint_span")
def joint_span_pdf(**written: str) -> ResponseReturnValue:
    """Hand out the quarter or year of all together as a PDF."""
    return _pdf(_joint(written))


@pages.get("/team/kwartaal/<quarter>.json")
@pages.get("/team/jaar/<year>.json")
@team(*CARERS)
@proved("GET", back="web.span")
def span_json(**written: str) -> ResponseReturnValue:
    """Hand out exactly the printed figures of a centre's quarter or year."""
    return _json(_own(written))


@pages.get("/team/samen/kwartaal/<quarter>.json")
@pages.get("/team/samen/jaar/<year>.json")
@team(*TOGETHER)
@proved("GET", back="web.joint_span")
def joint_span_json(**written: str) -> ResponseReturnValue:
    """Hand out exactly the printed figures of the quarter or year of all together."""
    return _json(_joint(written))


@pages.post("/team/kwartaal/<quarter>/uitgeven")
@pages.post("/team/jaar/<year>/uitgeven")
@team(*CARERS)
@proved("POST")
def span_issue(**written: str) -> ResponseReturnValue:
    """Issue a centre's quarter or year."""
    return _issue(_own(written))


@pages.post("/team/samen/kwartaal/<quarter>/uitgeven")
@pages.post("/team/samen/jaar/<year>/uitgeven")
@team(*TOGETHER)
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
@team(*TOGETHER)
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


def _pdf(asked: Asked) -> ResponseReturnValue:
    made = _current(asked) or abort(404)
    return papers.hand_out(
        lambda: recorded(made.pdf(public_url()), asked.centre_id, str(asked.period), "pdf"),
        name=f"{asked.file_name}.pdf",
        instead=asked.address(),
        disposition="attachment",
    )


def _json(asked: Asked) -> Response:
    made = _current(asked) or abort(404)
    body = json.dumps(made.figures(public_url()), ensure_ascii=False, indent=2)
    return Response(
        recorded(f"{body}\n".encode(), asked.centre_id, str(asked.period), "json"),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{asked.file_name}.json"'},
    )


def _issue(asked: Asked) -> ResponseReturnValue:
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


def _page(asked: Asked, form: WhyForm | None = None, *, status: int = 200) -> Response:
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
        over=sheets.period_is_over(asked.period, clock.now()),
        outdated=issued is not None
        and sheets.span_outdated(issued=issued, period=asked.period, theory=theory_of_change()),
        form=form or WhyForm(formdata=None),
        earlier=asked.address(period=asked.period.previous) if asked.period.year > 2000 else None,
        later=asked.address(period=asked.period.next) if _begun(asked.period.next) else None,
        other=asked.address(
            period=Period.of(asked.period.months[-1].first_day, quarter=not quarter)
        ),
    )
