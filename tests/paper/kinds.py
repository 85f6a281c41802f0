"""Every kind of paper, one line each: what makes it, on how many pages, in which ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from unittest import mock

from registry.paper import cards, handbook, pdf, posters, printing, slips, tally, week
from registry.passes import token
from registry.sheets.issue import Issue, canonical
from registry.sheets.page_data import printed
from registry.sheets.queries import Page
from registry.sheets.services import annex_pdf, sheet_pdf
from registry.sheets.services import poster_pdf as resident_pdf
from registry.sheets.services.drafts import issued_json, sheet_json
from registry.words import LANGUAGES
from tests.sheets import later, odd
from tests.sheets.build import THEORY

MONDAY = date(2026, 11, 23)
ADDRESS = "https://inloop.voorbeeld/p/K7M2ABCD"
CENTRE = "Ontmoetingscentrum De Zuidwesterburen van Moerwijk en Morgen"
ACTIVITY = "Zaterdags samen koken, eten, afwassen en opruimen met de hele Zuidwesthoekbuurt!"
PLACE = "keuken en grote zaal, eerste verdieping"
WORD = "Burgerparticipatieavond"
LONG = "Ouder en kind: samen buiten zijn"
"""As long as the title of an activity may be that stands on posters and programmes."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper in one odd state.

    `pages` is how many it has, `ink` the one ink it is printed in (None: several), `smallest` its
    smallest letters in points, `edge` the white beside it in millimetres.
    """

    name: str
    make: Callable[[], bytes]
    pages: int
    ink: str | None = "black"
    smallest: float = 7.2
    edge: float = 4.0


def _cards(count: int, centre: str) -> bytes:
    texts = [token.write(bytes([number] * 16)) for number in range(count)]
    return cards.cards_pdf(texts, centre=centre, example=True)


def _poster(title: str) -> bytes:
    return posters.poster_pdf(
        posters.Poster(
            centre=CENTRE,
            title=title,
            o="os",
            pictogram="paint-brush",
            starts_at=datetime(2026, 11, 25, 12, tzinfo=UTC),
            ends_at=datetime(2026, 11, 25, 14, tzinfo=UTC),
            place=PLACE,
            address=ADDRESS,
        ),
        example=True,
    )


def _week(size: str, each: int, title: str) -> bytes:
    card = week.Card(title=title, starts="13.00", o="ow", pictogram="bicycle", address=ADDRESS)
    moved = replace(card, note="nu donderdag 26, 14.00", off=True)
    days = [MONDAY + timedelta(days=at) for at in range(5)]
    rows = [week.Row(day, (*(card,) * (each - 1), moved)) for day in days]
    return week.week_pdf(
        week.Week(
            centre=CENTRE,
            first=MONDAY,
            last=MONDAY + timedelta(days=6),
            bands=(week.Band("Open inloop", "elke dag", "Koffie en thee.", "om", "coffee"),),
            rows=(*rows, week.Row(MONDAY + timedelta(days=5), (), "Schoonmaak")),
            os=(("om", "Ontmoeten"), ("ow", "Ontwikkelen")),
            calendar=ADDRESS,
        ),
        size=size,
        example=True,
    )


def _tally(count: int) -> bytes:
    line = tally.Line(ACTIVITY, "ontwikkelen", "10.00", "11.30", PLACE)
    return tally.tally_pdf([line] * count, centre=CENTRE, day=MONDAY, example=True)


def _slip(centre: str, number: int) -> bytes:
    return slips.slip_pdf(
        number, centre=centre, day=MONDAY, aftercare_on=date(2026, 12, 16), example=True
    )


def _sheet(name: str, issue: Issue | None = None) -> Paper:
    state = "" if issue is None else f", uitgegeven {issue.version}"
    return Paper(
        f"maandblad: {name}{state}",
        lambda: sheet_pdf(odd.SHEETS[name](), issue),
        pages=2,
        smallest=6.6,
        edge=13.5,
    )


def _later(name: str, issue: Issue | None = None) -> Paper:
    """A joint sheet, a quarter or a year."""
    state = "" if issue is None else f", uitgegeven {issue.version}"
    return Paper(
        f"{name}{state}",
        lambda: sheet_pdf(later.LATER[name](), issue),
        pages=2,
        smallest=6.6,
        edge=9.5,
    )


def an_annex(page: Page, issue: Issue | None) -> bytes:
    """The annex of a page, made from its JSON as it is kept."""
    told = sheet_json(page) if issue is None else issued_json(canonical(printed(page)), issue)
    return annex_pdf(told, theory=THEORY, issue=issue)


def _annex(name: str, make: Callable[[], Page], pages: int, issue: Issue | None = None) -> Paper:
    return Paper(
        f"bijlage, {name}", lambda: an_annex(make(), issue), pages=pages, smallest=7.2, edge=13.5
    )


def _for_residents(name: str, language: str, issue: Issue | None = None) -> Paper:
    """The poster of a month's sheet, for the wall."""
    return Paper(
        f"bewoners, {language}: {name}",
        lambda: resident_pdf(odd.SHEETS[name](), language=language, issue=issue),
        pages=1,
        smallest=7.2,
    )


READABLE = tuple(one for one in LANGUAGES if one not in ("nl", "ar", "ti"))
"""Languages whose letters stand one after the other; tests/sheets/test_resident.py looks at all."""

ISSUED = odd.issued(1, None)
ANNEXES = {
    "gewoon": (7, ISSUED),
    "zestig activiteiten, alles lang": (7, odd.issued(12, odd.REASON)),
    "getallen van vijf cijfers": (7, None),
    "niemand kwam": (5, None),
    "gesloten": (5, None),
    "samen: gewoon": (5, ISSUED),
    "samen: negen centra, lange namen": (6, odd.issued(12, odd.REASON)),
    "samen: niemand kwam": (5, None),
    "kwartaal: gewoon": (4, ISSUED),
    "kwartaal: alles te klein": (4, None),
    "jaar: alles gevraagd, om de maand te klein": (9, ISSUED),
    "jaar: samen": (5, None),
}
"""Of which sheets there is one, with its number of pages."""

KINDS: tuple[Paper, ...] = (
    *(_sheet(name) for name in odd.SHEETS),
    *(_later(name) for name in later.LATER),
    _later("samen: negen centra, lange namen", odd.issued(12, odd.REASON)),
    _later("jaar: lange naam, grote getallen", odd.issued(12, odd.REASON)),
    *(
        _annex(name, {**odd.SHEETS, **later.LATER}[name], pages, issue)
        for name, (pages, issue) in ANNEXES.items()
    ),
    _sheet("gewoon", odd.issued(1, None)),
    _sheet("zestig activiteiten, alles lang", odd.issued(12, odd.REASON)),
    *(_for_residents(name, "nl", ISSUED) for name in odd.SHEETS),
    *(_for_residents("gewoon", language, ISSUED) for language in READABLE),
    Paper("passen: een", lambda: _cards(1, "M"), 2, ink=None, smallest=5),
    Paper("passen: elf, lange naam", lambda: _cards(11, CENTRE), 4, ink=None, smallest=5),
    Paper("poster", lambda: _poster("Bingo"), 1, ink=None),
    Paper("poster: lange naam", lambda: _poster(LONG), 1, ink=None),
    Paper("poster: lang woord", lambda: _poster(WORD), 1, ink=None),
    Paper("week: A4", lambda: _week("a4", 2, "Fietsles"), 1, ink=None),
    Paper("week: A4, vol en lang", lambda: _week("a4", 5, LONG), 1, ink=None),
    Paper("week: A3, lang", lambda: _week("a3", 3, LONG), 1, ink=None),
    Paper("turflijst: niets", lambda: _tally(0), 1),
    Paper("turflijst: lange namen", lambda: _tally(6), 1),
    Paper("handboek", handbook.handbook_pdf, 2, smallest=11, edge=10),
    Paper("briefje", lambda: _slip("De Linde", 12), 2),
    Paper("briefje: lang", lambda: _slip(CENTRE, 98_765), 2),
)
BY_NAME = {kind.name: kind for kind in KINDS}


@cache
def html_of(name: str) -> str:
    """Return what a kind of paper is made from."""
    seen: list[str] = []

    def caught(html: str, *, keep: bool = False) -> bytes:
        seen.append(html)
        return b""

    with mock.patch.object(printing, "render", caught):
        BY_NAME[name].make()
    (html,) = seen
    return html


@cache
def pdf_of(name: str) -> bytes:
    """Return a kind of paper, made once for all that look at it."""
    return pdf.render(html_of(name))
