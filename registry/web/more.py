"""Meer: the way to what a team keeps beside visits and help requests."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from registry import fragments
from registry.web import settings
from registry.web.access import EVERYONE, pages, team

SUB_PAGES = (
    (
        "web.passes",
        _l("Passen"),
        _l("Uitgeven, vervangen, wissen, printen."),
        "identification-card-bold",
    ),
    ("web.handouts", _l("Materiële hulp"), _l("Maaltijden, pakketten en kleding."), "package"),
    (
        "web.volunteers",
        _l("Vrijwilligers en stappen"),
        _l("Uren, trainingen en de ladder."),
        "hand-heart",
    ),
    ("web.reflection", _l("Teamreflectie"), _l("Hoe goed lukt het ons samen?"), "compass"),
    ("web.stories", _l("Verhalen"), _l("Wat bewoners zeggen, met toestemming."), "chats-circle"),
    ("web.heard", _l("U zei, wij deden"), _l("Eén regel per maand op de tablet."), "megaphone"),
    (
        "web.theory_here",
        _l("De theorie bij ons"),
        _l("Wat wij doen voor elk doel, en wat ontbreekt."),
        "signpost",
    ),
    (
        "web.old_lists",
        _l("Oude lijsten"),
        _l("Bezoek van vroeger, uit Excel of CSV."),
        "tray-arrow-down",
    ),
    (
        "web.together_now",
        _l("Samen"),
        _l("De bladen van alle centra, en het gezamenlijke blad."),
        "newspaper",
    ),
    ("web.partners", _l("Partners"), _l("Naar wie u overdraagt en verwijst."), "handshake"),
    (
        "web.handbook",
        _l("Handboek voor aan de balie"),
        _l("Twee bladzijden om te printen en op te hangen."),
        "printer-bold",
    ),
)
"""Endpoint, name, one line and icon of each page or paper below this one, in order."""


@pages.get("/team/meer")
@team(*EVERYONE)
def more() -> ResponseReturnValue:
    """Show the pages that this person may see."""
    return fragments.page("registry/meer.html", tiles=settings.tiles(SUB_PAGES))
