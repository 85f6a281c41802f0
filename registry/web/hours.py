"""Openingstijden: when a centre is open in a week, from today or from a later day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import DataRequired, ValidationError

from registry import clock, fragments, words
from registry.activities import queries, services
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centres
from registry.centres.hours import Hours, HoursRefused, Week, check
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.inputs import SpansField

FARTHEST = timedelta(days=400)
AHEAD = timedelta(days=14)
"""So far ahead is looked for what is held outside the opening hours."""
WEEK = range(7)

REFUSED = {
    "past": _l("Die dag is al voorbij. Kies vandaag of later."),
    "empty": _l("Vul bij minstens één dag tijden in. Even dicht? Gebruik dan Dicht en vakantie."),
    "order": _l("De eindtijd is voor de begintijd."),
    "overlap": _l("Deze tijden vallen over elkaar."),
    "many": _l("Schrijf hoogstens vier keer van en tot op één dag."),
}


class HoursForm(FlaskForm):  # type: ignore[misc]  # untyped
    """A line for each day of the week, and from when on they hold."""

    day_0 = SpansField(_l("Maandag"))
    day_1 = SpansField(_l("Dinsdag"))
    day_2 = SpansField(_l("Woensdag"))
    day_3 = SpansField(_l("Donderdag"))
    day_4 = SpansField(_l("Vrijdag"))
    day_5 = SpansField(_l("Zaterdag"))
    day_6 = SpansField(_l("Zondag"))
    since = DateField(_l("Vanaf welke dag?"), [DataRequired(_l("Kies een dag."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """Say of every day at once what can't be."""
        fine = bool(super().validate(extra_validators))
        for day, spans in self.week().items():
            try:
                check({day: spans})
            except HoursRefused as refused:
                self.refuse(refused)
                fine = False
        return fine

    def week(self) -> Week:
        """Return what was filled in."""
        return {day: self[f"day_{day}"].data for day in WEEK if self[f"day_{day}"].data}

    def refuse(self, refused: HoursRefused) -> None:
        """Say at its field what can't be."""
        day = 0 if refused.weekday is None else refused.weekday
        name = "since" if refused.code == "past" else f"day_{day}"
        self[name].errors = [str(REFUSED[refused.code])]

    def validate_since(self, field: DateField) -> None:
        """Refuse a day that nobody can look ahead to."""
        if field.data > clock.local_day(clock.now()) + FARTHEST:
            raise ValidationError(_("Kies een dag binnen een jaar."))


@pages.route("/team/instellingen/openingstijden", methods=["GET", "POST"])
@team(*CARERS)
def hours() -> ResponseReturnValue:
    """Show when the centre is open, or let it be open at other times."""
    at = clock.now()
    today, known = clock.local_day(at), centres.hours_of(centre().id)
    form = HoursForm(data=_start(known, today))
    if not form.validate_on_submit():
        return _page(form, known, today, status=422 if form.is_submitted() else 200)
    try:
        services.change_hours(
            centre_id=centre().id,
            since=form.since.data,
            week=form.week(),
            today=today,
            at=at,
            by=person().account_id,
        )
    except HoursRefused as refused:
        form.refuse(refused)
        return _page(form, known, today, status=422)
    flash(_("Bewaard: deze tijden gelden vanaf %(day)s.", day=words.day(form.since.data)))
    return fragments.go(url_for("web.hours"))


@pages.post("/team/instellingen/openingstijden/terug")
@team(*CARERS)
def take_hours_back() -> ResponseReturnValue:
    """Let hours that were to hold later never do so."""
    at = clock.now()
    try:
        since = date.fromisoformat(request.form.get("since", ""))
    except ValueError:
        abort(400)
    taken_back = services.take_hours_back(
        centre_id=centre().id,
        since=since,
        today=clock.local_day(at),
        at=at,
        by=person().account_id,
    )
    if taken_back:
        flash(_("De tijden vanaf %(day)s gaan niet door.", day=words.day(since)))
    return fragments.go(url_for("web.hours"))


def _start(known: Hours, today: date) -> dict[str, Any]:
    week = known.week_on(today)
    return {"since": today, **{f"day_{day}": week.get(day, ()) for day in WEEK}}


def _page(form: HoursForm, known: Hours, today: date, *, status: int) -> Response:
    return fragments.page(
        "registry/openingstijden.html",
        status=status,
        form=form,
        later=[(since, in_rows(week)) for since, week in known.weeks if since > today],
        outside=_outside(known, today),
        today=today,
    )


def in_rows(week: Week) -> list[tuple[str, str]]:
    """Return each day of a week by name with its times, those in a row with the same as one."""
    rows: list[tuple[int, int, str]] = []
    for day in WEEK:
        times = words.spans(week.get(day, ())) or str(_("dicht"))
        if rows and rows[-1][2] == times:
            rows[-1] = (rows[-1][0], day, times)
        else:
            rows.append((day, day, times))
    return [(_days(first, last), times) for first, last, times in rows]


def _days(first: int, last: int) -> str:
    names = words.weekday(first), words.weekday(last)
    if first == last:
        return names[0]
    if last == first + 1:
        return str(_("%(first)s en %(last)s", first=names[0], last=names[1]))
    return str(_("%(first)s t/m %(last)s", first=names[0], last=names[1]))


def _outside(known: Hours, today: date) -> list[ProgrammeItem]:
    """Return what is on the programme soon outside the opening hours, each once a weekday."""
    soon = queries.programme_of(
        centre_id=centre().id, first_day=today, last_day=today + AHEAD, at=clock.now()
    )
    found: dict[tuple[object, int], ProgrammeItem] = {}
    for item in soon:
        starts, ends = clock.to_local(item.starts_at).time(), clock.to_local(item.ends_at).time()
        spans = known.on(item.local_day)
        if not item.cancelled and not any(
            opens <= starts and ends <= closes for opens, closes in spans
        ):
            found.setdefault((item.activity_id, item.local_day.weekday()), item)
    return list(found.values())
