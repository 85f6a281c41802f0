"""Verhalen: residents' quotes with consent; kept, chosen for a sheet, withdrawn when they want."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from registry import clock, fragments, logs, words
from registry.figures.facts import Month
from registry.paper.pdf import PaperError
from registry.sheets import services as sheets
from registry.support import queries, services
from registry.support.queries import StoryView
from registry.web import listing
from registry.web.access import CARERS, EVERYONE, centre, has_one_of, pages, person, team
from registry.web.inputs import tidy
from registry.web.installation import theory_of_change
from registry.web.issuing import press
from registry.web.listing import Choice, Listing, Shape, Wish


class StoryForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A quote, the tick and day of consent, and the goals it is about."""

    quote = TextAreaField(
        _l("Wat zei de bewoner?"),
        [
            DataRequired(_l("Schrijf op wat iemand zei.")),
            Length(
                max=services.LONGEST_QUOTE, message=_l("Maak het korter: hoogstens 200 tekens.")
            ),
        ],
        filters=[tidy],
    )
    goals = SelectMultipleField(_l("Waar gaat het over?"))
    consent = BooleanField(
        _l("De bewoner wil dat dit op het maandblad komt"),
        [InputRequired(_l("Vraag eerst of het mag. Zonder toestemming bewaren wij niets."))],
    )
    consent_on = DateField(
        _l("Dag waarop de bewoner ja zei"), [InputRequired(_l("Vul de dag in."))]
    )

    def __init__(self, **more: Any) -> None:
        """Fill the choices from the theory."""
        super().__init__(**more)
        self.goals.choices = [SelectChoice(one.key, one.text) for one in theory_of_change().goals]

    def validate_consent_on(self, field: DateField) -> None:
        """Refuse a day that is yet to come, and one before there were centres like these."""
        if field.data is not None and not date(2000, 1, 1) <= field.data <= _today():
            raise ValidationError(_("Deze dag kan niet: kies vandaag of eerder."))


@pages.route("/team/verhalen", methods=["GET", "POST"])
@team(*EVERYONE)
def stories() -> ResponseReturnValue:
    """Show the stories, or keep one."""
    form = StoryForm(data={"consent_on": _today()})
    if not form.validate_on_submit():
        return _page(form)
    services.add_story(
        centre_id=centre().id,
        quote=form.quote.data,
        consent_on=form.consent_on.data,
        goals=form.goals.data,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("Het verhaal is bewaard."))
    return fragments.go(url_for("web.stories"))


@pages.post("/team/verhalen/<uuid:story_id>/kies")
@team(*CARERS)
def choose_story(story_id: uuid.UUID) -> ResponseReturnValue:
    """Choose a story for the sheet of a month, or for none."""
    _there(story_id)
    chosen = request.form.get("maand", "")
    if chosen and chosen not in {str(month) for month in _months()}:
        abort(400)
    services.choose_story(
        centre_id=centre().id,
        story_id=story_id,
        month=chosen or None,
        at=clock.now(),
        by=person().account_id,
    )
    if chosen:
        name = words.month(Month.parse(chosen).first_day)
        flash(_("Dit verhaal komt op het maandblad van %(month)s.", month=name))
    else:
        flash(_("Dit verhaal komt op geen maandblad."))
    return fragments.go(url_for("web.stories"))


@pages.post("/team/verhalen/<uuid:story_id>/trek-in")
@team(*EVERYONE)
def withdraw_story(story_id: uuid.UUID) -> ResponseReturnValue:
    """Throw a story away because the resident wants that."""
    told = _there(story_id)
    try:
        made = sheets.withdraw_story(
            centre_id=centre().id, story_id=story_id, quote=told.quote, press=press()
        )
    except PaperError as error:
        logs.fault(error)
        flash(_("De PDF zonder dit verhaal maken lukt nu niet. Vraag de beheerder om hulp."))
        return fragments.go(url_for("web.stories"))
    if made:
        numbers = ", ".join(one.number for one in made)
        flash(
            _("Het verhaal is weg. Nieuw, zonder het verhaal: blad %(numbers)s.", numbers=numbers)
        )
    else:
        flash(_("Het verhaal is weg."))
    return fragments.go(url_for("web.stories"))


def _today() -> date:
    return clock.local_day(clock.now())


def _months() -> tuple[Month, ...]:
    """The months whose sheet is being made: this one, and the one before it."""
    month = Month.of(_today())
    first = Month.of(centre().opened_on)
    return tuple(one for one in (month, month.previous) if one >= first)


def _there(story_id: uuid.UUID) -> StoryView:
    found = {one.id: one for one in queries.stories(centre_id=centre().id)}
    if story_id not in found:
        abort(404)
    return found[story_id]


def _found(kept: Sequence[StoryView]) -> Listing[StoryView]:
    goals = {one.key: one.text for one in theory_of_change().goals}
    chosen = {"gekozen": _("gekozen"), "vrij": _("nog niet gekozen")}
    shape = Shape(
        endpoint="web.stories",
        orders=(listing.by_day("dag", _("Toestemming")), listing.by_day("blad", _("Maandblad"))),
        filters=(
            Choice("doel", _("Doel"), goals),
            Choice("blad", _("Voor het maandblad"), chosen),
        ),
        search=_("Een woord uit het verhaal"),
        tall=True,
    )
    wish = Wish.read(shape, request.args)

    def fits(one: StoryView) -> bool:
        goal, sheet = wish.chosen["doel"], "gekozen" if one.chosen_for else "vrij"
        fitting = goal == "" or goal in one.goals
        return fitting and wish.chosen["blad"] in ("", sheet) and wish.finds(one.quote)

    keys = {"dag": lambda one: one.consent_on, "blad": lambda one: one.chosen_for}
    return listing.picked(wish, kept, fits=fits, keys=keys)


def _page(form: StoryForm) -> Response:
    return fragments.page(
        "registry/verhalen.html",
        status=422 if form.errors else 200,
        form=form,
        found=_found(queries.stories(centre_id=centre().id)),
        month_of=Month.parse,
        goals=theory_of_change().goals,
        months=_months(),
        longest=services.LONGEST_QUOTE,
        may_choose=has_one_of(CARERS),
    )
