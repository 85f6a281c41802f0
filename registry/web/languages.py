"""Talen: which languages a centre's kiosk speaks, in which order, and how many texts are drafts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired

from registry import clock, fragments, words
from registry.texts import queries, services
from registry.texts.queries import TRANSLATED
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.installation import theory_of_change

_UP, _DOWN = "up", "down"


class LanguagesForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The languages in their order, which of them are on, and of which drafts are known."""

    order = SelectMultipleField(validators=[InputRequired()], choices=TRANSLATED)
    on = SelectMultipleField(choices=TRANSLATED)
    known = SelectMultipleField(choices=TRANSLATED)
    move = StringField()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is filled in: every language but Dutch in order, those on, those known to be drafts."""

    order: tuple[str, ...]
    on: frozenset[str]
    known: frozenset[str]

    def moved(self, move: str) -> Choice:
        """Return the choice with one language a place up or down ("up tr"); else the same."""
        way, _space, code = move.partition(" ")
        order = list(self.order)
        if code in order:
            place = order.index(code)
            other = place + {_UP: -1, _DOWN: 1}.get(way, 0)
            if 0 <= other < len(order):
                order[place], order[other] = order[other], order[place]
        return Choice(tuple(order), self.on, self.known)


@dataclass(frozen=True, slots=True)
class Row:
    """A language on the page. `asks`: it can only go on by somebody who knows of the drafts."""

    code: str
    name: str
    on: bool
    drafts: int
    texts: int
    asks: bool
    known: bool
    wrong: bool


@pages.route("/team/instellingen/talen", methods=["GET", "POST"])
@team(*CARERS)
def languages() -> ResponseReturnValue:
    """Show the languages; move one, without keeping that yet; or keep the choice."""
    form = LanguagesForm()
    if not form.is_submitted():
        return _page(form, _kept())
    if not form.validate():
        return _page(form, _kept(), status=422)
    choice = _filled_in(form)
    if form.move.data:
        return _page(form, choice.moved(form.move.data), moved=form.move.data)
    return _keep(form, choice)


def _keep(form: LanguagesForm, choice: Choice) -> ResponseReturnValue:
    spoken = ("nl", *(code for code in choice.order if code in choice.on))
    try:
        services.choose_languages(
            centre_id=centre().id,
            languages=spoken,
            known_drafts=choice.known,
            wording=tuple(theory_of_change().wording()),
            at=clock.now(),
            by=person().account_id,
        )
    except services.DraftsUnknown as refusal:
        names = ", ".join(words.language_name(code) for code in refusal.languages)
        form.known.errors = [_("%(names)s: zet eerst een vinkje bij “Ik weet het”.", names=names)]
        return _page(form, choice, wrong=refusal.languages, status=422)
    names = ", ".join(words.language_name(code) for code in spoken)
    flash(_("Bewaard. De tablet spreekt: %(names)s.", names=names))
    return fragments.go(url_for("web.languages"))


def _kept() -> Choice:
    on = tuple(code for code in centre().languages if code in TRANSLATED)
    return Choice(_complete(on), frozenset(on), frozenset())


def _filled_in(form: LanguagesForm) -> Choice:
    return Choice(_complete(form.order.data), frozenset(form.on.data), frozenset(form.known.data))


def _complete(order: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*order, *TRANSLATED)))


def _page(
    form: LanguagesForm,
    choice: Choice,
    *,
    moved: str = "",
    wrong: Collection[str] = (),
    status: int = 200,
) -> Response:
    drafts = queries.drafts(centre_id=centre().id, wording=tuple(theory_of_change().wording()))
    return fragments.page(
        "registry/talen.html",
        status=status,
        form=form,
        rows=[_row(code, choice, drafts[code], code in wrong) for code in choice.order],
        own_names=words.LANGUAGES,
        moved=moved,
        first_wrong=next((code for code in choice.order if code in wrong), ""),
    )


def _row(code: str, choice: Choice, counted: tuple[int, int], wrong: bool) -> Row:
    drafts, texts = counted
    return Row(
        code=code,
        name=words.language_name(code),
        on=code in choice.on,
        drafts=drafts,
        texts=texts,
        asks=drafts > 0 and code not in centre().languages,
        known=code in choice.known,
        wrong=wrong,
    )
