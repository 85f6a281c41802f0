"""Vrijwilligers: the ladder as passes show it, hours and trainings by group, residents' steps."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired

from registry import clock, fragments, words
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.support import queries, services
from registry.support.queries import STEPS
from registry.support.services import HOURS, TRAINING, Effort
from registry.web import effort_list
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.day_record import REASONS, may_correct
from registry.web.effort_list import GROUPS, SUBJECTS
from registry.web.inputs import HoursField
from registry.web.installation import theory_of_change
from registry.web.listing import Wish
from registry.web.month import KIND_NAMES

WHY_LATER = ("number", "double", "agreed")
"""Why an entry of an earlier day is taken away, of the reasons of a day on record."""


class EffortForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What hours and a training share; `key` comes with the form, so that it counts once."""

    key = StringField(validators=[InputRequired(), UUID()])
    day = DateField(_l("Dag"), [InputRequired(_l("Vul de dag in."))])
    people = IntegerField(_l("Met hoeveel mensen?"))

    def validate_people(self, field: IntegerField) -> None:
        """Refuse what is no number, or one that no group has."""
        if field.data is None or not 1 <= field.data <= services.MOST_PEOPLE:
            field.errors = []
            raise ValidationError(_("Schrijf een getal van 1 tot 99."))

    def validate_day(self, field: DateField) -> None:
        """Refuse a day to come, and one too long ago."""
        today = _today()
        if field.data is not None and not today - services.BACK <= field.data <= today:
            raise ValidationError(_("Kies een dag van de afgelopen maand."))


class HoursForm(EffortForm):
    """Hours that a group gave."""

    kind = RadioField(
        _l("Welke groep?"),
        [InputRequired(_l("Kies een groep."))],
        choices=[SelectChoice(key, name) for key, name in GROUPS.items()],
    )
    minutes = HoursField(_l("Uren per mens"), most=services.MOST_MINUTES)


class TrainingForm(EffortForm):
    """A training that a group had."""

    kind = RadioField(
        _l("Waarover ging de training?"),
        [InputRequired(_l("Kies waar het over ging."))],
        choices=[SelectChoice(key, name) for key, name in SUBJECTS.items()],
    )


class StepsForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """How many residents took each kind of step this month."""

    vrijwilligerswerk = IntegerField(KIND_NAMES["vrijwilligerswerk"])
    werk = IntegerField(KIND_NAMES["werk"])
    cursus = IntegerField(KIND_NAMES["cursus"])

    def _check(self, field: IntegerField) -> None:
        if field.data is None or not 0 <= field.data <= services.MOST_STEPS:
            field.errors = []
            raise ValidationError(_("Schrijf een getal van 0 tot 999."))

    validate_vrijwilligerswerk = validate_werk = validate_cursus = _check


@pages.get("/team/vrijwilligers")
@team(*EVERYONE)
def volunteers() -> ResponseReturnValue:
    """Show the ladder, what volunteers gave and learnt, and the steps of this month."""
    return _page()


@pages.post("/team/vrijwilligers/<any(uren, training):sort>")
@team(*EVERYONE)
def add_effort(sort: str) -> ResponseReturnValue:
    """Write down hours or a training."""
    form = HoursForm() if sort == HOURS else TrainingForm()
    if not form.validate():
        return _page(**{sort: form})
    services.add_effort(
        centre_id=centre().id,
        effort=Effort(
            day=form.day.data,
            sort=sort,
            kind=form.kind.data,
            people=form.people.data,
            minutes=form.minutes.data if sort == HOURS else None,
        ),
        at=clock.now(),
        by=person().account_id,
        key=uuid.UUID(form.key.data),
    )
    flash(_("De uren zijn bewaard.") if sort == HOURS else _("De training is bewaard."))
    return fragments.go(url_for("web.volunteers"))


@pages.post("/team/vrijwilligers/<uuid:effort_id>/weg")
@team(*EVERYONE)
def remove_effort(effort_id: uuid.UUID) -> ResponseReturnValue:
    """Take an entry of today away; who may correct also an earlier one, with a reason."""
    reason = request.form.get("reason", "")
    try:
        services.remove_effort(
            centre_id=centre().id,
            effort_id=effort_id,
            at=clock.now(),
            by=person().account_id,
            why=reason if may_correct() and reason in WHY_LATER else None,
        )
    except services.NoSuchEffort:
        abort(404)
    except services.DayIsOver:
        flash(_("Later weghalen kan een coördinator, met een reden."))
    else:
        flash(_("Het is weggehaald."))
    return fragments.go(url_for("web.volunteers"))


@pages.post("/team/vrijwilligers/stappen")
@team(*EVERYONE)
def count_steps() -> ResponseReturnValue:
    """Set how many steps residents took this month, or the month before it."""
    form, month = StepsForm(), _month_of_steps()
    if not form.validate():
        return _page(steps=form)
    services.count_steps(
        centre_id=centre().id,
        month=str(month),
        numbers={kind: form[kind].data for kind in STEPS},
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("De stappen van %(month)s zijn bewaard.", month=words.month(month.first_day)))
    return fragments.go(url_for("web.volunteers", stappen=request.args.get("stappen")))


def _month_of_steps() -> Month:
    """Return the month whose steps the address asks for: this one, or the one before it."""
    this = Month.of(_today())
    earlier = max(this.previous, min(Month.of(centre().opened_on), this))
    return earlier if request.args.get("stappen") == str(earlier) else this


def _today() -> date:
    return clock.local_day(clock.now())


def _fresh(form: type[EffortForm], **more: Any) -> EffortForm:
    data = {"key": str(uuid.uuid4()), "day": _today(), **more}
    return form(formdata=None, data=data)


def _page(**sent: FlaskForm) -> Response:
    """Show the page; `sent` are forms that were refused, by their name."""
    at = clock.now()
    month, here = Month.of(_today()), centre().id
    whole = max(month.previous, min(Month.of(centre().opened_on), month))
    figures = reporting.month(centre_id=here, month=whole, theory=theory_of_change(), at=at)
    asked_for = _month_of_steps()
    steps = queries.steps(centre_id=here, month=str(asked_for))
    return fragments.page(
        "registry/vrijwilligers.html",
        status=422 if sent else 200,
        uren=sent.get(HOURS) or _fresh(HoursForm, minutes=120),
        training=sent.get(TRAINING) or _fresh(TrainingForm),
        steps=sent.get("steps") or StepsForm(formdata=None, data=steps),
        figures=figures,
        month=month,
        steps_of=asked_for,
        earlier=whole if whole < month else None,
        found=effort_list.found(Wish.read(effort_list.shape(_today()), request.args), here),
        today=_today(),
        groups=GROUPS,
        subjects=SUBJECTS,
        reasons={one: REASONS[one] for one in WHY_LATER},
        may_correct=may_correct(),
        written_on=clock.local_day,
    )
