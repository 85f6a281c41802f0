"""The form of an activity: its fields, what may be in them, and what to say where it isn't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput

from registry import words
from registry.activities import plan as limits
from registry.activities import recurrence
from registry.theory.model import Strength, Theory
from registry.web.inputs import WallTimeField, tidy
from registry.web.pictograms import PICTOGRAMS, found

WEEKLY, FORTNIGHTLY, MONTHLY, ONCE = "week", "2weken", "maand", "keer"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
YES, NO = "ja", "nee"
MOST_PLACES = 999


def _at_most(length: int) -> Length:
    return Length(max=length, message=_l("Hoogstens %(max)d letters."))


def _choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


class ActivityForm(FlaskForm):  # type: ignore[misc]  # untyped
    """What a coordinator fills in; `form_for` adds the goals and the other languages."""

    theory: ClassVar[Theory]
    open_weekdays: ClassVar[frozenset[int]]
    closed_days: ClassVar[frozenset[date]]

    title = StringField(
        _l("Naam op de tablet"), [DataRequired(_l("Schrijf een naam."))], filters=[tidy]
    )
    type_key = SelectField(_l("Soort activiteit"), [InputRequired(_l("Kies een soort."))])
    every = RadioField(
        _l("Hoe vaak?"),
        [InputRequired(_l("Kies hoe vaak."))],
        choices=[
            SelectChoice(WEEKLY, _l("elke week")),
            SelectChoice(FORTNIGHTLY, _l("om de week")),
            SelectChoice(MONTHLY, _l("elke maand")),
            SelectChoice(ONCE, _l("één keer")),
        ],
        default=WEEKLY,
    )
    weekdays = SelectMultipleField(_l("Op welke dagen?"), coerce=int, option_widget=CheckboxInput())
    nth = SelectField(
        _l("De hoeveelste?"), coerce=int, choices=_choices(recurrence.NTH.items()), default=1
    )
    nth_weekday = SelectField(_l("Welke dag?"), coerce=int, default=0)
    starts = WallTimeField(_l("Begin"))
    ends = WallTimeField(_l("Einde"))
    first_day = DateField(_l("Vanaf"), [DataRequired(_l("Kies een dag."))])
    last_day = DateField(_l("Tot en met"), [Optional()])
    place = StringField(
        _l("Plaats"),
        [DataRequired(_l("Schrijf waar het is.")), _at_most(limits.PLACE_LENGTH)],
        filters=[tidy],
    )
    capacity = IntegerField(_l("Plekken"), [Optional()])
    pictogram = RadioField(_l("Pictogram"), [InputRequired(_l("Kies een pictogram."))])
    pictogram_search = StringField(_l("Zoek met een woord"), filters=[tidy])
    description = StringField(
        _l("Eén zin erbij"), [_at_most(limits.DESCRIPTION_LENGTH)], filters=[tidy]
    )
    main_o = RadioField(_l("Hoofd-O"), [InputRequired(_l("Kies een hoofd-O."))])
    other_os = SelectMultipleField(_l("Ook een beetje"), option_widget=CheckboxInput())
    subgoals = SelectMultipleField(_l("Subdoelen"), option_widget=CheckboxInput())
    links_confirmed = BooleanField(_l("De O en de doelen kloppen zo"))
    led_by = RadioField(
        _l("Wie leidt het?"),
        choices=[
            SelectChoice("team", _l("het team")),
            SelectChoice("volunteers", _l("vrijwilligers")),
            SelectChoice("residents", _l("bewoners zelf")),
        ],
        default="team",
    )
    target_group = StringField(
        _l("Voor wie?"), [_at_most(limits.TARGET_GROUP_LENGTH)], filters=[tidy]
    )
    partner = StringField(_l("Samen met"), [_at_most(limits.PARTNER_LENGTH)], filters=[tidy])
    in_holidays = BooleanField(_l("Gaat door in de vakantie"), default=True)
    for_children = BooleanField(_l("Voor kinderen"))
    sensitive = RadioField(
        _l("Gevoelig?"),
        choices=[SelectChoice(YES, _l("ja")), SelectChoice(NO, _l("nee"))],
        default=NO,
    )
    sensitive_reason = StringField(
        _l("Waarom anders dan dit soort begint?"),
        [_at_most(limits.REASON_LENGTH)],
        filters=[tidy],
    )

    def __init__(self, **data: Any) -> None:
        """Fill the choices from the theory; `data` is what a field starts with."""
        super().__init__(**data)
        kinds = ((kind.key, f"{kind.key}  {kind.text}") for kind in self.theory.activity_types)
        self.type_key.choices = _choices([("", _("Kies een soort")), *kinds])
        self.weekdays.choices = _choices(enumerate(recurrence.WEEKDAYS))
        self.nth_weekday.choices = _choices(enumerate(recurrence.WEEKDAYS))
        self.pictogram.choices = _choices((name, one.word) for name, one in PICTOGRAMS.items())
        self.main_o.choices = _choices((o.key, o.text) for o in self.theory.os)
        self.other_os.choices = self.main_o.choices
        self.subgoals.choices = _choices((one.key, one.text) for one in self.theory.subgoals)

    @property
    def goals(self) -> dict[str, RadioField]:
        """The goals' fields by the goal's key."""
        return {goal.key: self[f"goal_{goal.key}"] for goal in self.theory.goals}

    def subgoals_of(self, goal: str) -> list[Any]:
        """The choices of the subgoals under a goal."""
        under = {one.key for one in self.theory.subgoals_of(goal)}
        return [choice for choice in self.subgoals if choice.data in under]

    @property
    def titles(self) -> dict[str, StringField]:
        """The fields of the name in other languages, by the language's code."""
        return {
            name.removeprefix("title_"): field
            for name, field in self._fields.items()
            if name.startswith("title_")
        }

    @property
    def pictograms_found(self) -> list[Any]:
        """The choices that the search leaves: the chosen one first, whatever is searched for."""
        wanted = found(self.pictogram_search.data or "")
        left = [choice for choice in self.pictogram if choice.checked or choice.data in wanted]
        return sorted(left, key=lambda choice: not choice.checked)

    def starts_sensitive(self) -> bool:
        """Tell whether an activity of this type, for these people, starts as sensitive."""
        known = {kind.key: kind.sensitive for kind in self.theory.activity_types}
        return bool(self.for_children.data) or known.get(self.type_key.data, False)

    def validate_title(self, field: StringField) -> None:
        """Refuse a name that the card has no room for."""
        letters = len(field.data)
        if letters > limits.TITLE_LENGTH:
            raise ValidationError(
                _("De naam heeft %(letters)s letters. Maak hem korter.", letters=letters)
            )

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        """Ask for a day of the week that the centre is open, where the days are weekly."""
        if self.every.data in (WEEKLY, FORTNIGHTLY) and not field.errors:
            if not field.data:
                raise ValidationError(_("Kies minstens één dag."))
            self._refuse_closed(*field.data)

    def validate_nth_weekday(self, field: SelectField) -> None:
        """Refuse a monthly day of the week on which the centre is closed."""
        if self.every.data == MONTHLY and not field.errors:
            self._refuse_closed(field.data)

    def validate_first_day(self, field: DateField) -> None:
        """Refuse a day that can't be meant; a single day has to be one that the centre is open."""
        _refuse_far(field.data)
        if self.every.data == ONCE:
            self._refuse_closed(field.data.weekday())
            if field.data in self.closed_days:
                raise ValidationError(_("Op die dag is het centrum dicht."))

    def validate_last_day(self, field: DateField) -> None:
        """Refuse an end before the beginning."""
        if field.errors or self.every.data == ONCE:
            return
        _refuse_far(field.data)
        if self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_("De laatste dag is voor de eerste dag."))

    def validate_capacity(self, field: IntegerField) -> None:
        """Refuse a number of places that no room has."""
        if field.data is not None and not 1 <= field.data <= MOST_PLACES:
            raise ValidationError(_("Schrijf een getal van 1 tot 999."))

    def validate_ends(self, field: WallTimeField) -> None:
        """Refuse an end before the beginning."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(_("De eindtijd is voor de begintijd."))

    def validate_sensitive_reason(self, field: StringField) -> None:
        """Ask why, where the mark differs from what the type starts with."""
        if (self.sensitive.data == YES) != self.starts_sensitive() and not field.data:
            raise ValidationError(_("Schrijf waarom dit anders is."))

    def _refuse_closed(self, *weekdays: int) -> None:
        closed = [words.weekday(day) for day in weekdays if day not in self.open_weekdays]
        if closed:
            raise ValidationError(_("Op %(day)s is het centrum dicht.", day=closed[0]))


def _refuse_far(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(_("Kies een dag tussen 2000 en 2100."))


def form_for(
    theory: Theory,
    *,
    languages: Sequence[str],
    open_weekdays: frozenset[int],
    closed_days: frozenset[date],
) -> type[ActivityForm]:
    """Return the form for a centre: a choice for each goal, and its other languages' names."""
    strengths = [
        SelectChoice("", _l("niet")),
        SelectChoice(Strength.DRAAGT_BIJ.value, _l("draagt bij")),
        SelectChoice(Strength.VOORAL.value, _l("vooral")),
    ]
    goals = {
        f"goal_{goal.key}": RadioField(goal.text, choices=strengths, default="")
        for goal in theory.goals
    }
    titles = {
        f"title_{code}": StringField(
            words.LANGUAGES[code], [_at_most(limits.TRANSLATED_TITLE_LENGTH)], filters=[tidy]
        )
        for code in languages
        if code != theory.language
    }
    known = {"theory": theory, "open_weekdays": open_weekdays, "closed_days": closed_days}
    return type("CentreActivityForm", (ActivityForm,), {**known, **goals, **titles})
