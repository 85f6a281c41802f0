"""Mensen erbij: a class, helpers, or people of earlier today, counted in at once by the host."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired, Optional

from registry import clock, fragments
from registry.activities.queries import ProgrammeItem, programme
from registry.visits import services as visits
from registry.visits.services import Came
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.day_record import setting
from registry.web.inputs import WallTimeField

FEWEST, MOST = 1, 99
WITHOUT = "zonder"
"""What is chosen by who comes for no activity."""
STEPS = (-5, -1, 1, 5, 10)
COMING_TO = {
    "meedoen": _l("Meedoen"),
    "meehelpen": _l("Meehelpen"),
    "organiseren": _l("Organiseren"),
}


class GroupForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What a group joins, and how many; `event` comes with the form, so that it counts once."""

    event = StringField(validators=[InputRequired(), UUID()])
    occurrence = RadioField(_l("Waar komen zij voor?"), [InputRequired(_l("Kies eerst."))])
    people = IntegerField(_l("Met hoeveel?"))
    role = RadioField(
        _l("Wat komen zij doen?"),
        choices=[SelectChoice(*one) for one in COMING_TO.items()],
        default="meedoen",
    )
    wall = WallTimeField(_l("Hoe laat kwamen zij?"), [Optional()])

    def validate_people(self, field: IntegerField) -> None:
        """Refuse what is no number, or one that no room holds."""
        if field.data is None or not FEWEST <= field.data <= MOST:
            field.errors = []
            raise ValidationError(_("Schrijf een getal van 1 tot 99."))


@pages.route("/team/vandaag/groep", methods=["GET", "POST"])
@team(*EVERYONE)
def group() -> ResponseReturnValue:
    """Show the form of a group, step its number, or count the group in."""
    at = clock.now()
    form, sessions = _form(at)
    if "step" in request.form:
        step = request.form.get("step", 0, type=int)
        form.people.data = min(MOST, max(FEWEST, (form.people.data or 0) + step))
        form.people.raw_data = None
        return _form_page(form, sessions, at)
    if not form.validate_on_submit():
        return _form_page(form, sessions, at, 422 if form.is_submitted() else 200)
    event_id = uuid.UUID(form.event.data)
    if form.wall.data is not None:
        return _earlier(form, event_id, at)
    outcome = visits.walk_in(
        centre_id=centre().id,
        occurrence_id=_occurrence(form),
        people=form.people.data,
        role=form.role.data,
        at=at,
        by=person().account_id,
        event_id=event_id,
    )
    again = outcome.status == "duplicate"
    said: dict[str, Any] = {"gezegd": "al"} if again else {"net": event_id.hex}
    return fragments.go(url_for("web.today", **said))


def _earlier(form: GroupForm, event_id: uuid.UUID, at: datetime) -> ResponseReturnValue:
    """Count in who came earlier today and was forgotten; the day's page can take it back."""
    came = Came(
        people=form.people.data,
        moment=clock.at_local(clock.local_day(at), form.wall.data),
        occurrence_id=_occurrence(form),
        role=form.role.data,
    )
    try:
        counted = visits.add_later(setting=setting("forgotten"), came=[came], event_id=event_id)
    except visits.NotThen:
        form.wall.errors = [_("Dat is nog niet geweest.")]
        return _form_page(form, _form(at)[1], at, 422)
    day = clock.local_day(at)
    if not counted:
        return fragments.go(url_for("web.today", gezegd="al"))
    flash(ngettext("%(num)d persoon later erbij.", "%(num)d mensen later erbij.", counted))
    return fragments.go(url_for("web.one_day", day=day, net=event_id.hex))


def _occurrence(form: GroupForm) -> uuid.UUID | None:
    chosen = form.occurrence.data
    return None if chosen == WITHOUT else uuid.UUID(chosen)


def _form(at: datetime) -> tuple[GroupForm, dict[str, ProgrammeItem]]:
    """Return the form with what a group can join, and those sessions by their key.

    Who came from a session on Vandaag (`bij`) finds it chosen, and types the number at once.
    """
    sessions = {
        str(item.occurrence_id): item
        for item in programme(centre_id=centre().id, day=clock.local_day(at), at=at)
        if not item.cancelled
    }
    running = [key for key, item in sessions.items() if item.starts_at <= at < item.ends_at]
    first = running[0] if len(running) == 1 else None if sessions else WITHOUT
    came_from = request.args.get("bij")
    chosen = came_from if came_from in sessions else first
    people = 10 if came_from is None else None
    form = GroupForm(data={"event": str(uuid.uuid4()), "occurrence": chosen, "people": people})
    form.occurrence.choices = [SelectChoice(key, item.title) for key, item in sessions.items()]
    form.occurrence.choices.append(SelectChoice(WITHOUT, _("Zonder activiteit")))
    return form, sessions


def _form_page(
    form: GroupForm, sessions: dict[str, ProgrammeItem], at: datetime, status: int = 200
) -> Response:
    return fragments.page(
        "registry/groep.html",
        status=status,
        form=form,
        sessions=sessions,
        at=at,
        steps=STEPS,
    )
