"""Materiële hulp: what is given away, counted with +1 and +5 and set right, later with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from registry import clock, fragments, words
from registry.support import queries, services
from registry.support.queries import KINDS
from registry.web import listing
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.day_record import REASONS, day_asked_for, may_correct
from registry.web.listing import Listing, Shape, Wish

ICONS = {"maaltijd": "fork-knife", "pakket": "package", "kleding": "t-shirt"}
NAMES = {"maaltijd": _l("Maaltijden"), "pakket": _l("Pakketten"), "kleding": _l("Kleding")}

SAID = {
    "maaltijd-1": _l("1 maaltijd erbij"),
    "maaltijd-5": _l("5 maaltijden erbij"),
    "pakket-1": _l("1 pakket erbij"),
    "pakket-5": _l("5 pakketten erbij"),
    "kleding-1": _l("1 kledingstuk erbij"),
    "kleding-5": _l("5 kledingstukken erbij"),
}
"""What the bar on Vandaag says after a tap."""
WHY_LATER = ("forgotten", "paper", "number", "double", "agreed")
"""The reasons that fit a number of something given away."""


@dataclass(frozen=True, slots=True)
class Given:
    """A kind, its name and icon, and how many were given away on a day."""

    kind: str
    name: str
    icon: str
    number: int


class HandOutForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """One or five more of a kind."""

    kind = StringField(validators=[AnyOf(KINDS)])
    number = IntegerField(validators=[AnyOf((1, 5))])


class CorrectForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The numbers of a day, a field for each kind; of an earlier day with the reason."""

    maaltijd = IntegerField(NAMES["maaltijd"])
    pakket = IntegerField(NAMES["pakket"])
    kleding = IntegerField(NAMES["kleding"])
    reason = SelectField(
        _l("Waarom wijzigt u dit?"), choices=[SelectChoice(one, REASONS[one]) for one in WHY_LATER]
    )

    def of_today(self) -> CorrectForm:
        """Ask for no reason: the day is not over."""
        del self.reason
        return self

    def _check(self, field: IntegerField) -> None:
        if field.data is None or not 0 <= field.data <= services.MOST_A_DAY:
            field.errors = []
            raise ValidationError(_("Schrijf een getal van 0 tot 9999."))

    validate_maaltijd = validate_pakket = validate_kleding = _check


@pages.route("/team/materiele-hulp", methods=["GET", "POST"])
@team(*EVERYONE)
def handouts() -> ResponseReturnValue:
    """Show what was given away, or set the numbers of today right, or of an earlier day."""
    at = clock.now()
    today = clock.local_day(at)
    day = day_asked_for(request.args["dag"]) if "dag" in request.args else today
    if day != today and not may_correct():
        abort(403)
    form = CorrectForm(data=queries.handed_out(centre_id=centre().id, day=day))
    if day == today:
        form.of_today()
    if not form.validate_on_submit():
        return _page(form, day, today)
    services.correct_handouts(
        centre_id=centre().id,
        day=day,
        numbers={kind: form[kind].data for kind in KINDS},
        at=at,
        by=person().account_id,
        why=form.reason.data if "reason" in form else None,
    )
    flash(_("De aantallen van %(day)s zijn bewaard.", day=_day(day, today)))
    return fragments.go(url_for("web.handouts"))


def given_today() -> tuple[Given, ...]:
    """Return each kind with its number of today."""
    return _given(clock.local_day(clock.now()))


def _day(day: date, today: date) -> str:
    return str(_("vandaag")) if day == today else words.day(day)


def _given(day: date) -> tuple[Given, ...]:
    numbers = queries.handed_out(centre_id=centre().id, day=day)
    return tuple(Given(kind, str(NAMES[kind]), ICONS[kind], numbers[kind]) for kind in KINDS)


def _page(form: CorrectForm, day: date, today: date) -> Response:
    return fragments.page(
        "registry/materiele-hulp.html",
        status=422 if form.errors else 200,
        form=form,
        given=_given(day),
        names=NAMES,
        found=_days_before(today),
        day=day,
        today=today,
        may_correct=may_correct(),
        since=centre().opened_on,
    )


def _days_before(today: date) -> Listing[tuple[date, dict[str, int]]]:
    """Return the page of the days before today that was asked for."""
    orders = [listing.by_day("dag", _("Dag"))]
    orders += [listing.by_number(kind, str(NAMES[kind])) for kind in KINDS]
    month = listing.month_filter(since=centre().opened_on, until=today)
    shape = Shape(endpoint="web.handouts", orders=orders, filters=(month,))
    wish, yesterday = Wish.read(shape, request.args), today - timedelta(days=1)
    span = listing.days_of(wish.chosen[month.key]) or (centre().opened_on, yesterday)
    here, span = centre().id, (span[0], min(span[1], yesterday))
    return listing.fetched(
        wish,
        total=queries.count_handout_days(centre_id=here, span=span),
        rows=lambda first, most: queries.handout_days(
            centre_id=here,
            span=span,
            order=wish.order.key,
            falling=wish.falling,
            first=first,
            most=most,
        ),
    )
