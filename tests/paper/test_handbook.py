"""The handbook of the desk on paper: the two pages of its own file, read back from the PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from pypdf import PdfReader

from registry.paper import handbook
from tests.paper import ua
from tests.paper.kinds import pdf_of

TEXT = handbook.BOOK.read_text("utf-8")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
MARKS = re.compile(r"^[|-]+$|^#+|^\d\.|\*\*|\|", re.MULTILINE)


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf_of("handboek")


def solid(text: str) -> str:
    return "".join(text.split())


def kids(made: bytes, kind: str) -> Iterator[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for element, _ in ua.walk(pdf.Root.StructTreeRoot.K, None):
            if kind == element.S:
                yield element


def test_it_is_two_pages_of_a4_with_a_title_in_dutch(made: bytes) -> None:
    read = PdfReader(io.BytesIO(made))
    sizes = [[round(float(side)) for side in page.mediabox[2:]] for page in read.pages]
    assert sizes == [[595, 842], [595, 842]]
    assert read.metadata is not None
    assert read.metadata.title == HEADING.findall(TEXT)[0]
    assert read.trailer["/Root"]["/Lang"] == "nl"


def test_each_page_has_its_own_part_under_its_heading_and_all_of_it(made: bytes) -> None:
    title, *headings = HEADING.findall(TEXT)
    _, *parts = re.split(r"^(?=## )", TEXT, flags=re.MULTILINE)
    printed = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(printed) == len(parts) == len(headings) == 2
    for page, part, heading in zip(printed, parts, headings, strict=True):
        assert [one for one in headings if solid(one) in solid(page)] == [heading]
        assert solid(page).startswith(solid(title))
        words = MARKS.sub(" ", PICTURE.sub("", part)).split()
        assert len(words) > 100
        assert [word for word in words if word not in page] == []


def test_its_headings_and_its_pictures_words_can_be_read_aloud(made: bytes) -> None:
    assert [len(list(kids(made, f"/H{level}"))) for level in (1, 2, 3)] == [1, 2, 0]
    told = [str(figure.Alt) for figure in kids(made, "/Figure")]
    assert told == [words for words, _ in PICTURE.findall(TEXT)]
    assert len(told) == 4


def test_its_pictures_are_grey(made: bytes) -> None:
    pages = PdfReader(io.BytesIO(made)).pages
    modes = {one.name: one.image.mode for page in pages for one in page.images if one.image}
    assert list(modes.values()) == ["L"] * 4
