"""The pack: all that a tablet needs of a day, in files that it keeps in memory.

The first file holds a visit in Dutch and what all languages share, so that a tablet is soon of use.
Each language has a file of its own, which the first one names; that of Dutch has the other screens.
The last file is that of the next days.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from flask import current_app

from kiosk import clips, codes, coming, dealing, programme, screens
from kiosk.programme import Opening
from kiosk.screens import Day
from registry import clock, icons
from registry.centres import corner
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.speech import speaking
from registry.texts import queries as texts
from registry.texts.queries import OwnWords

DUTCH, FIRST, LATER = "nl", "first", "later"
"""The language that every tablet starts in; the names of the first file and that of other days."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A file of the pack as it is sent: its JSON and what names it for the browser."""

    body: str
    tag: str


@dataclass(slots=True)
class Made:
    """The packs of this minute, by what is in them; one at a time is rendered.

    `later` are the files of the next days, by centre, each with the hour and what it is of: these
    change seldom.
    """

    packs: dict[Any, dict[str, Pack]] = field(default_factory=dict)
    later: dict[UUID, tuple[Any, Pack]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


def pack_of(centre: CentreView, at: datetime, *, file: str = FIRST) -> Pack | None:
    """Return a file of a centre's pack, rendered at most once a minute in one process.

    `file` is FIRST, LATER or a language; None for one that the centre's kiosk does not speak. Other
    languages, or other words of the centre's own, are there at once.
    """
    made: Made = current_app.extensions.setdefault("inloop_packs", Made())
    minute = at.replace(second=0, microsecond=0)
    own = texts.own_words(centre_id=centre.id)
    key = (centre, minute, own)
    with made.lock:
        if key not in made.packs:
            made.packs = {old: packs for old, packs in made.packs.items() if old[1] >= minute}
            day, openings = Day.of(centre, at), programme.openings(centre, at)
            made.packs[key] = _make(made, day, openings, own)
        return made.packs[key].get(file)


def _make(
    made: Made, day: Day, openings: Sequence[Opening], own: Sequence[OwnWords]
) -> dict[str, Pack]:
    drawn = {}
    for code in day.centre.languages:
        with speaking(code, texts.in_language(own, code)):
            drawn[code] = screens.all_of(day, code)
    days = coming.days_after(day)
    later = _later(made, days, day, drawn, own)
    with speaking(DUTCH):
        drawn[DUTCH] |= screens.for_the_host()
    first = {name: drawn[DUTCH].pop(name) for name in screens.of_a_visit(drawn[DUTCH])}
    pictograms = [item.pictogram for item in day.items]
    there = icons.used_in(drawn[DUTCH][name] for name in screens.SPARE)
    soon = icons.used_in(first.values()).union(pictograms) - there
    rest = icons.used_in(html for of_one in drawn.values() for html in of_one.values())
    others = rest - soon - there
    files: dict[str, dict[str, Any]] = {
        code: {"screens": _by_screen(html, code), "days": programme.days(openings, code)}
        for code, html in drawn.items()
    }
    files[DUTCH]["icons"] = icons.symbols(others) + codes.symbols(day.posters or ())
    packs = {code: _pack(file) for code, file in files.items()} | {LATER: later}
    items = [item for one in (day, *days) for item in one.items]
    packs[FIRST] = _pack(
        {
            **_shared(day),
            "openings": [programme.opening(*one) for one in openings],
            "days": programme.days(openings, DUTCH),
            "languages": [_listed(code, packs[code]) for code in day.centre.languages],
            "later": _address(LATER, later),
            "icons": icons.symbols(soon),
            "screens": _by_screen(first, DUTCH),
            "clips": clips.listed(day.centre, items, own),
        }
    )
    return packs


def _later(
    made: Made, days: Sequence[Day], today: Day, drawn: coming.Drawn, own: Sequence[OwnWords]
) -> Pack:
    """Return the file of the next days, made anew where these changed, and every hour.

    Its name tells nothing of what is dealt: that changes with every answer, and a list of an hour
    ago serves as well.
    """
    of = (today.at.replace(minute=0, second=0, microsecond=0), days, own)
    known = made.later.get(today.centre.id)
    if known is not None and known[0] == of:
        return known[1]
    content = coming.content(days, today, drawn, own)
    pack = Pack(_body({**content, "deals": coming.dealt(days)}), _pack(content).tag)
    made.later[today.centre.id] = (of, pack)
    return pack


def _shared(day: Day) -> dict[str, Any]:
    """Return what the tablet's script needs to know, in no language or in all of them."""
    centre, at = day.centre, day.at
    lock = corner.lock_of(
        key=current_app.config["CORNER_KEY"],
        centre_id=centre.id,
        round_=centres.corner_round(centre.id),
    )
    return {
        "build": current_app.config["BUILD"],
        "day": clock.local_day(at).isoformat(),
        "calendar": programme.calendar(at),
        "occurrences": {str(item.occurrence_id): programme.occurrence(item) for item in day.items},
        "deals": dealing.deals(centre, day.items, at),
        "corner": asdict(lock),
    }


def _pack(content: Mapping[str, Any]) -> Pack:
    body = _body(content)
    return Pack(body, hashlib.sha256(body.encode()).hexdigest()[:16])


def _body(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _by_screen(drawn: Mapping[str, str], code: str) -> dict[str, dict[str, str]]:
    """Return {screen: {language: HTML}}, the shape of every file; what is alike lies side by side.

    So it packs into less: a screen beside its twin for children, a question beside the next.
    """
    return {name: {code: drawn[name]} for name in sorted(drawn)}


def _listed(code: str, file: Pack) -> dict[str, str]:
    """Return a language with the address of its file."""
    return {**screens.language(code), "address": _address(code, file)}


def _address(name: str, file: Pack) -> str:
    """Return where a file is, which names what is in it."""
    return f"/kiosk/pack/{name}.json?tag={file.tag}"
