"""The form of a day's paper list: a number for each session, and one for who came for none."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import UUID, InputRequired

from registry.reporting.today import Session
from registry.visits.services import MOST_AT_ONCE


def number_of_people(form: FlaskForm, field: IntegerField) -> None:
    """Refuse what is no number, or more than one list can hold; nothing typed is nobody."""
    field.errors = []
    typed = field.raw_data[0].strip() if field.raw_data else ""
    if typed and (field.data is None or not 0 <= field.data <= MOST_AT_ONCE):
        raise ValidationError(_("Schrijf een getal van 0 tot %(most)s.", most=MOST_AT_ONCE))


class PaperList(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """How many strokes each session has; `event` comes with the form, so that it counts once."""

    event = StringField(validators=[InputRequired(), UUID()])
    others = IntegerField(_l("Zonder activiteit"), [number_of_people])

    def people_at(self, occurrence_id: uuid.UUID) -> int:
        """Return what was typed behind a session."""
        return int(self[_name(occurrence_id)].data or 0)

    def session(self, occurrence_id: uuid.UUID) -> IntegerField:
        """Return the field of a session."""
        return self[_name(occurrence_id)]

    def validate_others(self, field: IntegerField) -> None:
        """Ask for at least one number on the whole list."""
        numbers = [one for one in self if isinstance(one, IntegerField)]
        if not any(one.data for one in numbers) and not any(one.errors for one in numbers):
            raise ValidationError(_("Schrijf minstens bij één regel een getal."))


def paper_list(sessions: Iterable[Session]) -> PaperList:
    """Return the form for these sessions."""
    fields: dict[str, Any] = {
        _name(one.occurrence_id): IntegerField(one.title, [number_of_people]) for one in sessions
    }
    made = type("PaperListOfDay", (PaperList,), fields)
    return cast(PaperList, made(data={"event": str(uuid.uuid4())}))


def _name(occurrence_id: uuid.UUID) -> str:
    return f"n_{occurrence_id.hex}"
