"""The form of a day's paper list: for each session, and for none, how many came and helped."""

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

PEOPLE, HELPERS = "n_", "h_"
"""How the fields of a line begin: with how many came, and with how many of them helped."""


def number_of_people(form: FlaskForm, field: IntegerField) -> None:
    """Refuse what is no number, or more than one list can hold; nothing typed is nobody."""
    field.errors = []
    typed = field.raw_data[0].strip() if field.raw_data else ""
    if typed and (field.data is None or not 0 <= field.data <= MOST_AT_ONCE):
        raise ValidationError(_("Schrijf een getal van 0 tot %(most)s.", most=MOST_AT_ONCE))


def of_them(form: FlaskForm, field: IntegerField) -> None:
    """Refuse more helpers than people, beside what no number of people can be."""
    number_of_people(form, field)
    people = form[field.name.replace(HELPERS, PEOPLE, 1)]
    if field.data and not people.errors and field.data > (people.data or 0):
        raise ValidationError(_("Meer helpers dan mensen. Tel de helpers ook bij de mensen."))


class PaperList(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What stands behind each line; `event` comes with the form, so that it counts once.

    A line is known by its session's key, None for who came without one.
    """

    event = StringField(validators=[InputRequired(), UUID()])

    def people(self, line: uuid.UUID | None) -> IntegerField:
        """Return the field with how many came."""
        return self[_name(PEOPLE, line)]

    def helpers(self, line: uuid.UUID | None) -> IntegerField:
        """Return the field with how many of them helped."""
        return self[_name(HELPERS, line)]

    def by_role(self, line: uuid.UUID | None) -> tuple[tuple[str, int], ...]:
        """Return the roles that were typed behind a line, each with its number of people."""
        all_of_them, helped = self.people(line).data or 0, self.helpers(line).data or 0
        numbers = (("meedoen", all_of_them - helped), ("meehelpen", helped))
        return tuple((role, number) for role, number in numbers if number)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for at least one number on the whole list."""
        right = super().validate(extra_validators)
        numbers = [one for one in self if isinstance(one, IntegerField)]
        if right and not any(one.data for one in numbers):
            self.people(None).errors = [_("Schrijf minstens bij één regel een getal.")]
            return False
        return bool(right)


def paper_list(sessions: Iterable[Session]) -> PaperList:
    """Return the form for these sessions."""
    lines: dict[uuid.UUID | None, Any] = {one.occurrence_id: one.title for one in sessions}
    lines[None] = _l("Zonder activiteit")
    fields: dict[str, Any] = {}
    for line, title in lines.items():
        fields[_name(PEOPLE, line)] = IntegerField(title, [number_of_people])
        fields[_name(HELPERS, line)] = IntegerField(title, [of_them])
    made = type("PaperListOfDay", (PaperList,), fields)
    return cast(PaperList, made(data={"event": str(uuid.uuid4())}))


def _name(what: str, line: uuid.UUID | None) -> str:
    return what + ("others" if line is None else line.hex)
