"""Voorlezen: the clips that the kiosk reads aloud, per text and language, for a coordinator."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired

from registry import clock, fragments, words
from registry.activities import queries as activities
from registry.spoken import queries, services, texts
from registry.spoken.queries import ClipView
from registry.web.access import CARERS, centre, pages, person, takes, team
from registry.web.installation import theory_of_change

MOST_SENT = 16 * 1024 * 1024
"""Files up to this size are taken in, to say beside the field that they are too large."""

HEADINGS = {
    "welkom": _l("Het eerste scherm"),
    "wie": _l("Met hoeveel, en wat doet u"),
    "stemming": _l("Bij elke vraag"),
    "slot": _l("Aan het eind"),
    "keuzes": _l("Taal en letters"),
    texts.QUESTIONS: _l("Vragen en antwoorden"),
    texts.ACTIVITIES: _l("Activiteiten"),
}


class TextForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Which text, in which language."""

    language = StringField(validators=[InputRequired()])
    text = StringField(validators=[InputRequired()])


class ClipForm(TextForm):
    """A recording of it."""

    sound = FileField(validators=[FileRequired(_l("Kies eerst een bestand."))])


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is read aloud: the Dutch, what the screen shows, and its clip if there is one."""

    anchor: str
    text: str
    shown: str
    clip: ClipView | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one part of the kiosk."""

    heading: str
    lines: Sequence[Line]


@pages.get("/team/instellingen/voorlezen")
@team(*CARERS)
def clips() -> ResponseReturnValue:
    """List what is read aloud in a language, with the clip of each text."""
    return _page(request.args.get("taal", theory_of_change().language))


@pages.post("/team/instellingen/voorlezen/opname")
@team(*CARERS)
@takes(MOST_SENT)
def keep_clip() -> ResponseReturnValue:
    """Keep a recording of a text, in place of an earlier one."""
    form = ClipForm()
    if not form.validate_on_submit() and {"language", "text"} & form.errors.keys():
        abort(400)
    language, text = _known(form)
    error = form.sound.errors[0] if form.sound.errors else _keep(form)
    if error:
        return _page(language, wrong={text: str(error)}, status=422)
    return _after(language, text, _("De opname is bewaard."))


@pages.post("/team/instellingen/voorlezen/weg")
@team(*CARERS)
def remove_clip() -> ResponseReturnValue:
    """Remove the recording of a text."""
    form = TextForm()
    if not form.validate_on_submit():
        abort(400)
    language, text = _known(form)
    services.remove_clip(
        centre_id=centre().id,
        language=language,
        text=text,
        at=clock.now(),
        by=person().account_id,
    )
    return _after(language, text, _("De opname is weg."))


@pages.get("/team/instellingen/voorlezen/<string:digest>")
@team(*CARERS)
def clip_sound(digest: str) -> Response:
    """Send the sound of a clip, to listen to."""
    sound = queries.sound(centre_id=centre().id, digest=digest)
    if sound is None:
        abort(404)
    return fragments.kept(sound.content, sound.media_type)


def _keep(form: ClipForm) -> str:
    """Keep the recording of a form; return what is wrong with it, or nothing."""
    sound = form.sound.data.read()
    try:
        services.keep_clip(
            centre_id=centre().id,
            language=form.language.data,
            text=form.text.data,
            sound=sound,
            at=clock.now(),
            by=person().account_id,
        )
    except services.TooLarge:
        return str(
            _(
                "Dit bestand is %(size)s kB en mag %(most)s kB zijn. Neem het korter op.",
                size=words.number(-(-len(sound) // 1024)),
                most=services.MOST_BYTES // 1024,
            )
        )
    except services.NoSound:
        return str(_("De tablet kan dit niet afspelen. Kies een MP3, Ogg, M4A of WAV."))
    return ""


def _known(form: TextForm) -> tuple[str, str]:
    """Return the language and text of a form; 404 for what is not read aloud here."""
    language, text = form.language.data, texts.tidy(form.text.data)
    if language not in centre().languages or text not in _titles_and_groups()[1]:
        abort(404)
    return language, text


def _titles_and_groups() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return each activity's names in other languages, and the group of every text."""
    on_offer = activities.activities(centre_id=centre().id)
    titles = {texts.tidy(view.title): dict(view.titles) for view in on_offer}
    groups = texts.groups(theory_of_change(), titles)
    return titles, {text: name for name, found in groups.items() for text in found}


def _page(language: str, *, wrong: dict[str, str] | None = None, status: int = 200) -> Response:
    if language not in centre().languages:
        abort(404)
    groups = _groups(language, wrong or {})
    lines = [line for group in groups for line in group.lines]
    return fragments.page(
        "registry/voorlezen.html",
        status=status,
        language=language,
        languages={code: words.LANGUAGES[code] for code in centre().languages},
        groups=groups,
        recorded=sum(line.clip is not None for line in lines),
        all_lines=len(lines),
        most_bytes=services.MOST_BYTES,
    )


def _groups(language: str, wrong: dict[str, str]) -> list[Group]:
    titles, group_of = _titles_and_groups()
    kept = {clip.text: clip for clip in queries.clips(centre_id=centre().id, language=language)}
    lines: dict[str, list[Line]] = {}
    with force_locale(language):
        for text, group in group_of.items():
            shown = titles[text].get(language, text) if text in titles else gettext(text)
            made = Line(anchor_of(text), text, shown, kept.get(text), wrong.get(text, ""))
            lines.setdefault(group, []).append(made)
    return [Group(str(HEADINGS[name]), found) for name, found in lines.items()]


def anchor_of(text: str) -> str:
    """Return the name of a text's line on the page."""
    return f"tekst-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def _after(language: str, text: str, said: str) -> ResponseReturnValue:
    """Show the page again: at once where HTMX asks, else by its address, at the same line."""
    if fragments.wants_block():
        return _page(language)
    flash(said)
    return fragments.go(url_for("web.clips", taal=language, _anchor=anchor_of(text)))
