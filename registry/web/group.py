"""Een groep erbij: a class or an outing counted in at once, by the host."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired

from registry import clock, fragments
from registry.activities.queries import ProgrammeItem, programme
from registry.visits import services as visits
from registry.web.access import EVERYONE, centre, pages, person, team

FEWEST, MOST = 1, 99
STEPS = (-5, -1, 1, 5, 10)


class GroupForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What a group joins, and how many; `event` comes with the form, so that it counts once."""

    event = StringField(validators=[InputRequired(), UUID()])
    occurrence = RadioField(_l("Waar doet de groep aan mee?"), [InputRequired(_l("Kies eerst."))])
    people = IntegerField(_l("Met hoeveel?"))

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
    outcome = visits.walk_in(
        centre_id=centre().id,
        occurrence_id=uuid.UUID(form.occurrence.data),
        people=form.people.data,
        at=at,
        by=person().account_id,
        event_id=event_id,
    )
    again = outcome.status == "duplicate"
    said: dict[str, Any] = {"gezegd": "al"} if again else {"net": event_id.hex}
    return fragments.go(url_for("web.today", **said))


def _form(at: datetime) -> tuple[GroupForm, dict[str, ProgrammeItem]]:
    """Return the form with what a group can join, and those sessions by their key."""
    sessions = {
        str(item.occurrence_id): item
        for item in programme(centre_id=centre().id, day=clock.local_day(at), at=at)
        if not item.cancelled and item.ends_at > at
    }
    running = [key for key, item in sessions.items() if item.starts_at <= at]
    first = running[0] if len(running) == 1 else None
    form = GroupForm(data={"event": str(uuid.uuid4()), "occurrence": first, "people": 10})
    form.occurrence.choices = [SelectChoice(key, item.title) for key, item in sessions.items()]
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
