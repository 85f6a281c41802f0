"""Issuing a month's sheet, setting an issued one right, and the page on which anyone checks one."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock, fragments, logs
from registry.centres import queries as centres
from registry.paper.pdf import PaperError
from registry.sheets import definitions, queries
from registry.sheets import services as sheets
from registry.sheets.services import Press
from registry.web.access import CARERS, centre, pages, person, proved, public, team
from registry.web.installation import public_url, theory_of_change
from registry.web.month import month_of
from registry.web.sheets import (
    CorrectForm,
    draft_page,
    issued_of,
    issued_page,
)

TOO_LONG_AGO = _l(
    "Deze maand is meer dan 13 maanden geleden. De passen zijn van de bezoeken af, dus mensen zijn"
    " niet meer te tellen. Uitgeven kan niet meer."
)


@pages.post("/team/maandblad/<month>/uitgeven")
@team(*CARERS)
@proved("POST")
def issue_sheet(month: str) -> ResponseReturnValue:
    """Issue the sheet: from now on its figures stand. What needs a look is looked at first."""
    asked = month_of(month)
    if issued_of(asked) is None and "gezien" not in request.form:
        return draft_page(asked, warned=True, status=422)
    issued_or_told(
        lambda: sheets.issue(centre_id=centre().id, month=asked, press=press()),
        runs=_("Deze maand loopt nog. Uitgeven kan als de maand voorbij is."),
    )
    return fragments.go(url_for("web.sheet", month=month))


@pages.post("/team/maandblad/<month>/verbeteren")
@team(*CARERS)
@proved("POST")
def correct_sheet(month: str) -> ResponseReturnValue:
    """Issue a next version with the figures of now, and a reason that is printed on it."""
    asked = month_of(month)
    issued = issued_of(asked)
    if issued is None:
        return fragments.go(url_for("web.sheet", month=month))
    form = CorrectForm()
    if not form.validate():
        return issued_page(asked, issued, form, status=422)
    try:
        marks = sheets.correct(
            centre_id=centre().id,
            month=asked,
            why=form.why.data,
            headline=form.own_headline,
            words=form.words.data,
            press=press(),
        )
    except sheets.PassesGone:
        flash(TOO_LONG_AGO)
    except sheets.AlreadyIssued:
        flash(_("Iemand anders gaf net een nieuwe versie uit. Kijk die eerst na."))
    except PaperError as error:
        logs.fault(error)
        flash(_("De PDF maken lukt nu niet, dus er is geen nieuwe versie. Vraag de beheerder."))
    else:
        flash(_("Blad %(number)s is uitgegeven, in plaats van het vorige.", number=marks.number))
    return fragments.go(url_for("web.sheet", month=month))


@pages.get("/blad/<sheet_code>")
@public
def issued_sheet(sheet_code: str) -> ResponseReturnValue:
    """Show anyone who holds an issued sheet that it is genuine, and what it says."""
    found = queries.by_code(sheet_code.upper())
    if found is None:
        return fragments.page("registry/blad-onbekend.html", status=404)
    every = queries.versions(centre_id=found.centre_id, period=found.period)
    shown = sheets.Current(found.page, found) if found.page else None
    return fragments.page(
        "registry/blad.html",
        pages=_pages_of(found),
        sheet=found.page,
        issue=found.issue(public_url()),
        giver=_giver(found),
        meanings=sheets.meanings(shown, theory=theory_of_change()) if shown else None,
        band=definitions.BAND,
        latest=every[0],
    )


def issued_or_told(issue: Callable[[], sheets.Issue], *, runs: str | None = None) -> bool:
    """Issue something and say what came of it; True where it was issued, by whomever.

    `runs` is what to say where the time it is of is not over.
    """
    try:
        flash(_("Blad %(number)s is uitgegeven. De cijfers liggen vast.", number=issue().number))
    except sheets.AlreadyIssued:
        flash(_("Dit blad was al uitgegeven."))
    except sheets.NotOver:
        flash(runs or _("Deze periode loopt nog. Uitgeven kan als zij voorbij is."))
        return False
    except sheets.PassesGone:
        flash(TOO_LONG_AGO)
        return False
    except (sheets.NotIssued, sheets.NothingIssued):
        flash(_("Er is nog geen blad om dit mee te maken."))
        return False
    except PaperError as error:
        logs.fault(error)
        flash(_("De PDF maken lukt nu niet, dus het blad is niet uitgegeven. Vraag de beheerder."))
        return False
    return True


def press() -> Press:
    """Return with what a sheet is issued now, by the person who is signed in."""
    return Press(
        theory=theory_of_change(),
        public_url=public_url(),
        at=clock.now(),
        by=person().account_id,
    )


def _pages_of(found: queries.Issued) -> str:
    """The template of a sheet's pages, the same as on paper."""
    if not queries.is_month(found.period):
        return "sheets/span-pages.html"
    return "sheets/pages.html" if found.centre_id else "sheets/joint-pages.html"


def _giver(found: queries.Issued) -> str:
    """Say whose sheet it is: the centre's, or of all centres of the area."""
    there = centres.by_id(found.centre_id) if found.centre_id else None
    if there is not None:
        return there.name
    return str(_("De ontmoetingscentra van %(area)s samen", area=theory_of_change().area))
