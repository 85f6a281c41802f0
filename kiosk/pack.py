"""The pack: all screens of a day in every language, as the tablet keeps them in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale, gettext

from kiosk import dealing, icons, programme, speech
from registry import clock, words
from registry.activities.queries import ProgrammeItem
from registry.centres.queries import CentreView
from registry.support import queries as support
from registry.theory.model import Question, Theory

ON_HOME = 5
PLAIN = ("wie", "stemming", "bewaard", "gastvrouw", "nogdaar", "letters")
FILLS = {2: ("full", "empty"), 3: ("full", "half", "empty")}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it is sent: its JSON and what names it for the browser."""

    body: str
    tag: str


def pack_of(centre: CentreView, at: datetime) -> Pack:
    """Return a centre's pack, rendered at most once a minute in one process."""
    made: dict[Any, Pack] = current_app.extensions.setdefault("inloop_packs", {})
    minute = at.replace(second=0, microsecond=0)
    key = (centre.id, minute)
    if key not in made:
        for old in [known for known in made if known[1] < minute]:
            made.pop(old, None)
        made[key] = _make(centre, at)
    return made[key]


def welcome(centre: CentreView, at: datetime) -> dict[str, Any]:
    """Return what the welcome screen shows in Dutch at a moment."""
    return _home(centre, programme.of_day(centre, at), "nl", at)


def _make(centre: CentreView, at: datetime) -> Pack:
    items = programme.of_day(centre, at)
    deals = dealing.deals(centre, items, at)
    asked = {key for turns in deals.values() for key in turns if key}
    screens = {code: _screens(centre, items, code, at, asked) for code in centre.languages}
    pictograms = [item.pictogram for item in items]
    drawn = icons.used_in(html for of_one in screens.values() for html in of_one.values())
    content = {
        "build": current_app.config["BUILD"],
        "day": clock.local_day(at).isoformat(),
        "centre": {"name": centre.name, "slug": centre.slug},
        "languages": languages_of(centre),
        "icons": icons.symbols(drawn.union(pictograms)),
        "screens": _by_screen(screens),
        "occurrences": {str(item.occurrence_id): programme.occurrence(item) for item in items},
        "deals": deals,
        "clips": speech.clips(centre, items),
    }
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Pack(body, hashlib.sha256(body.encode()).hexdigest()[:32])


def _by_screen(screens: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return {screen: {language: HTML}}: side by side, what languages share packs into little."""
    names = dict.fromkeys(name for of_one in screens.values() for name in of_one)
    return {
        name: {code: of_one[name] for code, of_one in screens.items() if name in of_one}
        for name in names
    }


def languages_of(centre: CentreView) -> list[dict[str, str]]:
    """Return a centre's languages: code, own name, direction."""
    return [_language(code) for code in centre.languages]


def _language(code: str) -> dict[str, str]:
    return {"code": code, "name": words.LANGUAGES[code], "dir": words.direction(code)}


def _screens(
    centre: CentreView,
    items: Sequence[ProgrammeItem],
    code: str,
    at: datetime,
    asked: Collection[str],
) -> dict[str, str]:
    theory: Theory = current_app.extensions["inloop_theory"]
    shared = {"language": _language(code), "languages": languages_of(centre)}
    month = f"{clock.local_day(at):%Y-%m}"
    heard = support.heard(centre_id=centre.id, month=month, language=code)
    with force_locale(code):
        screens = {name: _screen(name, **shared) for name in PLAIN}
        screens["talen"] = _screen("talen", **shared)
        screens["welkom"] = _screen("welkom", **_home(centre, items, code, at))
        screens["meer"] = _screen("meer", cards=programme.cards(items, code, at), **shared)
        screens["dank"] = _screen("dank", heard=heard, **shared)
        for question in theory.questions:
            if question.key in asked:
                drawn = _screen("vraag", question=_question(question), **shared)
                screens[f"vraag:{question.key}"] = drawn
    return screens


def _screen(name: str, **context: Any) -> str:
    return render_template(f"kiosk/screens/{name}.html", **context)


def _home(
    centre: CentreView, items: Sequence[ProgrammeItem], code: str, at: datetime
) -> dict[str, Any]:
    cards = programme.cards(items, code, at)
    return {
        "centre": {"name": centre.name},
        "cards": cards[:ON_HOME],
        "more": len(cards[ON_HOME:]),
        "language": _language(code),
        "languages": languages_of(centre),
    }


def _question(question: Question) -> dict[str, Any]:
    asked = [option for option in question.options if option.value != "nvt"]
    fills = dict(zip((option.value for option in asked), FILLS[len(asked)], strict=True))
    return {
        "key": question.key,
        "variant": "niveau",
        "text": gettext(question.text),
        "pictogram": question.pictogram,
        "options": [
            {
                "value": option.value,
                "label": gettext(option.label),
                "fill": fills.get(option.value, "dashed"),
            }
            for option in question.options
        ],
    }
