"""Which pages of the team are lists, what each can do, and how a test reads one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

EMPTY_TAGS = ("area", "br", "col", "hr", "img", "input", "link", "meta", "path", "use", "circle")


@dataclass(frozen=True)
class AList:
    """A list: ways to sort (the usual one first), filters, a word that finds only part of it.

    `mixed` are ways to sort whose column shows more than what it is sorted by; `same` are filters
    of which the made-up neighbourhood has one kind only; `nowhere` is a query that finds nothing.
    """

    sorts: tuple[str, ...]
    filters: tuple[str, ...]
    word: str = ""
    query: str = ""
    mixed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    nowhere: str = "zoek=qqqq"


GOALS = ("SC", "LV", "SV", "MP", "VO")
LISTS = {
    "web.activities": AList(
        ("o", "naam", *GOALS, "keren", "deelnames"), ("led", "merk", "o"), "yoga", mixed=GOALS
    ),
    "web.stopped_activities": AList(("gestopt", "naam"), ("o",), "Schaken"),
    "web.colleagues": AList(
        ("naam", "rol", "stand", "gezien"), ("waar", "rol", "stand"), "coord", same=("waar",)
    ),
    "web.logbook": AList(
        ("wanneer", "wie", "wat"), ("wie", "soort", "dag"), nowhere="dag=2001-01-01"
    ),
    "web.texts": AList(("bezoek", "nederlands", "stand"), ("staat", "scherm"), "buurt"),
    "web.help_requests": AList(
        ("nummer", "dag", "onderwerp", "stand"),
        ("onderwerp", "stand", "via", "maand"),
        query="toon=alles",
        nowhere="onderwerp=recht&stand=warm_overgedragen&via=telefoon&maand=2026-11",
    ),
    "web.handouts": AList(("dag", "maaltijd", "pakket", "kleding"), ("maand",), nowhere=""),
    "web.volunteers": AList(("dag", "mensen", "uren"), ("soort", "maand"), nowhere=""),
    "web.partners": AList(("naam", "stand"), ("stand",), "wijkteam", mixed=("stand",)),
    "web.stories": AList(("dag", "blad"), ("doel", "blad"), "zus"),
    "web.heard": AList(("maand",), ("jaar",), "koffie", same=("jaar",)),
    "web.passes": AList(
        ("dag", "gemaakt", "uitgegeven", "ingetrokken"),
        ("jaar", "over"),
        same=("jaar", "over"),
        nowhere="over=nee",
    ),
    "web.quarantine": AList(("binnen",), ("waarom",), nowhere="waarom=malformed"),
    "web.old_lists": AList(("ingelezen", "begin", "mensen"), (), nowhere=""),
    "web.one_day": AList(
        ("tijd", "waarvoor", "mensen"),
        ("bij", "via", "stand"),
        same=("stand",),
        nowhere="stand=terug",
    ),
}
"""Every list of the team: it sorts, filters and pages by its address. A new one needs a line."""

NO_LISTS = {
    "web.home": "goes to Vandaag",
    "web.today": "the day as it runs",
    "web.today_live": "a part of Vandaag",
    "web.group": "a form",
    "web.leaving": "a form",
    "web.day_now": "goes to a day",
    "web.check_in": "one check-in",
    "web.help_request": "one help request",
    "web.programme": "a week or a month, by its address",
    "web.occurrence": "one bijeenkomst",
    "web.start": "the steps in the order in which one takes them",
    "web.new_centre": "a form",
    "web.new_activity": "a form",
    "web.edit_activity": "one activity",
    "web.month_now": "goes to a month",
    "web.month_page": "the figures of a month",
    "web.sheet_now": "goes to a month",
    "web.sheet": "a sheet",
    "web.span": "a sheet",
    "web.joint_span": "a sheet",
    "web.together_now": "goes to a month",
    "web.together": "a sheet, and the centres in the order of their neighbourhoods",
    "web.reflection": "the twelve features, most apart on top",
    "web.posters": "a week in the order of time",
    "web.phone_pass": "one pass",
    "web.theory_here": "the theory, in its own order",
    "web.more": "ways to other pages",
    "web.settings": "ways to other pages",
    "web.hours": "the seven days of the week",
    "web.logo": "one picture",
    "web.retention": "a handful of periods",
    "web.closures": "the closed days of a year in the order of time",
    "web.tablets": "a handful, by how they are",
    "web.edit_tablet": "one tablet",
    "web.desks": "a handful",
    "web.colleague": "one account",
    "web.languages": "ten languages in the order of the kiosk",
    "web.text": "one text",
    "web.clips": "what is read aloud, in the order of a visit",
    "web.clip_sound": "a sound",
    "web.questions": "the questions by goal",
    "web.account": "one person, with a handful of sign-ins",
    "web.prove": "a door",
    "web.desk": "a door",
    "web.at_desk": "a part of the frame",
    "web.sign_in": "a door",
    "web.second_step": "a door",
    "web.couple_app": "a door",
    "web.welcome": "a door",
}
"""Every other page of the team, and why it is no list that one sorts."""

NOTHING = "Niets gevonden met dit filter."


class Reader(HTMLParser):
    """Reads a list's page: its rows with their cells, headings, selects, pager."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.sorted: list[tuple[int, str]] = []
        self.options: dict[str, list[str]] = {}
        self.chosen: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self._depth = self._rows_at = self._column = 0
        self._small = 0
        self._select = ""
        self.feed(page)
        said = re.search(r"<b>([\d.]+)–([\d.]+)</b>\s*van\s+([\d.]+)", page)
        figures = [int(one.replace(".", "")) for one in said.groups()] if said else [0, 0, 0]
        self.first, self.last, self.total = figures

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        has = {name: value or "" for name, value in attrs}
        self._open_heading(tag, has)
        self._open_choice(tag, has)
        if tag == "a" and has.get("rel") in ("next", "prev"):
            self.links[has["rel"]] = has["href"]
        if tag not in EMPTY_TAGS:
            self._depth += 1
            self._small += tag in ("small", "option", "button")
            self._open_row(tag, has)

    def _open_heading(self, tag: str, has: dict[str, str]) -> None:
        if tag == "thead":
            self._column = -1
        elif tag == "th":
            self._column += 1
            if "aria-sort" in has and not self._rows_at:
                self.sorted.append((self._column, has["aria-sort"]))

    def _open_choice(self, tag: str, has: dict[str, str]) -> None:
        if tag == "select":
            self._select = has.get("name", "")
            self.options[self._select] = []
        elif tag == "option" and self._select:
            self.options[self._select].append(has.get("value", ""))
            if "selected" in has:
                self.chosen[self._select] = has.get("value", "")

    def _open_row(self, tag: str, has: dict[str, str]) -> None:
        if "data-rows" in has:
            self._rows_at = self._depth
        elif self._rows_at and self._depth == self._rows_at + 1:
            self.rows.append([""])
        elif self._rows_at and tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if tag in EMPTY_TAGS:
            return
        self._small -= tag in ("small", "option", "button")
        if self._depth == self._rows_at:
            self._rows_at = 0
        if tag == "select":
            self._select = ""
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Take text into the cell that is open."""
        if self._rows_at and self._depth > self._rows_at and not self._small:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())

    def lines(self) -> list[tuple[str, ...]]:
        """Return the rows as texts."""
        return [tuple(row) for row in self.rows]

    def column(self) -> list[str]:
        """Return what stands in the column that the list is sorted by, runs of the same as one."""
        (place, _) = self.sorted[0]
        cells = [row[place + 1] for row in self.rows]
        return [one for at, one in enumerate(cells) if at == 0 or cells[at - 1] != one]


def plain_text(page: str) -> str:
    """Return what a page says: its text, and what is read out or shown of its attributes."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.S)
    said = re.findall(r'\s(?:title|aria-label|placeholder|alt)="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *said]))
