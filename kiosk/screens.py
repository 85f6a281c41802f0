"""The tablet's screens of a day, rendered in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from flask import current_app, render_template

from kiosk import codes, programme
from registry import clock, words
from registry.activities.queries import ProgrammeItem
from registry.answers import queries as answers
from registry.centres.queries import CentreView
from registry.posters.queries import PosterView
from registry.speech import gettext
from registry.support import queries as support
from registry.support.queries import HeardView
from registry.theory.model import Question, Theory

ON_HOME = 5
FOR_THE_HOST = ("hoek", "hoekstand")
"""The host's corner: in Dutch only, like the team's pages."""
PLAIN = ("wie", "bewaard", "gastvrouw", "nogdaar", "dicht", "talen", "letters")
FOR_CHILDREN = ("wie", "stemming", "bewaard", "gastvrouw", "nogdaar", "talen", "dank")
"""The screens after a children's activity was chosen: where they say "je", they are there twice."""
OF_A_VISIT = ("welkom", "leeg", "dicht", "wie", "stemming", "dank")
SPARE = ("bewaard", "gastvrouw")
"""The screens that the page itself holds too, for a tablet without a pack; with their icons."""
FILLS = {2: ("full", "empty"), 3: ("full", "half", "empty")}


@dataclass(frozen=True, slots=True)
class Day:
    """What the screens of a centre show at a moment of a day, in whichever language.

    `off` is what would have been held that day: called off, or moved to another. `asked` are the
    month's questions, each as it is asked in it, without the mood, which has a screen of its own;
    empty where the centre asks nothing. `posters` are those of now, None where it shows none.
    """

    centre: CentreView
    at: datetime
    items: Sequence[ProgrammeItem]
    off: Sequence[ProgrammeItem]
    asked: Sequence[Question]
    posters: Sequence[PosterView] | None

    @classmethod
    def of(cls, centre: CentreView, at: datetime, *, posters: bool = True) -> Self:
        """Look a centre's day up, its posters too where there are any."""
        held, off = programme.of_day(centre, at)
        shown = codes.open_now(centre, at) if posters else None
        return cls(centre, at, held, off, _asked(centre, _month(at)), shown)

    @property
    def month(self) -> str:
        """The month of the day, as "2026-11"."""
        return _month(self.at)

    @property
    def phone(self) -> bool:
        """Whether the tablet can show posters, for who would rather use their own phone."""
        return self.posters is not None

    def cards(self, code: str) -> list[dict[str, Any]]:
        """Return the cards of the day in a language."""
        return programme.cards(self.items, self.off, code, self.at)


def all_of(day: Day, code: str) -> dict[str, str]:
    """Return the HTML of each screen by its name, in a language of the centre's."""
    shared = _shared(day, code)
    screens = {name: _screen(name, **shared) for name in PLAIN} | of_the_day(day, code)
    screens["dank"] = _screen("dank", heard=_heard(day, code), **shared)
    if day.asked:
        screens["stemming"] = _screen("stemming", **shared)
    for question in day.asked:
        drawn = _screen("vraag", question=_question(question), **shared)
        screens[f"vraag:{question.key}"] = drawn
    return screens | _for_children(screens, shared)


def of_the_day(day: Day, code: str) -> dict[str, str]:
    """Return the HTML of those screens that are another one every day."""
    shared = _shared(day, code)
    screens = {
        "welkom": _screen("welkom", **home(day, code)),
        "leeg": _screen("leeg", any=bool(day.items), **shared),
        "meer": _screen("meer", cards=day.cards(code), phone=day.phone, **shared),
    }
    if day.posters is not None:
        posters = codes.cards(day.posters, code, day.at)
        screens["telefoon"] = _screen("telefoon", posters=posters, **shared)
    return screens


def of_a_visit(names: Iterable[str]) -> list[str]:
    """Return which of these screens a visitor of a quiet minute meets, from welcome to thanks."""
    return [name for name in names if name in OF_A_VISIT or name.startswith("vraag:")]


def for_the_host() -> dict[str, str]:
    """Return the HTML of the screens of the host's corner."""
    return {name: _screen(name) for name in FOR_THE_HOST}


def home(day: Day, code: str) -> dict[str, Any]:
    """Return what the welcome screen shows in a language."""
    cards = day.cards(code)
    return {
        "centre": {"name": day.centre.name},
        "cards": cards[:ON_HOME],
        "any": bool(day.items),
        "more": len(cards[ON_HOME:]),
        "phone": day.phone,
        "asks": bool(day.asked),
        "language": language(code),
        "languages": languages_of(day.centre),
    }


def languages_of(centre: CentreView) -> list[dict[str, str]]:
    """Return a centre's languages: code, own name, direction."""
    return [language(code) for code in centre.languages]


def language(code: str) -> dict[str, str]:
    """Return a language: code, own name, direction."""
    return {"code": code, "name": words.LANGUAGES[code], "dir": words.direction(code)}


def _shared(day: Day, code: str) -> dict[str, Any]:
    return {"language": language(code), "languages": languages_of(day.centre), "je": False}


def _screen(name: str, **context: Any) -> str:
    return render_template(f"kiosk/screens/{name}.html", **context)


def _for_children(screens: dict[str, str], shared: dict[str, Any]) -> dict[str, str]:
    drawn = {
        name: _screen(name, **{**shared, "je": True, "heard": None})
        for name in FOR_CHILDREN
        if name in screens
    }
    return {f"{name}:je": html for name, html in drawn.items() if html != screens[name]}


def _asked(centre: CentreView, month: str) -> tuple[Question, ...]:
    theory: Theory = current_app.extensions["inloop_theory"]
    asked = answers.questions_of_month(
        centre_id=centre.id,
        month=month,
        rotating=theory.rotating(),
        leaving=theory.leaving(),
    )
    return tuple(theory.question(key, variant) for key, variant in asked.items())


def _heard(day: Day, code: str) -> HeardView | None:
    """Return what was heard in a language; in Dutch where nobody wrote it in that one."""
    in_turn = (
        support.heard(centre_id=day.centre.id, month=day.month, language=one)
        for one in dict.fromkeys((code, "nl"))
    )
    return next((heard for heard in in_turn if heard), None)


def _question(question: Question) -> dict[str, Any]:
    asked = [option for option in question.options if option.value != "nvt"]
    fills = dict(zip((option.value for option in asked), FILLS[len(asked)], strict=True))
    return {
        "key": question.key,
        "variant": question.variant,
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


def _month(at: datetime) -> str:
    return f"{clock.local_day(at):%Y-%m}"
