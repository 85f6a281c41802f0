"""The forms that call one occurrence off or move it: what may be in them, and what is wrong."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from registry import clock
from registry.activities import plan as limits
from registry.activities.queries import ProgrammeItem
from registry.activities.reasons import OTHER, REASONS, WORDS_LENGTH, Why
from registry.activities.services import Move, MoveRefused
from registry.web.inputs import WallTimeField, tidy

CANCEL, MOVE = "af", "elders"
"""What the names of the fields begin with: both forms stand on one page."""

REFUSED = {
    "over": ("day", _l("Dit is voorbij, of het gaat niet door.")),
    "past": ("day", _l("Die tijd is al voorbij.")),
    "closed": ("day", _l("Op die dag is het centrum dicht.")),
    "same": ("starts", _l("Dit is dezelfde tijd en plaats. Wijzig er één.")),
    "times": ("ends", _l("De eindtijd is voor de begintijd.")),
}
"""At which field a move that can't be is told, and in which words."""


class ReasonForm(FlaskForm):  # type: ignore[misc]  # untyped
    """Why: one of the list, or in the team's own words."""

    reason = RadioField(
        _l("Waarom?"),
        [InputRequired(_l("Kies waarom."))],
        choices=[
            *(SelectChoice(key, text.rstrip(".")) for key, text in REASONS.items()),
            SelectChoice(OTHER, _l("Anders")),
        ],
    )
    words = StringField(
        _l("In uw woorden"),
        [Length(max=WORDS_LENGTH, message=_l("Hoogstens %(max)d letters."))],
        filters=[tidy],
    )

    def validate_words(self, field: StringField) -> None:
        """Ask for words where the reason is another one."""
        if self.reason.data == OTHER and not field.data:
            raise ValidationError(_("Schrijf waarom."))

    @property
    def why(self) -> Why:
        """Return the reason in a form that was found right."""
        return Why(self.reason.data, self.words.data if self.reason.data == OTHER else "")


class MoveForm(ReasonForm):
    """Where one occurrence goes, and why."""

    day = DateField(_l("Dag"), [DataRequired(_l("Kies een dag."))])
    starts = WallTimeField(_l("Begin"))
    ends = WallTimeField(_l("Einde"))
    place = StringField(
        _l("Plaats"),
        [
            DataRequired(_l("Schrijf waar het is.")),
            Length(max=limits.PLACE_LENGTH, message=_l("Hoogstens %(max)d letters.")),
        ],
        filters=[tidy],
    )

    @property
    def to(self) -> Move:
        """Return where it goes. Raises MoveRefused."""
        return Move(
            day=self.day.data,
            starts=self.starts.data,
            ends=self.ends.data,
            place=self.place.data,
        )

    def refuse(self, refused: MoveRefused) -> None:
        """Say at a field why the move can't be."""
        name, words = REFUSED[refused.code]
        self[name].errors = [str(words)]


def start_of(item: ProgrammeItem) -> dict[str, Any]:
    """Return what the form of a move starts with: where the occurrence is now."""
    return {
        "day": item.local_day,
        "starts": clock.to_local(item.starts_at).time(),
        "ends": clock.to_local(item.ends_at).time(),
        "place": item.place,
    }
