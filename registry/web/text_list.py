"""The list of the kiosk's texts: what is looked for in it, and which part of it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.texts.catalogue import EVERYWHERE, QUESTIONS
from registry.texts.queries import ShownText
from registry.web.inputs import tidy

A_PAGE = 20
DRAFT, CHECKED, OWN = "concept", "nagekeken", "eigen"
KEPT = ("zoek", "staat", "scherm", "blad")
"""The parts of the address that say what is shown of the list."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for: words, a state, a screen ("" for all), and which page from 1."""

    search: str
    state: str
    screen: str
    page: int

    @classmethod
    def read(cls, address: Mapping[str, str]) -> Filter:
        """Read it from an address; what makes no sense there is left out."""
        page = address.get("blad", "1")
        return cls(
            search=tidy(address.get("zoek"))[:60],
            state=address.get("staat", ""),
            screen=address.get("scherm", ""),
            page=int(page) if page.isdecimal() and len(page) < 4 else 1,
        )

    def fits(self, one: ShownText) -> bool:
        """Tell whether a text is looked for."""
        sought = self.search.casefold()
        said = f"{one.text.dutch}\n{one.words}".casefold()
        fitting = {
            DRAFT: not one.checked,
            CHECKED: one.checked,
            OWN: one.corrected,
        }.get(self.state, True)
        return sought in said and fitting and self.screen in ("", *one.text.screens)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, and how much there is: found, in all, drafts, pages."""

    rows: tuple[ShownText, ...]
    filter: Filter
    count: int
    all: int
    drafts: int
    pages: int


def find(texts: Sequence[ShownText], wanted: Filter) -> Found:
    """Return the page of the texts that is asked for; the last one where there are fewer."""
    fitting = [one for one in texts if wanted.fits(one)]
    pages = max(1, -(-len(fitting) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    return Found(
        rows=tuple(fitting[(page - 1) * A_PAGE : page * A_PAGE]),
        filter=Filter(wanted.search, wanted.state, wanted.screen, page),
        count=len(fitting),
        all=len(texts),
        drafts=sum(not one.checked for one in texts),
        pages=pages,
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
        EVERYWHERE: _("Meer dan één scherm"),
    }


def screen_name(screen: str) -> str:
    """Return what a screen is called; one that is not listed goes by its own name."""
    return screens().get(screen, screen)
