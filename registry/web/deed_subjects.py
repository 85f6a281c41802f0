"""What an entry of the audit trail is about, as people say it: a name, a number, a day, a month."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from registry import words
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.texts import catalogue
from registry.trail.queries import Entry
from registry.web import handouts
from registry.web.installation import theory_of_change
from registry.web.month import KIND_NAMES


def subject(entry: Entry) -> str:
    """Say what an entry is about, "" for what has no words; who did it is not said twice."""
    kind, _space, rest = entry.object.partition(" ")
    known = _KINDS.get(kind)
    named = "" if entry.about is None or entry.about == entry.actor else entry.about
    on = words.short_day(entry.on) if entry.on is not None else ""
    return ", ".join(one for one in (named, _read(known, rest) if known else "", on) if one)


def _read(known: Callable[[list[str]], str], rest: str) -> str:
    """Read what stands behind a kind; an entry of an earlier version may say something else."""
    try:
        return known(rest.split(" "))
    except (ValueError, IndexError, KeyError):
        return ""


def _number(parts: list[str]) -> str:
    return str(_("nummer %(number)s", number=int(parts[0])))


def _month(parts: list[str]) -> str:
    said = words.month(Month.parse(parts[0]).first_day)
    return ", ".join([said, *(part.upper() for part in parts[1:])])


def _handout(parts: list[str]) -> str:
    day = words.short_day(date.fromisoformat(parts[0]))
    return f"{handouts.NAMES[parts[1]]}, {day}"


def _steps(parts: list[str]) -> str:
    return f"{KIND_NAMES[parts[1]]}, {_month(parts[:1])}"


def _passes(parts: list[str]) -> str:
    return str(ngettext("%(num)d pas", "%(num)d passen", int(parts[0])))


def _since(parts: list[str]) -> str:
    return str(_("vanaf %(day)s", day=words.short_day(date.fromisoformat(parts[0]))))


def _days(parts: list[str]) -> str:
    first, last = (words.short_day(date.fromisoformat(part)) for part in (parts[0], parts[-1]))
    until = _("%(first)s tot en met %(last)s", first=first, last=last)
    return first if first == last else str(until)


def _language(parts: list[str]) -> str:
    return words.language_name(parts[0])


def _text(parts: list[str]) -> str:
    """Return the language and the Dutch of a text of the kiosk."""
    language, key = parts
    known = catalogue.texts(language, tuple(theory_of_change().wording()))
    found = {one.key: one.dutch for one in known}
    return f"{words.language_name(language)}: {found[key]}"


def _tablet(parts: list[str]) -> str:
    """Return the name that a tablet is to get, or the centre that it goes to."""
    if parts[1:3] == ["to", "centre"]:
        to = centres.by_id(uuid.UUID(parts[3]))
        return str(_("naar %(centre)s", centre=to.name)) if to else ""
    try:
        uuid.UUID(parts[0])
    except ValueError:
        return " ".join(parts)
    return ""


_KINDS: Mapping[str, Callable[[list[str]], str]] = {
    "help": _number,
    "sheet": _month,
    "heard": _month,
    "reflection": _month,
    "questions": _month,
    "handout": _handout,
    "steps": _steps,
    "passes": _passes,
    "hours": _since,
    "days": _days,
    "clip": _language,
    "text": _text,
    "tablet": _tablet,
}
"""How what stands behind each kind of thing is said."""
