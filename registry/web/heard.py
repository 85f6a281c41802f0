"""U zei, wij deden: one line a month in the centre's languages, for the tablet's thanks screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from registry import clock, fragments, words
from registry.figures.facts import Month
from registry.support import queries, services
from registry.web import listing
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.inputs import tidy
from registry.web.installation import theory_of_change
from registry.web.listing import Choice, Listing, Shape, Wish
from registry.web.month import month_asked_for

SUBGOAL = "VO-D3"
"""What this is about: that residents have a say."""
Lines = Mapping[str, queries.HeardView]
"""A month's lines, by language."""


class HeardForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What residents said and what was done; `form_for` adds two fields for each language."""

    languages: ClassVar[Sequence[str]]

    def lines(self) -> dict[str, tuple[str, str]]:
        """Return both by language, for each language in which anything stands."""
        pairs = {
            code: (self[f"said_{code}"].data or "", self[f"done_{code}"].data or "")
            for code in self.languages
        }
        return {code: pair for code, pair in pairs.items() if any(pair)}

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse half a line, too long a one, and a line in other languages but not in Dutch."""
        super().validate(extra_validators)
        for code, pair in self.lines().items():
            for name, text in zip(("said", "done"), pair, strict=True):
                self[f"{name}_{code}"].errors = _wrong(text)
        if self.lines() and "nl" not in self.lines():
            self.said_nl.errors = [_("Schrijf de regel ook in het Nederlands.")]
        return not self.errors


def form_for(languages: Sequence[str]) -> type[HeardForm]:
    """Return the form for a centre that speaks these languages."""
    fields = {
        f"{name}_{code}": StringField(label, filters=[tidy])
        for code in languages
        for name, label in (("said", _l("U zei")), ("done", _l("Wij deden")))
    }
    return type("CentreHeardForm", (HeardForm,), {"languages": languages, **fields})


@pages.route("/team/u-zei", methods=["GET", "POST"])
@team(*CARERS)
def heard() -> ResponseReturnValue:
    """Show a month's line and those before it, or write it."""
    this_month = Month.of(clock.local_day(clock.now()))
    month = month_asked_for(request.args.get("maand", str(this_month)), this_month)
    known = queries.heard_by_month(centre_id=centre().id)
    form = _form(known.get(str(month), {}))
    if not form.validate_on_submit():
        return _page(form, month, this_month, known)
    services.say_heard(
        centre_id=centre().id,
        month=str(month),
        lines=form.lines(),
        at=clock.now(),
        by=person().account_id,
    )
    kept = _("Bewaard. De tablet laat het zien na het aanmelden.")
    flash(kept if form.lines() else _("De regel is weg."))
    return fragments.go(url_for("web.heard", maand=month))


def _form(lines: dict[str, queries.HeardView]) -> HeardForm:
    spoken = [*centre().languages, *(code for code in lines if code not in centre().languages)]
    data = {f"said_{code}": line.said for code, line in lines.items()}
    data |= {f"done_{code}": line.done for code, line in lines.items()}
    return form_for(spoken)(data=data)


def _wrong(text: str) -> list[str]:
    """Return what is wrong with one of the two, if anything."""
    if not text:
        return [_("Vul ook dit in, of maak beide leeg.")]
    if len(text) > services.LONGEST_LINE or len(text.split()) > services.MOST_WORDS:
        return [_("Maak het korter: hoogstens 12 woorden en 90 tekens.")]
    return []


def _found(known: Mapping[str, Lines]) -> Listing[tuple[Month, Lines]]:
    """Return the page of the list that was asked for; it stays beside every month's form."""
    years = {month[:4]: month[:4] for month in known}
    shape = Shape(
        endpoint="web.heard",
        orders=(listing.by_day("maand", _("Maand")),),
        filters=(Choice("jaar", _("Jaar"), years),),
        search=_("Een woord uit de regel"),
        kept={"maand": request.args.get("maand")},
        tall=True,
    )
    wish = Wish.read(shape, request.args)

    def fits(one: tuple[Month, Lines]) -> bool:
        year, said = wish.chosen["jaar"], (f"{line.said} {line.done}" for line in one[1].values())
        return year in ("", str(one[0])[:4]) and wish.finds(" ".join(said))

    rows = [(Month.parse(month), lines) for month, lines in known.items()]
    return listing.picked(wish, rows, fits=fits, keys={"maand": lambda one: one[0].first_day})


def _page(
    form: HeardForm,
    month: Month,
    this_month: Month,
    known: Mapping[str, Lines],
) -> Response:
    subgoals = {one.key: one.text for one in theory_of_change().subgoals}
    return fragments.page(
        "registry/u-zei.html",
        status=422 if form.errors else 200,
        form=form,
        month=month,
        this_month=this_month,
        found=_found(known),
        names=words.LANGUAGES,
        subgoal=subgoals.get(SUBGOAL),
    )
