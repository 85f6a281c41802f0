"""The pack: all screens of a day in every language, as the tablet keeps them in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale, gettext

from kiosk import icons
from registry import clock, words
from registry.activities import queries as activities
from registry.activities import services as planning
from registry.activities.queries import ProgrammeItem
from registry.answers import deal
from registry.answers import queries as tallies
from registry.centres.queries import CentreView
from registry.support import queries as support
from registry.theory.model import MOOD, Question, Theory

ON_HOME = 5
INLOOP_LINE = "Koffie, thee en een praatje."
"""What open inloop is, in most centres; only this line is in the catalogue."""
PLAIN = ("wie", "stemming", "bewaard", "gastvrouw", "nogdaar")
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
    return _home(centre, _programme(centre, at), "nl", at)


def _make(centre: CentreView, at: datetime) -> Pack:
    programme = _programme(centre, at)
    deals = _deals(centre, programme, at)
    asked = {key for turns in deals.values() for key in turns if key}
    screens = {code: _screens(centre, programme, code, at, asked) for code in centre.languages}
    pictograms = [item.pictogram for item in programme]
    drawn = icons.used_in(html for of_one in screens.values() for html in of_one.values())
    content = {
        "build": current_app.config["BUILD"],
        "day": clock.local_day(at).isoformat(),
        "centre": {"name": centre.name, "slug": centre.slug},
        "languages": languages_of(centre),
        "icons": icons.symbols(drawn.union(pictograms)),
        "screens": _by_screen(screens),
        "occurrences": {str(item.occurrence_id): _occurrence(item) for item in programme},
        "deals": deals,
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


def _programme(centre: CentreView, at: datetime) -> Sequence[ProgrammeItem]:
    day = clock.local_day(at)
    if centre.planned_until is None or centre.planned_until < day + timedelta(days=14):
        planning.plan_until(centre_id=centre.id, last_day=day + timedelta(days=60))
    items = activities.programme(centre_id=centre.id, day=day, at=at)
    return [item for item in items if not item.cancelled]


def _screens(
    centre: CentreView,
    programme: Sequence[ProgrammeItem],
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
        screens["welkom"] = _screen("welkom", **_home(centre, programme, code, at))
        screens["meer"] = _screen("meer", cards=_cards(programme, code, at), **shared)
        screens["dank"] = _screen("dank", heard=heard, **shared)
        for question in theory.questions:
            if question.key in asked:
                drawn = _screen("vraag", question=_question(question), **shared)
                screens[f"vraag:{question.key}"] = drawn
    return screens


def _screen(name: str, **context: Any) -> str:
    return render_template(f"kiosk/screens/{name}.html", **context)


def _home(
    centre: CentreView, programme: Sequence[ProgrammeItem], code: str, at: datetime
) -> dict[str, Any]:
    cards = _cards(programme, code, at)
    return {
        "centre": {"name": centre.name},
        "cards": cards[:ON_HOME],
        "more": len(cards[ON_HOME:]),
        "language": _language(code),
        "languages": languages_of(centre),
    }


def _cards(programme: Sequence[ProgrammeItem], code: str, at: datetime) -> list[dict[str, Any]]:
    """Return what is still on or to come; what is over is not offered."""
    return [_card(item, code, at) for item in programme if item.ends_at > at]


def _card(item: ProgrammeItem, code: str, at: datetime) -> dict[str, Any]:
    return {
        "id": str(item.occurrence_id),
        "title": item.titles.get(code, item.title),
        "o": _o_code(item),
        "pictogram": item.pictogram,
        "starts": words.wall_time(item.starts_at),
        "ends": words.wall_time(item.ends_at),
        "open_now": item.starts_at <= at < item.ends_at,
        "open_inloop": item.open_inloop,
        "description": _in_language(item.description, code),
        "sensitive": item.sensitive,
    }


def _in_language(description: str, code: str) -> str:
    """Return a line in a language; what a centre wrote itself is there in Dutch only."""
    if code == "nl":
        return description
    return gettext("Koffie, thee en een praatje.") if description == INLOOP_LINE else ""


def _o_code(item: ProgrammeItem) -> str:
    theory: Theory = current_app.extensions["inloop_theory"]
    return theory.o(item.main_o).code


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


def _occurrence(item: ProgrammeItem) -> dict[str, Any]:
    return {
        "title": {"nl": item.title, **item.titles},
        "o": _o_code(item),
        "pictogram": item.pictogram,
        "starts": words.wall_time(item.starts_at),
        "ends": words.wall_time(item.ends_at),
        "starts_at": item.starts_at.isoformat(),
        "ends_at": item.ends_at.isoformat(),
        "sensitive": item.sensitive,
        "children": item.for_children,
        "open_inloop": item.open_inloop,
    }


def _deals(
    centre: CentreView, programme: Sequence[ProgrammeItem], at: datetime
) -> dict[str, list[str | None]]:
    theory: Theory = current_app.extensions["inloop_theory"]
    today = clock.local_day(at)
    questions = tallies.set_of_month(
        centre_id=centre.id, month=f"{today:%Y-%m}", rotating=theory.rotating()
    )
    answered = tallies.answered(centre_id=centre.id, month=f"{today:%Y-%m}")
    share = _share(centre, theory, today)
    dealt = {
        "": deal.deal(
            questions, answered=answered, preferred=frozenset(), share=share, seed=f"{today}"
        ),
        "weg": deal.deal(
            theory.leaving(), answered=answered, preferred=frozenset(), share=1, seed=f"{today}"
        ),
    }
    for item in programme:
        if not (item.sensitive or item.for_children):
            dealt[str(item.occurrence_id)] = deal.deal(
                questions,
                answered=answered,
                preferred=_of_goals(theory, questions, item.goals),
                share=share,
                seed=f"{item.occurrence_id}",
            )
        else:
            dealt[str(item.occurrence_id)] = []
    return dealt


def _share(centre: CentreView, theory: Theory, day: date) -> float:
    before = day.replace(day=1) - timedelta(days=1)
    month = f"{before:%Y-%m}"
    questions = tallies.set_of_month(centre_id=centre.id, month=month, rotating=theory.rotating())
    answered = tallies.answered(centre_id=centre.id, month=month)
    shown = tallies.asked(centre_id=centre.id, month=month)
    everyone = shown.get(MOOD, 0)
    some = sum(shown.get(key, 0) for key in questions)
    return deal.share_asked(
        sum(answered.get(key, 0) for key in questions),
        len(questions),
        asked=min(1.0, some / everyone) if everyone and some else 1.0,
    )


def _of_goals(theory: Theory, questions: Sequence[str], goals: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key in questions if theory.indicator(key).goal in goals)
