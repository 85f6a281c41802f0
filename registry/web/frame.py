"""What stands round every page of the team: the way to the other pages, and to other centres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext as _

from registry import clock
from registry.web import access, start
from registry.web.role_words import role_words


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the frame; `here` where it leads to the page itself."""

    label: str
    address: str
    icon: str
    here: bool


@access.pages.context_processor
def frame() -> dict[str, Any]:
    """Give every template of the team its person, centre, and the ways they may go."""
    if g.get("centre") is None:
        return {}
    return {
        "person": access.person(),
        "centre": access.centre(),
        "printed_on": clock.local_day(clock.now()),
        "place": _places()[access.role_here()],
        "role_names": role_words(),
        "at_desk": access.entry().desk_id is not None,
        "ways": ways(),
        "other_centres": other_centres(),
        "road": start.road_of_a_new_centre() if request.endpoint in start.ON_THE_ROAD else None,
    }


def ways() -> tuple[Way, ...]:
    """Return the pages there are that this person may see at this centre, in fixed order."""
    mine = access.person().roles_at(access.centre().id)
    all_ways = (
        ("web.today", _("Vandaag"), "calendar-check"),
        ("web.help_requests", _("Hulpvragen"), "handshake"),
        ("web.programme", _("Programma"), "calendar-blank"),
        ("web.activities", _("Activiteiten"), "users-three"),
        ("web.month_now", _("Maand"), "chart-bar"),
        ("web.sheet_now", _("Maandblad"), "newspaper"),
        ("web.more", _("Meer"), "squares-four"),
        ("web.settings", _("Instellingen"), "gear"),
    )
    return tuple(
        Way(label, url_for(endpoint), icon, here=_is_here(url_for(endpoint)))
        for endpoint, label, icon in all_ways
        if endpoint in current_app.view_functions and mine & set(access.rule_of(endpoint))
    )


def other_centres() -> tuple[Way, ...]:
    """Return the centres of someone who has more than one, each at the same page if it has one."""
    if len(g.centres) < 2:
        return ()
    parts = request.view_args or {}
    everywhere = request.method == "GET" and set(parts) <= {"month"}
    endpoint, values = (request.endpoint or "", parts) if everywhere else ("web.today", {})
    return tuple(
        Way(
            centre.name,
            url_for(endpoint, **values, centrum=centre.slug),
            "house-line",
            here=centre.id == g.centre.id,
        )
        for centre in g.centres
    )


def _is_here(address: str) -> bool:
    page = address.partition("?")[0]
    return request.path == page or request.path.startswith(page + "/")


def _places() -> dict[str, str]:
    return {
        "host": _("Balie"),
        "coordinator": _("Coördinator"),
        "area": _("Gebied"),
        "admin": _("Beheer"),
    }
