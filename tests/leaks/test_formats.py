"""Every format of a sheet carries the same numbers: what one withholds no other tells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from registry.sheets.page_data import Sheet
from registry.sheets.services import annex_pdf, sheet_json, sheet_pdf
from tests.sheets.build import THEORY, a_sheet, text_of
from tests.sheets.later import LATER
from tests.sheets.odd import SHEETS
from tests.sheets.test_printed_figures import FIXED, MONTHS, NUMBER, numbers_in_json

Numbers = set[Decimal]
Read = Callable[[Sheet, Path], Numbers]


def numbers_of(text: str) -> Numbers:
    for sentence in FIXED:
        text = text.replace(sentence, " ")
    text = MONTHS.sub(" ", re.sub(r"\s+", " ", text))
    return {Decimal(one.replace(".", "").replace(",", ".")) for one in NUMBER.findall(text)}


def json_of(sheet: Sheet, _: Path) -> Numbers:
    return set(numbers_in_json(sheet_json(sheet)))


def alternative_texts(sheet: Sheet, _: Path) -> Numbers:
    """What a screen reader says of the pictures in the PDF."""
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as pdf:
        texts = [str(one.Alt) for one in _elements(pdf.Root.StructTreeRoot.K) if "/Alt" in one]
    return numbers_of(" ".join(texts))


def metadata(sheet: Sheet, _: Path) -> Numbers:
    """Title, author and the rest, in the old form and in XMP, without times and versions."""
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as pdf:
        told = [str(value) for name, value in pdf.docinfo.items() if "Date" not in name]
        with pdf.open_metadata() as xmp:
            told += [str(value) for name, value in xmp.items() if "Date" not in name]
            told = [one for one in told if "WeasyPrint" not in one and one != "1"]
    return numbers_of(" ".join(told))


ANNEX_FOOT = re.compile(
    r"pagina \d+ van \d+|Concept: deze cijfers kunnen nog veranderen\. De Linde, .*? sjabloon \d+\."
)
NOT_FIGURES = re.compile(
    r"minder dan (?:5|10)|afgerond op 5|van de 10\b|\(5%, Holm|Wilson, 95%|vanaf 30 antwoorden"
    r"|99% of 101%|De 22 indicatoren|Versie van [a-z ]+ [\d.]+"
)
"""Of the tables, and numbers in their notes."""


def annex_of(sheet: Sheet, folder: Path) -> Numbers:
    """The tables of the annex, without what it says of each figure."""
    pages = text_of(annex_pdf(sheet_json(sheet), theory=THEORY), folder)
    tables = ANNEX_FOOT.sub(" ", " ".join(pages)).split("Wat elk cijfer is")[0]
    return numbers_of(NOT_FIGURES.sub(" ", tables))


FORMATS: dict[str, Read] = {
    "JSON": json_of,
    "annex": annex_of,
    "alternative texts": alternative_texts,
    "metadata": metadata,
}
"""A format more is a line more; the text of the PDF is held against the JSON, number by number, in
tests/sheets/test_printed_figures.py."""


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
        if "/S" in node:
            yield node
        yield from _elements(node.K)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_tells_no_number_that_is_not_printed(name: str, tmp_path: Path) -> None:
    sheet = a_sheet(words="We waren 3 dagen dicht.", quote="Ik kom 2 keer per week.")
    told = FORMATS[name](sheet, tmp_path)
    assert told - json_of(sheet, tmp_path) == set()


@pytest.mark.parametrize("kind", [*SHEETS, *LATER])
def test_no_picture_of_any_sheet_says_a_number_that_its_json_does_not_have(
    kind: str, tmp_path: Path
) -> None:
    sheet = {**SHEETS, **LATER}[kind]()
    assert alternative_texts(sheet, tmp_path) - json_of(sheet, tmp_path) == set()


def test_the_annex_carries_every_number_of_the_json(tmp_path: Path) -> None:
    sheet = a_sheet(words="We waren 3 dagen dicht.", quote="Ik kom 2 keer per week.")
    a_disc = {Decimal(sheet.help.disc)}
    assert json_of(sheet, tmp_path) - annex_of(sheet, tmp_path) <= a_disc


def test_a_number_that_slips_into_a_picture_s_text_is_found(tmp_path: Path) -> None:
    sheet = a_sheet()
    bar = replace(sheet.os[0], attendance=4_321)
    slipped = replace(sheet, os=(bar, *sheet.os[1:]))
    told = alternative_texts(slipped, tmp_path)
    assert told - json_of(sheet, tmp_path) == {Decimal(4321)}
