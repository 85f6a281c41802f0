"""Teamreflectie: everyone scores how the team works, the spread is shown, a line is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from registry import clock, fragments
from registry.figures.facts import Month
from registry.support import queries, services
from registry.support.queries import SCORES
from registry.theory.model import WayOfWorking
from registry.web.access import CARERS, EVERYONE, centre, has_one_of, pages, person, team
from registry.web.inputs import tidy
from registry.web.installation import theory_of_change
from registry.web.month import month_asked_for

APART = 2
"""Scores that lie so far apart are worth a talk."""
RESULTS = {"gelukt": _l("Gelukt"), "deels": _l("Deels"), "niet": _l("Niet")}


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of how the team works, how many gave it each score, how far apart those lie."""

    way: WayOfWorking
    people: tuple[int, ...]
    apart: int


class ScoresForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A score for each feature; `form_for` adds the fields."""

    ways: ClassVar[Sequence[WayOfWorking]]

    def scores(self) -> dict[str, int]:
        """Return what was scored; a feature that was left open is not there."""
        chosen = {way.key: self[f"score_{way.key}"].data for way in self.ways}
        return {key: int(score) for key, score in chosen.items() if score and score.strip()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a form in which nothing was scored."""
        fine = bool(super().validate(extra_validators))
        if fine and not self.scores():
            self[f"score_{self.ways[0].key}"].errors = [_("Geef minstens één kenmerk een cijfer.")]
        return not self.errors


class AgreeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What the team does differently."""

    line = StringField(
        _l("Wat doen we anders?"),
        [
            DataRequired(_l("Schrijf op wat het team afsprak.")),
            Length(
                max=services.LONGEST_AGREED, message=_l("Maak het korter: hoogstens 140 tekens.")
            ),
        ],
        filters=[tidy],
    )


def form_for(ways: Sequence[WayOfWorking]) -> type[ScoresForm]:
    """Return the form for a theory's features."""
    fields = {
        f"score_{way.key}": RadioField(
            way.text, [Optional()], choices=[SelectChoice(str(n), str(n)) for n in SCORES]
        )
        for way in ways
    }
    return type("TheoryScoresForm", (ScoresForm,), {"ways": ways, **fields})


@pages.route("/team/reflectie", methods=["GET", "POST"])
@team(*EVERYONE)
def reflection() -> ResponseReturnValue:
    """Show a month's reflection, or keep how somebody scores."""
    this_month, month = _months()
    form = _scores_form(month)
    if not form.validate_on_submit():
        return _page(month, this_month, form)
    _refuse_old(month, this_month)
    services.score_features(
        centre_id=centre().id,
        month=str(month),
        scores=form.scores(),
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("Dank u. Uw cijfers zijn bewaard."))
    return fragments.go(url_for("web.reflection", maand=month))


@pages.post("/team/reflectie/afspraak")
@team(*CARERS)
def agree() -> ResponseReturnValue:
    """Keep what the team does differently after the talk."""
    this_month, month = _months()
    form = AgreeForm()
    if not form.validate():
        return _page(month, this_month, _scores_form(month), agreeing=form)
    _refuse_old(month, this_month)
    services.agree(
        centre_id=centre().id,
        month=str(month),
        line=form.line.data,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("De afspraak is bewaard. Volgende maand staat hij hier bovenaan."))
    return fragments.go(url_for("web.reflection", maand=month))


@pages.post("/team/reflectie/resultaat")
@team(*CARERS)
def tell_result() -> ResponseReturnValue:
    """Say whether what was agreed in a month worked."""
    _this_month, month = _months()
    try:
        services.tell_result(
            centre_id=centre().id,
            month=str(month),
            result=request.form.get("resultaat", ""),
            at=clock.now(),
            by=person().account_id,
        )
    except services.UnknownScore:
        abort(400)
    except services.NothingAgreed:
        abort(404)
    flash(_("Bewaard."))
    return fragments.go(url_for("web.reflection"))


def _months() -> tuple[Month, Month]:
    """Return this month and the one that the address asks for."""
    this_month = Month.of(clock.local_day(clock.now()))
    return this_month, month_asked_for(request.args.get("maand", str(this_month)), this_month)


def _refuse_old(month: Month, this_month: Month) -> None:
    """A talk may fall in the first days of the next month; older months stay as they were."""
    if month < this_month.previous:
        abort(404)


def _scores_form(month: Month) -> ScoresForm:
    own = queries.own_scores(
        centre_id=centre().id, month=str(month), account_id=person().account_id
    )
    data = {f"score_{feature}": str(score) for feature, score in own.items()}
    return form_for(theory_of_change().ways)(data=data)


def _features(month: Month) -> list[Feature]:
    """Return the features, those on which the team differs most first."""
    counted = queries.spread(centre_id=centre().id, month=str(month))
    found = []
    for way in theory_of_change().ways:
        people = counted.get(way.key, ())
        given = [score for score, many in zip(SCORES, people, strict=False) if many]
        found.append(Feature(way, people, given[-1] - given[0] if given else 0))
    return sorted(found, key=lambda one: -one.apart) if counted else []


def _page(
    month: Month, this_month: Month, form: ScoresForm, *, agreeing: AgreeForm | None = None
) -> Response:
    here = centre().id
    own = queries.own_scores(centre_id=here, month=str(month), account_id=person().account_id)
    lines = {one.month: one for one in queries.agreed(centre_id=here)}
    now = lines.get(str(month))
    before = next((one for key, one in lines.items() if key < str(month)), None)
    wrong = bool(form.errors or (agreeing and agreeing.errors))
    return fragments.page(
        "registry/reflectie.html",
        status=422 if wrong else 200,
        form=form,
        agreeing=agreeing or AgreeForm(formdata=None, line=now.line if now else ""),
        month=month,
        this_month=this_month,
        open=month >= this_month.previous,
        earlier=month.previous if month > Month.of(centre().opened_on) else None,
        later=month.next if month < this_month else None,
        scored=bool(own),
        scoring=not own or "wijzig" in request.args or bool(form.errors),
        scorers=queries.scorers(centre_id=here, month=str(month)),
        enough=queries.ENOUGH,
        features=_features(month),
        apart=APART,
        now=now,
        before=before,
        before_month=before and Month.parse(before.month),
        results=RESULTS,
        may_agree=has_one_of(CARERS),
    )
