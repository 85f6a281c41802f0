"""Klaar: one question on leaving, full screen, that a host hands to a visitor after a spreekuur."""

from __future__ import annotations

import uuid
from datetime import datetime

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, words
from registry.answers import queries as answers
from registry.answers import services
from registry.answers.services import Answer
from registry.speech import speaking
from registry.texts import queries as texts
from registry.theory.model import Option, Question, Value, Variant
from registry.web.access import EVERYONE, centre, pages, team
from registry.web.forms import LeavingForm
from registry.web.installation import theory_of_change

READING_MS = 700
"""A tap sooner than this after the question was made is faster than a person reads."""
SKIP = "skip"
FILLS = {Value.PLUS: "full", Value.MIDDEN: "half", Value.MIN: "empty", Value.NVT: "dashed"}


@pages.route("/team/vandaag/klaar", methods=["GET", "POST"])
@team(*EVERYONE)
def leaving() -> ResponseReturnValue:
    """Show one question on leaving, or count the answer to it; then say thanks."""
    at, language = clock.now(), request.args.get("taal", "nl")
    if language not in centre().languages:
        abort(404)
    if request.method == "POST":
        _count(at)
        return fragments.go(url_for("web.leaving", taal=language, dank=1))
    own = texts.own_words(centre_id=centre().id)
    with speaking(language, texts.in_language(own, language)):
        if "dank" in request.args:
            return _screen(language, question=None)
        key = answers.question_on_leaving(
            centre_id=centre().id,
            month=f"{clock.local_day(at):%Y-%m}",
            leaving=theory_of_change().leaving(),
            seed=uuid.uuid4().hex,
        )
        if key is not None:
            return _screen(language, question=theory_of_change().question(key), at=at)
    flash(_("De vragen staan uit."))
    return fragments.go(url_for("web.today"))


def _count(at: datetime) -> None:
    """Add the answer to its tally: a random id, no time, and nothing of who was here."""
    form = LeavingForm()
    if not form.validate_on_submit() or form.question.data not in theory_of_change().leaving():
        abort(400)
    question = theory_of_change().question(form.question.data)
    allowed = {SKIP, *(option.value for option in question.options)}
    if form.value.data not in allowed:
        abort(400)
    services.count_answer(
        centre_id=centre().id,
        month=f"{clock.local_day(at):%Y-%m}",
        answer=Answer(
            id=uuid.UUID(form.event.data),
            question=question.key,
            variant=Variant.NIVEAU,
            value=form.value.data,
            suspect=_milliseconds(at) - form.shown.data < READING_MS,
        ),
        allowed=allowed,
    )


def _screen(language: str, question: Question | None, at: datetime | None = None) -> Response:
    return fragments.page(
        "registry/klaar.html",
        language=language,
        languages=[(code, words.LANGUAGES[code]) for code in centre().languages],
        question=question,
        fills=_fills(question.options if question else ()),
        event=uuid.uuid4(),
        shown=_milliseconds(at) if at else 0,
    )


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _fills(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.value: FILLS[Value(option.value)] for option in options}
