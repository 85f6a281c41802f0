"""A list as its address asks for it: sorted, filtered, and which page of it.

`sorteer=naam` sorts as suits that column, `sorteer=-naam` the other way round; `zoek` holds words,
every filter goes by its own name, and `pagina` counts from 1. What makes no sense in an address is
left out, and past the last page there is the last one: an old link shows a list, never an error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from flask import g, url_for
from flask_babel import gettext as _

from registry import words
from registry.figures.facts import Month
from registry.web.inputs import tidy

A_PAGE = 50
A_PAGE_OF_TALL = 20
"""How many rows a page has: rows of a line or two, and rows that take more room."""
LONGEST_SEARCH = 60
SORT, SEARCH, PAGE = "sorteer", "zoek", "pagina"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: its name in the address, on the page, and what comes first by each way.

    `falling` where the most, the newest or the last of the alphabet comes first.
    """

    key: str
    label: str
    ways: tuple[str, str]
    falling: bool = False


def by_text(key: str, label: str) -> Order:
    """Return the order of the alphabet."""
    return Order(key, label, (_("van a naar z"), _("van z naar a")))


def by_day(key: str, label: str) -> Order:
    """Return the order of time, the newest first."""
    return Order(key, label, (_("nieuwste eerst"), _("oudste eerst")), falling=True)


def by_number(key: str, label: str) -> Order:
    """Return the order of a number, the largest first."""
    return Order(key, label, (_("meeste eerst"), _("minste eerst")), falling=True)


def by_rank(key: str, label: str) -> Order:
    """Return an order that things have by what they are."""
    return Order(key, label, (_("gewone volgorde"), _("omgekeerde volgorde")))


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: one of `options` {value: what it is called}; `every` says what no choice means.

    With `usual` something is always chosen, that where the address says nothing.
    """

    key: str
    label: str
    options: Mapping[str, str]
    every: str = ""
    usual: str = ""

    def read(self, text: str) -> str:
        """Return the value that a text stands for, or the usual one."""
        return text if text in self.options else self.usual

    def said(self, value: str) -> str:
        """Return what a value is called."""
        return str(self.options[value])


@dataclass(frozen=True, slots=True)
class OnDay:
    """A filter for one day."""

    key: str
    label: str
    usual: str = ""
    options: None = None

    @staticmethod
    def read(text: str) -> str:
        """Return the day as ISO 8601 has it, or nothing."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return ""
        return day.isoformat() if 2000 < day.year < 2200 else ""

    @staticmethod
    def said(value: str) -> str:
        """Return a day as people write it."""
        return words.short_day(date.fromisoformat(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a list can do: ways to sort (the first is the usual one), filters, what is searched.

    `parts` are of the page's path, `kept` of the query beside the list's own; "" for no search.
    `page_key` is another where a page has two lists.
    """

    endpoint: str
    orders: Sequence[Order]
    filters: Sequence[Choice | OnDay] = ()
    search: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    tall: bool = False
    page_key: str = PAGE

    @property
    def a_page(self) -> int:
        """How many rows a page has."""
        return A_PAGE_OF_TALL if self.tall else A_PAGE


@dataclass(frozen=True, slots=True)
class Wish:
    """What an address asks of a list."""

    shape: Shape
    order: Order
    turned: bool = False
    search: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, shape: Shape, address: Mapping[str, str]) -> Wish:
        """Read an address; what makes no sense in it is left out."""
        asked, page = address.get(SORT, ""), address.get(shape.page_key, "1")
        found = {order.key: order for order in shape.orders}.get(asked.removeprefix("-"))
        return cls(
            shape=shape,
            order=found or shape.orders[0],
            turned=found is not None and asked.startswith("-"),
            search=tidy(address.get(SEARCH))[:LONGEST_SEARCH] if shape.search else "",
            chosen={one.key: one.read(address.get(one.key, "")) for one in shape.filters},
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
        )

    @property
    def falling(self) -> bool:
        """Whether the largest, newest or last comes first."""
        return self.order.falling != self.turned

    @property
    def narrowed(self) -> bool:
        """Whether the list leaves anything out."""
        return bool(self.search) or any(
            self.chosen[one.key] != one.usual for one in self.shape.filters
        )

    def finds(self, text: str) -> bool:
        """Tell whether a text has every word that is looked for, in whatever case and accents."""
        said = plain(text)
        return all(word in said for word in plain(self.search).split())

    def query(self) -> dict[str, Any]:
        """Return what an address says of this; what is usual is left out."""
        sort = f"-{self.order.key}" if self.turned else self.order.key
        usual = {SORT: self.shape.orders[0].key, SEARCH: "", self.shape.page_key: 1}
        usual |= {one.key: one.usual for one in self.shape.filters}
        own = {SORT: sort, SEARCH: self.search, self.shape.page_key: self.page}
        said = {**own, **self.chosen}
        return {name: value for name, value in said.items() if value != usual[name]}

    def here(self) -> str:
        """Return the address of the list as it is asked for, to come back to it."""
        return self.at(page=self.page)

    def at(self, **other: Any) -> str:
        """Return the address of the list with something else in it, from its first page on."""
        wish = replace(self, **{"page": 1, **other})
        shape = self.shape
        return url_for(shape.endpoint, **{**shape.parts, **shape.kept, **wish.query()})

    def sorted_by(self, key: str) -> str:
        """Return the address sorted by this; turned round where it is sorted so already."""
        order = next(one for one in self.shape.orders if one.key == key)
        return self.at(order=order, turned=order == self.order and not self.turned)

    def with_choice(self, key: str, value: str) -> str:
        """Return the address with this chosen in a filter."""
        return self.at(chosen={**self.chosen, key: value})

    def everything(self) -> str:
        """Return the address without words and filters, in the same order."""
        usual = {one.key: one.usual for one in self.shape.filters}
        return self.at(search="", chosen=usual)

    def unsaid(self) -> dict[str, Any]:
        """Return what the form of filters sends along unseen."""
        sort = {name: value for name, value in self.query().items() if name == SORT}
        where = {"centrum": g.centre.slug} if len(g.get("centres", ())) > 1 else {}
        kept = {name: value for name, value in self.shape.kept.items() if value is not None}
        return {**where, **kept, **sort}

    def described(self) -> str:
        """Say what is shown, and in which order, for paper: "Stand: actief · Op naam, …"."""
        narrowed = [
            f"{one.label}: {one.said(self.chosen[one.key])}"
            for one in self.shape.filters
            if self.chosen[one.key] and self.chosen[one.key] != one.usual
        ]
        sought = [_("Gezocht: %(words)s", words=self.search)] if self.search else []
        way = self.order.ways[self.turned]
        order = _("Volgorde: %(column)s, %(way)s", column=self.order.label, way=way)
        return " · ".join([*sought, *narrowed, order])


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A page of a list: its rows, and how many there are on all its pages."""

    wish: Wish
    rows: tuple[Row, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return _pages(self.total, self.wish)

    @property
    def first(self) -> int:
        """The place of the page's first row in the whole list, from 1."""
        return (self.wish.page - 1) * self.wish.shape.a_page + 1

    @property
    def last(self) -> int:
        """The place of the page's last row."""
        return self.first + len(self.rows) - 1


def fetched(wish: Wish, *, total: int, rows: Callable[[int, int], Sequence[Row]]) -> Listing[Row]:
    """Return the page asked for, or the last; `rows` gives those from a place, at most so many."""
    shown = replace(wish, page=min(max(1, wish.page), _pages(total, wish)))
    size = wish.shape.a_page
    return Listing(shown, tuple(rows((shown.page - 1) * size, size)), total)


def picked(
    wish: Wish,
    rows: Sequence[Row],
    *,
    fits: Callable[[Row], bool],
    keys: Mapping[str, Callable[[Row], Any]],
) -> Listing[Row]:
    """Return a page of a list that is small by nature: the rows that fit, sorted by the wish.

    `rows` stand in a fixed order, which settles ties; a row without a value (None) comes last.
    """
    key = keys[wish.order.key]
    fitting = [row for row in rows if fits(row)]
    known = sorted((row for row in fitting if key(row) is not None), key=key, reverse=wish.falling)
    found = [*known, *(row for row in fitting if key(row) is None)]
    return fetched(wish, total=len(found), rows=lambda first, most: found[first : first + most])


def month_filter(*, since: date, until: date) -> Choice:
    """Return the filter for one of the months from a day until another, the last first."""
    months, month = {}, Month.of(until)
    while month >= Month.of(since):
        months[str(month)] = words.month(month.first_day)
        month = month.previous
    return Choice("maand", _("Maand"), months)


def days_of(month: str) -> tuple[date, date] | None:
    """Return the first and last day of a chosen month; None where none is chosen."""
    chosen = Month.parse(month) if month else None
    return None if chosen is None else (chosen.first_day, chosen.last_day)


def plain(text: str) -> str:
    """Return a text as it is sorted and found: without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _pages(total: int, wish: Wish) -> int:
    return max(1, -(-total // wish.shape.a_page))
