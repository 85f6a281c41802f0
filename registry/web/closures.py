"""Dicht en vakantie: the days on which a centre is closed, and the holidays that are coming."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, Optional

from registry import clock, fragments, words
from registry.activities import holidays, queries, services
from registry.centres import queries as centres
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.inputs import tidy

A_YEAR = timedelta(days=365)

REFUSED = {
    "past": ("first", _l("Die dag is al voorbij.")),
    "days": ("last", _l("De laatste dag is voor de eerste dag.")),
    "long": ("last", _l("Zo lang kan een centrum niet dicht zijn. Kies hoogstens 100 dagen.")),
    "closed": ("first", _l("Het centrum is dan al dicht.")),
}
"""At which field days that can't be closed are told, and in which words."""


class ClosureForm(FlaskForm):  # type: ignore[misc]  # untyped
    """From when until when a centre is closed, and why."""

    first = DateField(_l("Eerste dag"), [DataRequired(_l("Kies een dag."))])
    last = DateField(_l("Laatste dag"), [Optional()])
    reason = StringField(
        _l("Waarom?"),
        [
            DataRequired(_l("Schrijf waarom.")),
            Length(max=services.REASON_LENGTH, message=_l("Hoogstens %(max)d letters.")),
        ],
        filters=[tidy],
    )


@pages.route("/team/instellingen/dicht", methods=["GET", "POST"])
@team(*CARERS)
def closures() -> ResponseReturnValue:
    """List the days on which the centre is closed, or close it on more."""
    form = ClosureForm()
    if not form.validate_on_submit():
        return _page(form, 422 if form.is_submitted() else 200)
    at = clock.now()
    try:
        days = services.close_days(
            centre_id=centre().id,
            first_day=form.first.data,
            last_day=form.last.data or form.first.data,
            reason=form.reason.data,
            today=clock.local_day(at),
            at=at,
            by=person().account_id,
        )
    except services.ClosingRefused as refused:
        name, said = REFUSED[refused.code]
        form[name].errors = [str(said)]
        return _page(form, 422)
    flash(
        ngettext(
            "%(num)d dag dicht: %(reason)s.",
            "%(num)d dagen dicht: %(reason)s.",
            days,
            reason=form.reason.data.rstrip("."),
        )
    )
    return fragments.go(url_for("web.closures"))


@pages.post("/team/instellingen/dicht/open")
@team(*CARERS)
def open_again() -> ResponseReturnValue:
    """Open the centre on a day that was closed."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(400)
    services.open_again(centre_id=centre().id, day=day, at=clock.now(), by=person().account_id)
    flash(_("Op %(day)s is het centrum open.", day=words.day(day)))
    return fragments.go(url_for("web.closures"))


def _page(form: ClosureForm, status: int = 200) -> Response:
    here, today = centre().id, clock.local_day(clock.now())
    closed = centres.closures(here, today, today + A_YEAR)
    hours = centres.hours_of(here)
    return fragments.page(
        "registry/dicht.html",
        status=status,
        form=form,
        closed=sorted(closed.items()),
        feasts=[
            (day, name)
            for day, name in holidays.public_holidays(today, today + A_YEAR).items()
            if day not in closed and hours.on(day)
        ],
        school=[
            one
            for one in holidays.school().all
            if one.last >= today and one.first <= today + A_YEAR
        ],
        source=holidays.school().source,
        pausing=[view for view in queries.activities(centre_id=here) if not view.in_holidays],
    )
