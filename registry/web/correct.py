"""A check-in that was counted wrong: let it count otherwise, or no longer, with a reason."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from registry import clock, fragments
from registry.activities.queries import ProgrammeItem, occurrence, programme
from registry.visits import queries as visits_now
from registry.visits import services as visits
from registry.visits.queries import Entry
from registry.web.access import CARERS, centre, pages, team
from registry.web.day_record import REASONS, ROLES, day_asked_for, lines_of, setting

MOST = 99


class CorrectForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What a check-in should count as, and why it has to change."""

    occurrence = SelectField(_l("Waarvoor?"))
    people = IntegerField(_l("Met hoeveel?"))
    role = SelectField(
        _l("Wat doet deze persoon?"), choices=[SelectChoice(*one) for one in ROLES.items()]
    )
    reason = SelectField(
        _l("Waarom wijzigt u dit?"), choices=[SelectChoice(*one) for one in REASONS.items()]
    )

    def validate_people(self, field: IntegerField) -> None:
        """Refuse what is no number, or one that no room holds."""
        if field.data is None or not 1 <= field.data <= MOST:
            field.errors = []
            raise ValidationError(_("Schrijf een getal van 1 tot %(most)s.", most=MOST))


@pages.get("/team/dag/<day>/<uuid:check_in_id>")
@team(*CARERS)
def check_in(day: str, check_in_id: uuid.UUID) -> ResponseReturnValue:
    """Show a check-in with all that happened to it, and what can be set right."""
    shown = day_asked_for(day)
    entry = _entry(shown, check_in_id)
    return _page(shown, entry, _form(shown, entry))


@pages.post("/team/dag/<day>/<uuid:check_in_id>/wijzigen")
@team(*CARERS)
def correct(day: str, check_in_id: uuid.UUID) -> ResponseReturnValue:
    """Let a check-in count otherwise."""
    shown = day_asked_for(day)
    entry = _entry(shown, check_in_id)
    form = _form(shown, entry)
    if not form.validate_on_submit():
        return _page(shown, entry, form, status=422)
    try:
        visits.change_later(
            setting=setting(form.reason.data),
            check_in_id=check_in_id,
            people=form.people.data,
            role=form.role.data,
            occurrence_id=uuid.UUID(form.occurrence.data) if form.occurrence.data else None,
        )
    except visits.CannotUndo:
        flash(_("Deze aanmelding was al teruggenomen. Er is niets gewijzigd."))
    else:
        flash(_("Gewijzigd. Wat er eerst stond, blijft bewaard."))
    return fragments.go(url_for("web.one_day", day=shown))


@pages.post("/team/dag/<day>/<uuid:check_in_id>/terugnemen")
@team(*CARERS)
def take_back_later(day: str, check_in_id: uuid.UUID) -> ResponseReturnValue:
    """Let a check-in no longer count."""
    shown = day_asked_for(day)
    _entry(shown, check_in_id)
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        abort(400)
    visits.take_back_later(setting=setting(reason), check_in_id=check_in_id)
    flash(_("Teruggenomen. Het telt niet meer mee, en blijft bewaard."))
    return fragments.go(url_for("web.one_day", day=shown))


def _entry(shown: date, check_in_id: uuid.UUID) -> Entry:
    entries = visits_now.record(centre_id=centre().id, day=shown)
    found = next((one for one in entries if one.id == check_in_id), None)
    if found is None:
        abort(404)
    return found


def _form(shown: date, entry: Entry) -> CorrectForm:
    occurrence = "" if entry.occurrence_id is None else str(entry.occurrence_id)
    values = {"occurrence": occurrence, "people": entry.party, "role": entry.role}
    form = CorrectForm(data=values)
    choices = {str(one.occurrence_id): one.title for one in _to_choose(shown, entry)}
    if not occurrence:
        choices = {"": _("Zonder activiteit"), **choices}
    form.occurrence.choices = [SelectChoice(*one) for one in choices.items()]
    return form


def _to_choose(shown: date, entry: Entry) -> tuple[ProgrammeItem, ...]:
    """Return what was on that day, and what the check-in was for.

    That may be moved to another day since, or the day may be closed: it stays what it was for.
    """
    here, at = centre().id, clock.now()
    on = programme(centre_id=here, day=shown, at=at)
    if entry.occurrence_id is None:
        return on
    own = occurrence(centre_id=here, occurrence_id=entry.occurrence_id, at=at)
    return on if own is None else (own, *on)


def _page(shown: date, entry: Entry, form: CorrectForm, status: int = 200) -> Response:
    (line,) = lines_of([entry])
    return fragments.page(
        "registry/aanmelding.html",
        status=status,
        shown=shown,
        line=line,
        form=form,
        reasons=REASONS,
        roles=ROLES,
    )
