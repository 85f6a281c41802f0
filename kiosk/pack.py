"""The pack: all screens of a day, as the tablet keeps them in memory.

The first file holds Dutch and what all languages share, so that a tablet is soon of use; each other
language has a file of its own, which the first one names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask import current_app, render_template

from kiosk import codes, dealing, programme
from kiosk.speech import gettext, speaking
from registry import clock, icons, words
from registry.activities.queries import ProgrammeItem
from registry.centres import corner
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.posters.queries import PosterView
from registry.support import queries as support
from registry.support.queries import HeardView
from registry.texts import queries as texts
from registry.texts.queries import OwnWords
from registry.theory.model import Question, Theory

FIRST = "nl"
"""The language that every tablet starts in."""

ON_HOME = 5
FOR_THE_HOST = ("hoek", "hoekstand")
"""The host's corner: in Dutch only, like the team's pages."""
PLAIN = ("wie", "stemming", "bewaard", "gastvrouw", "nogdaar", "dicht")
FOR_CHILDREN = ("wie", "stemming", "bewaard", "gastvrouw", "nogdaar", "talen", "dank")
"""The screens after a children's activity was chosen: where they say "je", they are there twice."""
FILLS = {2: ("full", "empty"), 3: ("full", "half", "empty")}


@dataclass(frozen=True, slots=True)
class Pack:
    """A file of the pack as it is sent: its JSON and what names it for the browser."""

    body: str
    tag: str


def pack_of(centre: CentreView, at: datetime, *, language: str = FIRST) -> Pack | None:
    """Return a file of a centre's pack, rendered at most once a minute in one process.

    Other languages, or other words of the centre's own, are there at once. None for a language
    that the centre's kiosk does not speak.
    """
    made: dict[Any, dict[str, Pack]] = current_app.extensions.setdefault("inloop_packs", {})
    minute = at.replace(second=0, microsecond=0)
    own = texts.own_words(centre_id=centre.id)
    key = (centre, minute, own)
    if key not in made:
        for old in [known for known in made if known[1] < minute]:
            made.pop(old, None)
        made[key] = _make(centre, own, at)
    return made[key].get(language)


def welcome(centre: CentreView, at: datetime) -> dict[str, Any]:
    """Return what the welcome screen shows in Dutch at a moment."""
    return _home(centre, programme.of_day(centre, at), "nl", at)


def _make(centre: CentreView, own: Sequence[OwnWords], at: datetime) -> dict[str, Pack]:
    items = programme.of_day(centre, at)
    deals = dealing.deals(centre, items, at)
    asked = {key for turns in deals.values() for key in turns if key}
    posters = codes.open_now(centre, at)
    screens = {}
    for code in centre.languages:
        said = {one.dutch: one.words for one in own if one.language == code}
        with speaking(code, said):
            screens[code] = _screens(centre, items, code, at, asked)
            screens[code] |= _phone(posters, code, at)
    with speaking(FIRST, {}):
        screens[FIRST] |= {name: _screen(name) for name in FOR_THE_HOST}
    packs = {
        code: _pack({"screens": _by_screen(of_one, code)})
        for code, of_one in screens.items()
        if code != FIRST
    }
    drawn = icons.used_in(html for of_one in screens.values() for html in of_one.values())
    packs[FIRST] = _pack(
        {
            "build": current_app.config["BUILD"],
            "day": clock.local_day(at).isoformat(),
            "centre": {"name": centre.name, "slug": centre.slug},
            "languages": [_listed(code, packs.get(code)) for code in centre.languages],
            "icons": icons.symbols(drawn.union(item.pictogram for item in items))
            + codes.symbols(posters),
            "screens": _by_screen(screens[FIRST], FIRST),
            "occurrences": {str(item.occurrence_id): programme.occurrence(item) for item in items},
            "openings": programme.openings(centre, at),
            "deals": deals,
            "corner": asdict(_corner_lock(centre)),
        }
    )
    return packs


def _pack(content: Mapping[str, Any]) -> Pack:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Pack(body, hashlib.sha256(body.encode()).hexdigest()[:32])


def _by_screen(screens: Mapping[str, str], code: str) -> dict[str, dict[str, str]]:
    """Return {screen: {language: HTML}}: every file of the pack has its screens in this shape."""
    return {name: {code: html} for name, html in screens.items()}


def _listed(code: str, own_file: Pack | None) -> dict[str, str]:
    """Return a language with the address of its file, which names what is in it; Dutch has none."""
    if own_file is None:
        return _language(code)
    return {**_language(code), "address": f"/kiosk/pack/{code}.json?tag={own_file.tag}"}


def _corner_lock(centre: CentreView) -> corner.Lock:
    return corner.lock_of(
        key=current_app.config["CORNER_KEY"],
        centre_id=centre.id,
        round_=centres.corner_round(centre.id),
    )


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
    shared = {"language": _language(code), "languages": languages_of(centre), "je": False}
    screens = {name: _screen(name, **shared) for name in (*PLAIN, "talen")}
    screens["welkom"] = _screen("welkom", **_home(centre, items, code, at))
    screens["leeg"] = _screen("leeg", any=bool(items), **shared)
    cards, phone = programme.cards(items, code, at), bool(codes.public_url())
    screens["meer"] = _screen("meer", cards=cards, phone=phone, **shared)
    screens["dank"] = _screen("dank", heard=_heard(centre, code, at), **shared)
    for question in theory.questions:
        if question.key in asked:
            drawn = _screen("vraag", question=_question(question), **shared)
            screens[f"vraag:{question.key}"] = drawn
    for name in FOR_CHILDREN:
        drawn = _screen(name, **{**shared, "je": True, "heard": None})
        if drawn != screens[name]:
            screens[f"{name}:je"] = drawn
    return screens


def _heard(centre: CentreView, code: str, at: datetime) -> HeardView | None:
    """Return what was heard in a language; in Dutch where nobody wrote it in that one."""
    month = f"{clock.local_day(at):%Y-%m}"
    in_turn = (
        support.heard(centre_id=centre.id, month=month, language=language)
        for language in dict.fromkeys((code, "nl"))
    )
    return next((heard for heard in in_turn if heard), None)


def _phone(posters: Sequence[PosterView], code: str, at: datetime) -> dict[str, str]:
    """Return the screen with the posters of now, where phones can reach us at all."""
    if not codes.public_url():
        return {}
    cards, language = codes.cards(posters, code, at), _language(code)
    return {"telefoon": _screen("telefoon", posters=cards, language=language)}


def _screen(name: str, **context: Any) -> str:
    return render_template(f"kiosk/screens/{name}.html", **context)


def _home(
    centre: CentreView, items: Sequence[ProgrammeItem], code: str, at: datetime
) -> dict[str, Any]:
    cards = programme.cards(items, code, at)
    return {
        "centre": {"name": centre.name},
        "cards": cards[:ON_HOME],
        "any": bool(items),
        "more": len(cards[ON_HOME:]),
        "phone": bool(codes.public_url()),
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
