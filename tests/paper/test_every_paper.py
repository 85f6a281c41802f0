"""Every kind of paper in every odd state: whole, readable, tagged; nothing lost or over another."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from registry.paper import pdf
from tests.paper import glyphs, ua
from tests.paper.kinds import BY_NAME, KINDS, html_of, pdf_of

NAMES = [kind.name for kind in KINDS]
WORD = re.compile(r"\w+")

every_paper = pytest.mark.parametrize("name", NAMES)


class Words(HTMLParser):
    """The words of a page in the order of its source; what a drawing is called is not printed."""

    SILENT = frozenset({"title", "style", "desc"})

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.text: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Leave out what is inside some elements."""
        self._silent += tag in self.SILENT

    def handle_endtag(self, tag: str) -> None:
        """Read on after them."""
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        """Keep what is printed."""
        if not self._silent:
            self.text.append(data)


def letters_of(text: str) -> str:
    return "".join(WORD.findall(text))


@every_paper
def test_it_has_its_pages_and_is_tagged_for_everyone(name: str) -> None:
    made = pdf_of(name)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == BY_NAME[name].pages
    assert ua.faults(made) == []


@every_paper
def test_nothing_is_small_off_the_paper_or_over_another(name: str) -> None:
    kind = BY_NAME[name]
    for number, page in enumerate(glyphs.pages(pdf_of(name)), 1):
        assert page.letters, number
        assert glyphs.too_small(page, kind.smallest) == set(), number
        assert glyphs.off_the_paper(page, kind.edge) == "", number
        assert glyphs.overlapping(page) == [], number
        if kind.ink == "black":
            assert glyphs.coloured(page) == set(), number


@every_paper
def test_every_word_of_the_page_is_on_the_paper(name: str) -> None:
    wanted = Counter(letters_of("".join(Words(html_of(name)).text)))
    printed = Counter(one.text for page in glyphs.pages(pdf_of(name)) for one in page.letters)
    assert {letter: count for letter, count in wanted.items() if printed[letter] < count} == {}


@every_paper
def test_it_is_read_aloud_in_the_order_of_the_page(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf_of(name))
    told = subprocess.run(  # noqa: S603  # poppler, on our own file
        ["pdfinfo", "-struct-text", str(file)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    spoken = letters_of("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))
    for part in re.split(r"\s{2,}|\n", "\n".join(Words(html_of(name)).text)):
        assert letters_of(part) in spoken, part


FAULTS = {
    "an alternative text": ("<title>De vijf O’s:", "<title></title><desc>De vijf O’s:", "7.3"),
    "a header of a table": ('<th scope="row">Ontmoeten', "<td>Ontmoeten", "7.5"),
    "a heading's level": ("<h2>", "<h4>", "7.4.2"),
    "the language": ('<html lang="nl">', "<html>", "7.2"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_left_out_is_noticed(what: str) -> None:
    html = html_of(NAMES[0])
    before, after, clause = FAULTS[what]
    assert before in html
    broken = html.replace(before, after)
    if "<td>" in after:
        broken = re.sub(r"<td>(Ontmoeten<small>.*?</small>)</th>", r"<td>\1</td>", broken)
    assert [one for one in ua.faults(pdf.render(broken)) if one.startswith(clause)]


LAYOUT = {
    "a letter too small": ("font-size: 40pt", "font-size: 5pt", "too_small"),
    "a word off the paper": ("margin-left: 0", "margin-left: -30mm", "off_the_paper"),
    "a word over another": ("top: 40mm", "top: 0", "overlapping"),
    "a coloured word": ("color: #333", "color: #a82c14", "coloured"),
}
PAGE = (
    '<html lang="nl"><head><title>Blad</title><style>'
    "p { position: absolute; top: 0; font-size: 40pt; margin-left: 0; color: #333 }"
    "p + p { top: 40mm }</style></head><body><h1></h1><p>Dag</p><p>Nacht</p></body></html>"
)


def noticed(html: str) -> set[str]:
    (page,) = glyphs.pages(pdf.render(html))
    found = {
        "too_small": glyphs.too_small(page, 7.2),
        "off_the_paper": glyphs.off_the_paper(page, 4),
        "overlapping": glyphs.overlapping(page),
        "coloured": glyphs.coloured(page),
    }
    return {name for name, what in found.items() if what}


def test_a_page_without_a_fault_has_none() -> None:
    assert noticed(PAGE) == set()


@pytest.mark.parametrize("what", LAYOUT)
def test_what_is_laid_out_wrongly_is_noticed(what: str) -> None:
    before, after, name = LAYOUT[what]
    assert before in PAGE
    assert name in noticed(PAGE.replace(before, after))
