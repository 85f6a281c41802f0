"""Logboek: what was done in a centre, by whom, what it was before and became, and why."""

from __future__ import annotations

import uuid
from datetime import date
from functools import cache

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import fragments
from registry.trail import queries
from registry.trail.queries import Asked, Entry
from registry.web import deed_subjects, deed_values, deeds, listing
from registry.web.access import TEAM_CARERS, centre, pages, person, team
from registry.web.listing import Choice, Listing, OnDay, Shape, Wish


@pages.get("/team/instellingen/logboek")
@team(*TEAM_CARERS)
def logbook() -> ResponseReturnValue:
    """Show a page of the trail; an admin's also has what belongs to no centre.

    Its lines say the same few things: each of these is put into words once.
    """
    return fragments.page(
        "registry/logboek.html",
        found=_found(Wish.read(_shape(), request.args)),
        deed=cache(deeds.deed),
        subject=deed_subjects.subject,
        field=cache(deeds.field),
        written=cache(deed_values.written),
        why=cache(deeds.why),
    )


def _shape() -> Shape:
    people = queries.actors(asked=_asked())
    return Shape(
        endpoint="web.logbook",
        orders=(
            listing.by_day("wanneer", _("Wanneer")),
            listing.by_text("wie", _("Wie")),
            listing.by_rank("wat", _("Wat")),
        ),
        filters=(
            Choice("wie", _("Wie"), {str(key): name for key, name in people}, every=_("Iedereen")),
            Choice("soort", _("Wat"), deeds.kinds()),
            OnDay("dag", _("Dag")),
        ),
    )


def _found(wish: Wish) -> Listing[Entry]:
    who, day = wish.chosen["wie"], wish.chosen["dag"]
    asked = _asked(
        actor_id=uuid.UUID(who) if who else None,
        kind=wish.chosen["soort"] or None,
        day=date.fromisoformat(day) if day else None,
    )
    return listing.fetched(
        wish,
        total=queries.count(asked=asked),
        rows=lambda first, most: queries.entries(
            asked=asked, order=wish.order.key, falling=wish.falling, first=first, most=most
        ),
    )


def _asked(
    *, actor_id: uuid.UUID | None = None, kind: str | None = None, day: date | None = None
) -> Asked:
    general = "admin" in person().roles
    return Asked(centre().id, general=general, actor_id=actor_id, kind=kind, day=day)
