"""Cards as they come out of the printer: measured and read from the picture of the page."""

import re
import subprocess
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from registry import qr
from registry.paper import cards
from registry.passes import token

DPI = 300
CARD = (85.0, 54.0)
CORNER = (20.0, 13.5)
CODE_AT = (43.5, 5.4)
CODE = 33.5
QUIET = 4
"""Modules of white that a scanner needs round the code."""

TEXTS = [token.write(bytes([number] * 16)) for number in range(13)]


@dataclass(frozen=True)
class Picture:
    """A page in grey, to be asked for a place in millimetres."""

    width: int
    pixels: bytes

    def dark(self, x: float, y: float) -> bool:
        """Whether there is ink at a place."""
        column, row = round(x / 25.4 * DPI), round(y / 25.4 * DPI)
        return self.pixels[row * self.width + column] < 128

    def code(self, column: int, row: int, size: int) -> list[list[bool]]:
        """The modules of the code on the card at a place, with the quiet zone round them."""
        module = CODE / size
        left = CORNER[0] + column * CARD[0] + CODE_AT[0]
        top = CORNER[1] + row * CARD[1] + CODE_AT[1]
        grid = range(-QUIET, size + QUIET)
        return [
            [self.dark(left + (x + 0.5) * module, top + (y + 0.5) * module) for x in grid]
            for y in grid
        ]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirteen cards: a full page and one of three."""
    path = tmp_path_factory.mktemp("cards") / "cards.pdf"
    path.write_bytes(cards.cards_pdf(TEXTS, centre="De Linde"))
    return path


def run(*words: str) -> bytes:
    return subprocess.run(words, check=True, capture_output=True).stdout  # noqa: S603 (poppler)


def picture(file: Path, page: int) -> Picture:
    number = str(page)
    grey = run("pdftoppm", "-gray", "-r", str(DPI), "-f", number, "-l", number, str(file))
    header = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", grey)
    assert header is not None
    return Picture(int(header[1]), grey[header.end() :])


def text(file: Path, page: int, *box: str) -> str:
    number = str(page)
    return run("pdftotext", "-f", number, "-l", number, *box, str(file), "-").decode()


def test_ten_cards_fill_a_page_and_every_front_page_has_its_backs(file: Path) -> None:
    assert b"Pages:           4" in run("pdfinfo", str(file))
    assert [text(file, page).count("Pas van De Linde") for page in (1, 2, 3, 4)] == [10, 0, 3, 0]
    assert [text(file, page).count("bevat geen naam") for page in (1, 2, 3, 4)] == [0, 10, 0, 3]


def test_every_card_carries_the_code_of_its_pass_at_its_place_with_white_round_it(
    file: Path,
) -> None:
    page = picture(file, 1)
    for number, (row, column) in enumerate(product(range(5), range(2))):
        expected = qr.modules(TEXTS[number])
        size = len(expected)
        white = [[False] * (size + 2 * QUIET)] * QUIET
        framed = [[False] * QUIET + line + [False] * QUIET for line in expected]
        assert page.code(column, row, size) == [*white, *framed, *white], TEXTS[number]


def test_the_picture_tells_one_code_from_another(file: Path) -> None:
    page = picture(file, 1)
    assert page.code(0, 0, 25) != page.code(1, 0, 25)


def test_the_code_is_small_and_of_level_m() -> None:
    matrix = qr.modules(TEXTS[0])
    assert len(matrix) == 25
    assert matrix[8][:2] == [True, False], "level M (00) under the mask 10 of format information"


def test_an_outline_draws_each_dark_module_once() -> None:
    path = qr.outline([[True, True, False], [False, True, False], [False, False, True]])
    assert path == "M0 0h2v1h-2zM1 1h1v1h-1zM2 2h1v1h-1z"


def test_a_back_lies_behind_its_front_when_the_paper_turns_over_its_long_edge(file: Path) -> None:
    points = 72 / 25.4
    top, height = CORNER[1] + CARD[1], CARD[1]
    for left, there in ((CORNER[0], False), (CORNER[0] + CARD[0], True)):
        box = (("-x", left), ("-y", top), ("-W", CARD[0]), ("-H", height))
        words = [part for name, at in box for part in (name, str(round(at * points)))]
        assert ("bevat geen naam" in text(file, 4, *words)) is there


def test_a_card_says_what_is_kept_and_holds_nothing_of_a_person(file: Path) -> None:
    back = " ".join(text(file, 2).split())
    assert "Wij bewaren 13 maanden: wanneer u kwam, waarvoor, en of u meehielp." in back
    assert "Alleen voor De Linde." in back
    everything = " ".join(text(file, page) for page in (1, 2, 3, 4))
    assert not any(code in everything for code in TEXTS)


def test_made_up_cards_say_so_and_long_names_stay_on_the_card(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    name = "Ontmoetingscentrum De Zuidwesterburen"
    path.write_bytes(cards.cards_pdf(TEXTS[:1], centre=name, example=True))
    assert "Voorbeelddata" in text(path, 1)
    points = 72 / 25.4
    card = ("-x", "0", "-y", "0", "-W", str(round(105 * points)), "-H", str(round(67.5 * points)))
    assert f"Pas van {name} Houd de code voor de camera." in " ".join(text(path, 1, *card).split())
