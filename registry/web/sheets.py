"""Maandblad: the month's sheet in the browser, as PDF and as JSON, and the coordinator's lines."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from registry import clock, fragments
from registry.figures.facts import Month
from registry.sheets import services as sheets
from registry.sheets.page_data import Sheet
from registry.web import papers
from registry.web.access import CARERS, centre, pages, person, proved, team


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class WordsForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What the coordinator wants to say beside the headline."""

    words = TextAreaField(
        _l("Uw eigen regels"),
        [
            Length(
                max=sheets.LONGEST_WORDS,
                message=_l("Dit zijn meer dan 280 tekens. Maak het korter."),
            )
        ],
        filters=[_one_line],
    )


@pages.get("/team/maandblad")
@team(*CARERS)
def sheet_now() -> ResponseReturnValue:
    """Go to the sheet of the last whole month, or of this one in a centre's first month."""
    this_month = Month.of(clock.local_day(clock.now()))
    first = Month.of(centre().opened_on)
    month = max(this_month.previous, min(first, this_month))
    return redirect(url_for("web.sheet", month=str(month)))


@pages.get("/team/maandblad/<month>")
@team(*CARERS)
def sheet(month: str) -> ResponseReturnValue:
    """Show a month's sheet with the form for the coordinator's lines."""
    made = _draft(_month(month))
    return _page(made, WordsForm(formdata=None, words=made.words))


@pages.post("/team/maandblad/<month>")
@team(*CARERS)
def write_words(month: str) -> ResponseReturnValue:
    """Put the coordinator's lines on the sheet."""
    asked = _month(month)
    form = WordsForm()
    if not form.validate():
        return _page(_draft(asked), form, status=422)
    try:
        sheets.write_words(
            centre_id=centre().id,
            month=asked,
            words=form.words.data,
            at=clock.now(),
            by=person().account_id,
        )
    except sheets.NoSuchMonth:
        abort(404)
    flash(_("Uw regels staan op het blad."))
    return fragments.go(url_for("web.sheet", month=month))


@pages.get("/team/maandblad/<month>.pdf")
@team(*CARERS)
@proved("GET", back="web.sheet")
def sheet_pdf(month: str) -> ResponseReturnValue:
    """Hand out the sheet as a PDF; where none can be made, say so on the page."""
    made = _draft(_month(month))
    return papers.hand_out(
        lambda: _recorded(sheets.sheet_pdf(made), made.month, "pdf"),
        name=_file_name(made.month, "pdf"),
        instead=url_for("web.sheet", month=month),
        disposition="attachment",
    )


@pages.get("/team/maandblad/<month>.json")
@team(*CARERS)
@proved("GET", back="web.sheet")
def sheet_json(month: str) -> ResponseReturnValue:
    """Hand out exactly the printed figures."""
    made = _draft(_month(month))
    body = json.dumps(sheets.sheet_json(made), ensure_ascii=False, indent=2)
    name = _file_name(made.month, "json")
    return Response(
        _recorded(f"{body}\n".encode(), made.month, "json"),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _month(text: str) -> Month:
    """Return the month of an address; what is no month is a 404."""
    try:
        return Month.parse(text)
    except ValueError:
        abort(404)


def _draft(month: Month) -> Sheet:
    theory = current_app.extensions["inloop_theory"]
    try:
        return sheets.draft(centre_id=centre().id, month=month, theory=theory, at=clock.now())
    except sheets.NoSuchMonth:
        abort(404)


def _recorded(body: bytes, month: Month, kind: str) -> bytes:
    """Put on the record that a file was made to take along, and return it."""
    sheets.record_download(
        centre_id=centre().id, month=month, kind=kind, at=clock.now(), by=person().account_id
    )
    return body


def _file_name(month: Month, kind: str) -> str:
    return f"maandblad-{centre().slug}-{month}.{kind}"


def _page(made: Sheet, form: Any, *, status: int = 200) -> Response:
    here = made.month
    running = Month.of(clock.local_day(clock.now()))
    return fragments.page(
        "registry/maandblad.html",
        status=status,
        sheet=made,
        form=form,
        longest=sheets.LONGEST_WORDS,
        unfinished=here == running,
        earlier=_address(here.previous) if here > Month.of(centre().opened_on) else None,
        later=_address(here.next) if here < running else None,
        action=request.path if "centrum" not in request.args else request.full_path,
    )


def _address(month: Month) -> str:
    return url_for("web.sheet", month=str(month))
