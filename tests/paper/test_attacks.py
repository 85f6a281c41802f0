"""Whatever people write is printed as words: it fetches nothing, reads no file, draws nothing."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from unittest import mock

import pytest

from registry.paper import pages, pdf, printing, week
from registry.sheets.services import poster_pdf, sheet_pdf
from tests.paper import kinds
from tests.sheets.build import ACTIVITIES, a_sheet, october_figures

MARK = "evil.invalid"
ATTACKS = (
    '<img src="file:///etc/passwd#evil.invalid">',
    '"><link rel="stylesheet" href="http://127.0.0.1:PORT/evil.invalid.css">',
    "'><style>@import url(http://127.0.0.1:PORT/evil.invalid);</style>",
    "<style>p { background: url(file:///etc/passwd#evil.invalid) }</style>",
    "url(http://127.0.0.1:PORT/evil.invalid)",
    '<svg><image href="http://127.0.0.1:PORT/evil.invalid.svg"/></svg>',
    '<object data="data:image/svg+xml,%3Cimage href=%22file:///etc/passwd%22/%3Eevil.invalid">',
    '<a rel="attachment" href="file:///etc/passwd#evil.invalid">x</a>',
    '<base href="http://127.0.0.1:PORT/evil.invalid/">',
    "<script>evil.invalid</script>",
    "{{ 7 * 7 }}{% include 'evil.invalid' %}",
    "&lt;img src=evil.invalid&gt;<!-- evil.invalid",
)


def a_sheet_of(text: str) -> bytes:
    """Return a sheet on which everything that a person can write is a text."""
    return sheet_pdf(hostile_sheet(text), None)


def hostile_sheet(text: str):  # type: ignore[no-untyped-def]  # a Sheet
    """Return the page data of such a sheet."""
    named = october_figures(activities=tuple(replace(one, title=text) for one in ACTIVITIES))
    return a_sheet(named, centre=text, words=text, quote=text, own_headline=text, agreed=text)


def a_week_of(text: str) -> bytes:
    """Return a programme of a week in which everything is a text."""
    card = week.Card(title=text, starts="13.00", o="ow", pictogram="bicycle", note=text, off=True)
    rows = (week.Row(kinds.MONDAY, (card,)), week.Row(date(2026, 11, 24), (), text))
    band = week.Band(text, text, text, "om", "coffee")
    made = week.Week(
        centre=text,
        first=kinds.MONDAY,
        last=date(2026, 11, 29),
        bands=(band,),
        rows=rows,
        os=(("om", text),),
        shut=text,
    )
    return week.week_pdf(made, size="a4")


def with_names(make: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Return what makes a paper where centre, activity and place are a text as well."""

    def made(text: str) -> bytes:
        names = {"CENTRE": text, "ACTIVITY": text, "PLACE": text}
        with mock.patch.multiple(kinds, **names):
            return make(text)

    return made


PAPERS: dict[str, Callable[[str], bytes]] = {
    "sheet": a_sheet_of,
    "annex": lambda text: kinds.an_annex(hostile_sheet(text), None),
    "poster for residents": lambda text: poster_pdf(hostile_sheet(text), language="nl"),
    "programme": a_week_of,
    "passes": lambda text: kinds._cards(2, text),
    "poster": with_names(kinds._poster),
    "tally": with_names(lambda _: kinds._tally(2)),
    "slip": lambda text: kinds._slip(text, 7),
}


class Fetching(HTMLParser):
    """What of a page could be fetched, or run, or styled: all but its words."""

    SILENT = ("style", "script")

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self._inside: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag's attributes that are no words for people."""
        self._inside = tag if tag in self.SILENT else None
        spoken = ("alt", "title", "aria-label", "content", "lang")
        self.found += [value or "" for name, value in attrs if name not in spoken]

    def handle_endtag(self, tag: str) -> None:
        """Leave a style."""
        self._inside = None

    def handle_data(self, data: str) -> None:
        """Keep what a style says, or the words."""
        (self.found if self._inside else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment: nobody's words belong there."""
        self.found.append(data)


def page_of(paper: str, text: str) -> str:
    """Return what a paper with a text is made from."""
    with mock.patch.object(printing, "render", return_value=b"") as caught:
        PAPERS[paper](text)
    (page,) = caught.call_args.args
    return str(page)


def worked(page: str) -> bool:
    """Tell whether an attack in a page became more than words."""
    return any(MARK in part for part in Fetching(page).found)


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """Listen on a free port, without answering; give who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.05)
        yield door.getsockname()[1], came
        with suppress(TimeoutError):
            came.append(door.accept()[1])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_text_is_only_words(paper: str) -> None:
    for attack in ATTACKS:
        text = attack.replace("PORT", "9")
        page = page_of(paper, text)
        assert text in " ".join(Fetching(page).words), "the words themselves are printed"
        assert not worked(page), attack


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return where pages ask for something that is not packaged and not in the page itself."""
    inside = (f"{pdf.FOLDER.as_uri()}/", "data:image/png;")
    asked: list[str] = []
    fetch = pdf._fetch

    def noting(address: str) -> object:
        if not address.startswith(inside):
            asked.append(address)
        return fetch(address)

    monkeypatch.setattr(pdf, "_fetch", noting)
    return asked


@pytest.mark.parametrize("paper", ["sheet", "programme", "poster", "passes"])
def test_nothing_is_asked_of_the_network_or_another_folder(paper: str, outside: list[str]) -> None:
    with listening() as (port, came):
        page = page_of(paper, " ".join(attack.replace("PORT", str(port)) for attack in ATTACKS))
        assert pdf.render(page).startswith(b"%PDF")
    assert came == []
    assert outside == []


@pytest.mark.parametrize("attack", [one for one in ATTACKS if re.match("""["']*>?<""", one)])
def test_a_paper_that_does_not_escape_is_caught(attack: str) -> None:
    text = attack.replace("PORT", "9")
    page = page_of("tally", text)
    assert worked(page.replace(escaped(text), text))


def escaped(text: str) -> str:
    """Return a text as the templates write it."""
    environment = pages._in_dutch()
    return environment.from_string("{{ text }}").render(text=text)


@pytest.mark.parametrize("attack", ATTACKS[:9])
def test_where_one_would_get_through_the_door_is_shut(attack: str, outside: list[str]) -> None:
    """Planted: a page that does carry the attack. It makes no PDF, or one without it."""
    with listening() as (port, came):
        text = attack.replace("PORT", str(port))
        page = f'<html lang="nl"><title>x</title><p>{text}</p></html>'
        try:
            made = pdf.render(page)
        except pdf.PaperError:
            made = b""
    assert came == []
    assert b"root:" not in made
    if attack.startswith(("<img", '"><link', "'><style")):
        assert any(MARK in address for address in outside), "what a page asks for is seen"
