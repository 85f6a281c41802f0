"""Logboek: what was done in a centre, by whom, what it was before and became, and why."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from registry import fragments
from registry.trail import queries
from registry.trail.queries import Asked
from registry.web import deeds
from registry.web.access import centre, pages, person, team

READERS = ("coordinator", "admin")


@pages.get("/team/instellingen/logboek")
@team(*READERS)
def logbook() -> ResponseReturnValue:
    """Show a page of the trail; an admin's also has what belongs to no centre."""
    asked = _asked(request.args)
    number = request.args.get("pagina", "1")
    found = queries.page(
        asked=asked, number=int(number) if number.isascii() and number.isdigit() else 1
    )
    chosen = {
        "wie": str(asked.actor_id or ""),
        "soort": asked.kind or "",
        "dag": asked.day.isoformat() if asked.day else "",
    }
    return fragments.page(
        "registry/logboek.html",
        found=found,
        chosen=chosen,
        query={name: value for name, value in chosen.items() if value},
        people=queries.actors(asked=asked),
        kinds=deeds.kinds(),
        deed=deeds.deed,
        field=deeds.field,
        why=deeds.why,
    )


def _asked(args: Mapping[str, str]) -> Asked:
    """Read the address; what makes no sense is left out."""
    kind = args.get("soort", "")
    return Asked(
        centre_id=centre().id,
        general="admin" in person().roles,
        actor_id=_id(args.get("wie", "")),
        kind=kind if kind in deeds.kinds() else None,
        day=_day(args.get("dag", "")),
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 < day.year < 2200 else None
