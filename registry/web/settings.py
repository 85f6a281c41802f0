"""Instellingen: the way to everything a centre can set, and the code of the tablet's corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from flask import current_app, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock, fragments
from registry.centres import corner, queries, services
from registry.web import settings_now
from registry.web.access import (
    CARERS,
    EVERYONE,
    PUBLIC,
    centre,
    has_one_of,
    pages,
    person,
    proved,
    rule_of,
    team,
)
from registry.web.installation import is_missed, last_done

Page: TypeAlias = tuple[str, Any, Any, str]
"""Endpoint, name, what it does and icon of a page."""

GROUPS: tuple[tuple[Any, tuple[Page, ...]], ...] = (
    (
        _l("Het centrum"),
        (
            (
                "web.start",
                _l("Aan de slag"),
                _l("De stappen naar de eerste aanmelding."),
                "signpost",
            ),
            ("web.hours", _l("Openingstijden"), _l("Wanneer u in een week open bent."), "clock"),
            (
                "web.closures",
                _l("Dicht en vakantie"),
                _l("Gesloten dagen, feestdagen, schoolvakanties."),
                "door-open",
            ),
            ("web.logo", _l("Logo"), _l("Op de posters en het weekprogramma."), "paint-brush"),
            (
                "web.new_centre",
                _l("Een nieuw centrum"),
                _l("Naam en buurt, en dan aan de slag."),
                "house-line",
            ),
        ),
    ),
    (
        _l("De tablet"),
        (
            ("web.tablets", _l("Tablets"), _l("Koppelen, bekijken, intrekken."), "device-tablet"),
            ("web.languages", _l("Talen"), _l("Welke talen de tablet spreekt."), "translate"),
            (
                "web.questions",
                _l("Vragen van de maand"),
                _l("Wat de tablet vraagt, of niets."),
                "chat-circle-dots",
            ),
            ("web.texts", _l("Teksten"), _l("Vertalingen nakijken en verbeteren."), "book-open"),
            ("web.clips", _l("Voorlezen"), _l("Opnames bij de vragen."), "speaker-high"),
        ),
    ),
    (
        _l("Telefoon en papier"),
        (
            (
                "web.posters",
                _l("Posters"),
                _l("Printen. Een poster een nieuwe code geven of stoppen."),
                "device-mobile-camera",
            ),
        ),
    ),
    (
        _l("Het team"),
        (
            (
                "web.colleagues",
                _l("Collega’s"),
                _l("Uitnodigen, rollen, een nieuwe link."),
                "users-four",
            ),
            ("web.desks", _l("Balies"), _l("Een computer die u deelt."), "desktop"),
        ),
    ),
    (
        _l("Naar buiten"),
        (
            (
                "web.api_readers",
                _l("Cijfers voor anderen"),
                _l("Een sleutel voor wie uw uitgegeven cijfers leest."),
                "key",
            ),
        ),
    ),
    (
        _l("Wat er bewaard wordt"),
        (
            (
                "web.retention",
                _l("Hoe lang we bewaren"),
                _l("De regels, met de datum van vandaag."),
                "hourglass-medium",
            ),
            (
                "keeping.keeping",
                _l("Wat we bewaren"),
                _l("Voor bewoners. Print het en hang het op."),
                "shield-check",
            ),
            ("web.quarantine", _l("Apart gezet"), _l("Wat nog niet telt."), "tray-arrow-down"),
            ("web.logbook", _l("Logboek"), _l("Wie wat wanneer veranderde."), "clipboard-text"),
        ),
    ),
)
"""The pages below this one, by what they are about."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A page of settings, as the way to it is shown; `now` says what is set."""

    label: str
    line: str
    icon: str
    address: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """When the last backup was made, how many days ago, and whether that is too long."""

    at: datetime | None
    days: int | None
    late: bool


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
        groups=[(heading, found) for heading, rows in GROUPS if (found := tiles(rows))],
        corner_code=f"{code[:3]} {code[3:]}",
        may_change=has_one_of(CARERS),
        backup=_backup() if has_one_of(("admin",)) else None,
    )


def _backup() -> Backup:
    at, now = last_done("backup"), clock.now()
    return Backup(at, None if at is None else (now - at).days, is_missed("backup"))


@pages.post("/team/instellingen/hoekcode")
@team(*CARERS)
@proved("POST")
def new_corner_code() -> ResponseReturnValue:
    """Let another code open the corner of this centre's tablets."""
    services.change_corner_code(centre_id=centre().id, at=clock.now(), by=person().account_id)
    flash(_("Er is een nieuwe code. Tablets met internet kennen hem binnen een paar minuten."))
    return fragments.go(url_for("web.settings"))


def tiles(rows: Iterable[Page]) -> tuple[Tile, ...]:
    """Return those pages that there are and that this person may see here, in their order."""
    return tuple(
        Tile(str(label), str(line), icon, url_for(endpoint), settings_now.of(endpoint))
        for endpoint, label, line, icon in rows
        if endpoint in current_app.view_functions and _may_see(endpoint)
    )


def _may_see(endpoint: str) -> bool:
    rule = rule_of(endpoint)
    return rule == PUBLIC or has_one_of(rule)
