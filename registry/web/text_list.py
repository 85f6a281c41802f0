"""The list of the kiosk's texts: what is looked for in it, and which part of it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from registry.texts.catalogue import EVERYWHERE, POSTER, QUESTIONS
from registry.texts.queries import ShownText
from registry.web import listing
from registry.web.listing import Choice, Listing, Order, Shape, Wish

DRAFT, CHECKED, OWN = "concept", "nagekeken", "eigen"


def wish(address: Mapping[str, str], language: str) -> Wish:
    """Return what an address asks of the list in a language."""
    shape = Shape(
        endpoint="web.texts",
        orders=(
            Order("bezoek", _("Bezoek"), (_("eerste scherm eerst"), _("laatste scherm eerst"))),
            listing.by_text("nederlands", _("Nederlands")),
            listing.by_rank("stand", _("Stand")),
        ),
        filters=(
            Choice("staat", _("Stand"), states()),
            Choice("scherm", _("Scherm"), screens(), every=_("Alle schermen")),
        ),
        search=_("Een woord in een van beide talen"),
        kept={"taal": language},
        tall=True,
    )
    return Wish.read(shape, address)


def find(texts: Sequence[ShownText], wanted: Wish) -> Listing[ShownText]:
    """Return the page of the texts that is asked for."""
    places = {one.text.key: place for place, one in enumerate(texts)}
    return listing.picked(
        wanted,
        texts,
        fits=lambda one: _fits(one, wanted),
        keys={
            "bezoek": lambda one: places[one.text.key],
            "nederlands": lambda one: listing.plain(one.text.dutch),
            "stand": lambda one: (one.checked, one.corrected),
        },
    )


def _fits(one: ShownText, wanted: Wish) -> bool:
    in_state = {DRAFT: not one.checked, CHECKED: one.checked, OWN: one.corrected}
    return (
        wanted.finds(f"{one.text.dutch}\n{one.words}")
        and in_state.get(wanted.chosen["staat"], True)
        and wanted.chosen["scherm"] in ("", *one.text.screens)
    )


def states() -> dict[str, str]:
    """Return the states to choose from, by their name in the address."""
    return {DRAFT: _("concept"), CHECKED: _("nagekeken"), OWN: _("eigen tekst")}


def screens() -> dict[str, str]:
    """Return the screens to choose from, in the order of a visit."""
    return {
        "welkom": _("Welkomscherm"),
        "meer": _("Alles van vandaag"),
        "talen": _("Taal kiezen"),
        "wie": _("Met hoeveel, en wat u doet"),
        "stemming": _("Hoe het gaat"),
        QUESTIONS: _("Vragen en antwoorden"),
        "dank": _("Dank"),
        "bewaard": _("Zonder internet"),
        "nogdaar": _("Bent u er nog?"),
        "gastvrouw": _("Niet gelukt"),
        POSTER: _("Poster van de maand"),
        EVERYWHERE: _("Meer dan één scherm"),
    }


def screen_name(screen: str) -> str:
    """Return what a screen is called; one that is not listed goes by its own name."""
    return screens().get(screen, screen)
