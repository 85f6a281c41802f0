"""Teksten: what the kiosk says in another language beside the Dutch; correcting and checking it."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField

from registry import clock, fragments, words
from registry.texts import checks, queries, services
from registry.texts.queries import TRANSLATED, ShownText
from registry.web import text_list
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.inputs import tidy
from registry.web.installation import theory_of_change

EXAMPLES = {"activity": "Fietsles", "step": "1", "count": "2"}
"""What stands in for a blank where a text is shown as an example."""


class TextForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The words for a text, and whether they are checked."""

    words = TextAreaField(_l("Tekst op de tablet"), filters=[tidy])
    checked = BooleanField(_l("Iemand die deze taal goed spreekt, heeft dit nagekeken"))


@pages.get("/team/instellingen/teksten")
@team(*CARERS)
def texts() -> ResponseReturnValue:
    """List the kiosk's texts in a language beside the Dutch."""
    language = request.args.get("taal", _first_language())
    if language not in TRANSLATED:
        abort(404)
    known = _all(language)
    found = text_list.find(known, text_list.wish(request.args, language))
    return fragments.page(
        "registry/teksten.html",
        language=language,
        languages={code: words.language_name(code) for code in TRANSLATED},
        found=found,
        kept=found.wish.query(),
        all=len(known),
        drafts=sum(not one.checked for one in known),
        screens=text_list.screens(),
        spoken=centre().languages,
    )


@pages.route("/team/instellingen/teksten/<language>/<text>", methods=["GET", "POST"])
@team(*CARERS)
def text(language: str, text: str) -> ResponseReturnValue:
    """Show one text with the form to correct it, or keep what was filled in."""
    one = _one(language, text)
    form = TextForm(data={"words": one.words, "checked": one.checked})
    if not form.is_submitted():
        if fragments.wants_block():
            form.words.data = tidy(request.args.get("words", one.words))[: checks.LONGEST]
        return _page(language, one, form)
    if not form.validate():
        return _page(language, one, form, status=422)
    try:
        services.correct(
            centre_id=centre().id,
            language=language,
            text=one.text,
            words=form.words.data,
            checked=form.checked.data,
            at=clock.now(),
            by=person().account_id,
        )
    except checks.WordsRefused as refusal:
        form.words.errors = [_in_words(refusal, one)]
        return _page(language, one, form, status=422)
    flash(_("Bewaard. De tablet zegt het zo binnen een minuut."))
    return _back(language)


@pages.post("/team/instellingen/teksten/<language>/<text>/terug")
@team(*CARERS)
def revert_text(language: str, text: str) -> ResponseReturnValue:
    """Let the kiosk say a text as everywhere else."""
    services.revert(
        centre_id=centre().id,
        language=language,
        text=_one(language, text).text,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("De tekst van Inloop staat er weer."))
    return _back(language)


def _first_language() -> str:
    return next((code for code in centre().languages if code in TRANSLATED), TRANSLATED[0])


def _all(language: str) -> tuple[ShownText, ...]:
    return queries.shown(
        centre_id=centre().id, language=language, wording=tuple(theory_of_change().wording())
    )


def _one(language: str, key: str) -> ShownText:
    known = {one.text.key: one for one in _all(language)} if language in TRANSLATED else {}
    if key not in known:
        abort(404)
    return known[key]


def _back(language: str) -> ResponseReturnValue:
    """Go back to the list as it was."""
    return fragments.go(text_list.wish(request.args, language).here())


def _page(language: str, one: ShownText, form: Any, *, status: int = 200) -> Response:
    said = form.words.data or ""
    blanks = {"name": words.LANGUAGES[language], **EXAMPLES}
    return fragments.page(
        "registry/tekst.html",
        block="example",
        status=status,
        language=language,
        name=words.language_name(language),
        one=one,
        form=form,
        kept=text_list.wish(request.args, language).query(),
        where=[text_list.screen_name(screen) for screen in one.text.screens],
        room=checks.room(one.text.dutch),
        most_words=checks.MOST_WORDS,
        blanks=checks.blanks(one.text.dutch),
        said=checks.filled_in(said, blanks),
        letters=len(said),
    )


def _in_words(refusal: checks.WordsRefused, one: ShownText) -> str:
    blanks = " ".join(checks.blanks(one.text.dutch))
    lines = {
        "no_words": _l("Schrijf een tekst."),
        "too_long": _l(
            "Te lang voor de tablet: hoogstens %(letters)s letters, %(words)s woorden.",
            letters=checks.room(one.text.dutch),
            words=checks.MOST_WORDS,
        ),
        "other_blanks": _l("Laat %(blanks)s staan, precies zo.", blanks=blanks)
        if blanks
        else _l("Een procentteken kan hier niet."),
    }
    return str(lines[refusal.code])
