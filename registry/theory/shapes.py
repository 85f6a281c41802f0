"""The shape of a theory file: its tables, their keys, and what each value must be."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from registry.theory.model import Moment, Scope, Seen, Strength
from registry.theory.source import Check, Field, Shape

SECTIONS = ("wijk", "bewoner", "subdoelen", "aanpak", "indicatoren", "werkwijze")
"""The keys of the document's headings, in its order."""


def _text(value: object) -> str | None:
    if isinstance(value, str) and value and value == " ".join(value.split()):
        return None
    return "a text of one line, not empty, without a space too many"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _pattern(pattern: str, must: str) -> Check:
    wanted = re.compile(pattern)

    def check(value: object) -> str | None:
        return None if isinstance(value, str) and wanted.fullmatch(value) else must

    return check


def _choice(*allowed: str) -> Check:
    return _pattern("|".join(allowed), "one of " + ", ".join(allowed))


def _member(enum: type[StrEnum]) -> Check:
    return _choice(*(member.value for member in enum))


def _list(check: Check, must: str) -> Check:
    def check_all(value: object) -> str | None:
        if isinstance(value, list) and value and not any(check(item) for item in value):
            return None if len(set(value)) == len(value) else "a list that names each key once"
        return must

    return check_all


def _options(value: object) -> str | None:
    if isinstance(value, list) and all(_is_option(item) for item in value):
        labels = {item["label"] for item in value}
        return None if len(labels) == len(value) else "a list in which each label stands once"
    return "a list of { label, value }, both a text"


def _is_option(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and set(value) == {"label", "value"}
        and not any(_text(value[key]) for key in ("label", "value"))
    )


_code = _pattern(
    r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", 'a key in capitals, digits and hyphens, such as "SC-I1"'
)
_name = _pattern(r"[a-z][a-z0-9_]*", 'a key in small letters, such as "ontmoeten"')
_icon = _pattern(r"[a-z0-9]+(-[a-z0-9]+)*", 'the name of an icon, such as "house-line"')
_keys = _list(_code, "a list of one or more keys")
_signs = _list(_member(Seen), "a list of one or more of " + ", ".join(Seen))
_language = _pattern(r"[a-z]{2,3}", 'the code of a language, such as "nl"')

CODE, NAME, TEXT, FLAG = Field(_code), Field(_name), Field(_text), Field(_flag)
CODES, OPTIONS, ICON = Field(_keys), Field(_options), Field(_icon)

TOP = {"version": TEXT, "area": TEXT, "language": Field(_language), "title": TEXT}

TABLES = {
    "section": Shape(
        {
            "key": Field(_choice(*SECTIONS)),
            "title": TEXT,
            "dash": TEXT,
            "text": TEXT,
            "lead": Field(_text, optional=True),
        }
    ),
    "goal": Shape({"key": CODE, "scope": Field(_member(Scope)), "text": TEXT}),
    "subgoal": Shape({"key": CODE, "goal": CODE, "text": TEXT}),
    "o": Shape({"key": NAME, "code": Field(_choice("om", "ow", "os", "ou", "on")), "text": TEXT}),
    "group": Shape(
        {"key": NAME, "text": TEXT, "goals": CODES, "strength": Field(_member(Strength))}
    ),
    "type": Shape({"key": CODE, "group": NAME, "text": TEXT}),
    "indicator": Shape(
        {"key": CODE, "goal": CODE, "text": TEXT, "asked": Field(_flag, optional=True)}
    ),
    "way": Shape({"key": CODE, "text": TEXT}),
    "mood": Shape({"text": TEXT, "pictogram": ICON, "options": OPTIONS}, once=True),
    "change": Shape({"options": OPTIONS}, once=True),
    "question": Shape(
        {
            "indicator": CODE,
            "text": TEXT,
            "change": Field(_text, optional=True),
            "moment": Field(_member(Moment)),
            "pictogram": ICON,
            "options": OPTIONS,
            "weakness": Field(_text, optional=True),
        }
    ),
    "link": Shape({"subgoal": CODE, "indicators": CODES, "proposal": FLAG}),
    "seen": Shape({"goal": CODE, "what": Field(_signs), "proposal": FLAG}),
    "sign": Shape({"indicator": CODE, "what": Field(_signs), "proposal": FLAG}, optional=True),
    "start": Shape(
        {
            "type": CODE,
            "main_o": NAME,
            "mainly": Field(_keys, optional=True),
            "subgoals": CODES,
            "pictogram": ICON,
            "sensitive": FLAG,
            "initiative": Field(_flag, optional=True),
            "proposal": FLAG,
        }
    ),
}
"""The tables by name, in the order in which a file has them."""
