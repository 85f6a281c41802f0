"""The theory on one page: every line of the document, in its order and to the letter."""

import re
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask

from registry.theory.model import Theory
from registry.web.theory_page import pieces

DOCUMENT = Path(__file__).resolve().parent.parent / "theory" / "document.nl.txt"
BULLET = re.compile(r"^(?:\d+\.|-)\s+")
VOID = {"input", "br", "path", "circle", "use", "meta", "link", "img"}


class Words(HTMLParser):
    """The text of a page's main part, without what is marked as not from the document."""

    def __init__(self) -> None:
        """Begin outside the main part."""
        super().__init__()
        self.open: list[bool] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element: counted inside main, until a mark says it is ours."""
        if tag in VOID:
            return
        if tag != "span":
            self.text.append(" ")
        counted = bool(self.open and self.open[-1]) or tag == "main"
        self.open.append(counted and "data-ours" not in dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without an inside holds no words."""

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if self.open and self.open[-1]:
            self.text.append(data)


def words_of(html: str) -> list[str]:
    """Return the words of a page that are from the document."""
    page = Words()
    page.feed(html)
    return "".join(page.text).split()


def document() -> list[str]:
    """Return the words of the document without its bullets and numbers."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    return " ".join(BULLET.sub("", line.strip()) for line in lines).split()


def test_the_page_holds_the_document_to_the_letter_and_nothing_unmarked(book: Flask) -> None:
    assert words_of(book.test_client().get("/theorie").text) == document()


def test_the_comparison_sees_a_changed_a_lost_and_an_added_word(book: Flask) -> None:
    html = book.test_client().get("/theorie").text
    line = "Bewoners voelen zich veilig in de buurt"
    assert html.count(line) == 1
    for other in ("Bewoners voelen zich veiliger in de buurt", "", f"{line} en thuis"):
        assert words_of(html.replace(line, other)) != document()


def test_each_goal_leads_to_its_columns_and_to_what_serves_every_goal(book: Flask) -> None:
    html = book.test_client().get("/theorie").text
    theory: Theory = book.extensions["inloop_theory"]
    for number, goal in enumerate(theory.goals, 1):
        assert f'id="doel-{number}"' in html
        groups = sum(goal.key in group.goals for group in theory.groups)
        everywhere = sum(len(group.goals) == len(theory.goals) for group in theory.groups)
        assert len(re.findall(rf"\blead-{number}\b", html)) == 2 + groups - everywhere
    assert len(re.findall(r"\blead-all\b", html)) == 1


def test_everyone_may_read_it_without_a_cookie(book: Flask) -> None:
    response = book.test_client().get("/theorie")
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


def test_a_sentence_cut_at_the_names_of_the_os_is_the_same_sentence(book: Flask) -> None:
    theory: Theory = book.extensions["inloop_theory"]
    sentence = theory.section("aanpak").text
    cut = pieces(sentence, theory.os)
    assert "".join(piece.text for piece in cut) == sentence
    assert [piece.o.key for piece in cut if piece.o] == [o.key for o in theory.os]
