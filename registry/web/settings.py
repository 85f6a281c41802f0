"""Instellingen: the way to everything a centre can set, and the code of the tablet's corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock, fragments
from registry.centres import corner, queries, services
from registry.web.access import EVERYONE, centre, pages, person, rule_of, team

CARERS = ("coordinator", "area", "admin")
"""Who cares for a centre's tablets: the admin, and the coordinator for the own centre's."""

SUB_PAGES = (
    ("web.tablets", _l("Tablets"), _l("Koppelen, verhuizen, intrekken."), "device-tablet"),
    ("web.languages", _l("Talen"), _l("Welke talen de tablet spreekt."), "translate"),
    ("web.texts", _l("Teksten"), _l("Vertalingen nakijken en verbeteren."), "book-open"),
    ("web.clips", _l("Voorlezen"), _l("Opnames bij de vragen."), "speaker-high"),
    (
        "web.questions",
        _l("Vragen van de maand"),
        _l("Wat de tablet nu vraagt."),
        "chat-circle-dots",
    ),
    (
        "web.closures",
        _l("Dicht en vakantie"),
        _l("Gesloten dagen, feestdagen, schoolvakanties."),
        "door-open",
    ),
    ("web.posters", _l("Posters"), _l("Aanmelden met een eigen telefoon."), "device-mobile-camera"),
    ("web.desks", _l("Balies"), _l("Een computer die u deelt."), "desktop"),
    (
        "web.colleagues",
        _l("Collega’s"),
        _l("Uitnodigen, rollen, een nieuwe link."),
        "users-four",
    ),
    ("web.logbook", _l("Logboek"), _l("Wie wat wanneer veranderde."), "clipboard-text"),
    ("web.quarantine", _l("Apart gezet"), _l("Wat nog niet telt."), "tray-arrow-down"),
)
"""Endpoint, name, one line and icon of each page below this one, in order."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A page of settings, as the way to it is shown."""

    label: str
    line: str
    icon: str
    address: str


@pages.get("/team/instellingen")
@team(*EVERYONE)
def settings() -> ResponseReturnValue:
    """Show the pages of settings that this person may see, and the corner's code."""
    code = corner.code_of(
        key=current_app.config["CORNER_KEY"],
        centre_id=centre().id,
        round_=queries.corner_round(centre().id),
    )
    return fragments.page(
        "registry/instellingen.html",
        tiles=tiles(SUB_PAGES),
        corner_code=f"{code[:3]} {code[3:]}",
        may_change=bool(person().roles_at(centre().id) & set(CARERS)),
    )


@pages.post("/team/instellingen/hoekcode")
@team(*CARERS)
def new_corner_code() -> ResponseReturnValue:
    """Let another code open the corner of this centre's tablets."""
    services.change_corner_code(centre_id=centre().id, at=clock.now(), by=person().account_id)
    flash(_("Er is een nieuwe code. Tablets met internet kennen hem binnen een paar minuten."))
    return fragments.go(url_for("web.settings"))


def tiles(sub_pages: Iterable[tuple[str, Any, Any, str]]) -> tuple[Tile, ...]:
    """Return those pages that there are and that this person may see here, in their order."""
    mine = person().roles_at(centre().id)
    return tuple(
        Tile(str(label), str(line), icon, url_for(endpoint))
        for endpoint, label, line, icon in sub_pages
        if endpoint in current_app.view_functions and mine & set(rule_of(endpoint))
    )
