"""The handbooks show pages that are there, in pictures that are there, by the screens' words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.exceptions import NotFound

from registry.settings import Settings
from tests.databases import Make
from tests.handbook.pictures import FOLDER, PICTURES

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted((ROOT / "docs" / "handboek").glob("*.md"))
TEXTS = {book: book.read_text(encoding="utf-8") for book in BOOKS}
DATA_BREACH = ROOT / "docs" / "privacy" / "datalek.md"
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SHOWN = re.compile(r"!\[[^\]]+\]\((?:\.\./handboek/)?beelden/([\w-]+)\.webp\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:]+)(?:#([\w-]+))?\)")


@pytest.fixture(scope="module")
def words() -> set[str]:
    """Every text of the screens, as the catalogue has it."""
    file = ROOT / "registry" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as catalogue:
        found = [message.id for message in read_po(catalogue) if message.id]
    return {one for each in found for one in ([each] if isinstance(each, str) else each)}


@pytest.fixture
def app(settings: Settings, make_app: Make) -> Flask:
    """The whole app, for its addresses."""
    return make_app(settings)


def unsaid(text: str, words: set[str]) -> list[str]:
    """Return what a handbook names as a word of the screens (bold) and no screen has.

    A question or a line that opens a paragraph is the handbook's own.
    """
    own = re.compile(r"^(?:- |\d\. |\| )?\*\*[^*]+[.?]\*\*", re.MULTILINE)
    named = [" ".join(one.split()) for one in STRONG.findall(own.sub("", text))]
    return [one for one in named if one not in words and one not in NO_WORDS]


NO_WORDS = {"niet"}
"""Bold for its weight."""


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_it_names_buttons_and_pages_as_the_screens_do(book: Path, words: set[str]) -> None:
    assert len(words) > 1000
    assert unsaid(TEXTS[book], words) == []


def test_a_button_that_is_called_otherwise_is_found(words: set[str]) -> None:
    assert unsaid("Tik op **Opslaan**, of op **Bewaar**.\n**Iets vergeten?** Niet erg.", words) == [
        "Opslaan"
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_of_a_picture_is_still_there(app: Flask, name: str) -> None:
    adapter = app.url_map.bind("localhost")
    assert adapter.match(PICTURES[name].address, method="GET")
    with pytest.raises(NotFound):
        adapter.match(f"{PICTURES[name].address}/weg/ermee")


def test_every_picture_is_there_and_shown_and_no_other() -> None:
    told = "".join(TEXTS.values()) + (ROOT / "docs/privacy/wat-we-bewaren.md").read_text("utf-8")
    assert set(SHOWN.findall(told)) == set(PICTURES)
    assert {file.stem for file in FOLDER.glob("*.webp")} == set(PICTURES)


@pytest.mark.parametrize("book", [*BOOKS, DATA_BREACH], ids=lambda book: book.stem)
def test_every_link_leads_somewhere(book: Path) -> None:
    for file, heading in LINK.findall(book.read_text(encoding="utf-8")):
        there = (book.parent / file).resolve()
        assert there.exists(), file
        if heading:
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
            assert heading in anchors


def test_the_hosts_book_is_two_pages() -> None:
    host = TEXTS[ROOT / "docs" / "handboek" / "gastvrouw.md"]
    assert len(re.findall(r"^## Bladzijde", host, re.MULTILINE)) == 2
    assert len(host.split()) < 500
