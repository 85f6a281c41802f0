"""The JSON of a sheet holds exactly the numbers that its PDF prints: no more, no fewer."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from registry.sheets.services import sheet_json, sheet_pdf
from tests.figures.build import october

from .build import a_sheet, an_empty_month, october_figures, text_of

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
FIXED = (
    "afgerond op 5. Minder dan 5 tonen we niet. Kleine lijnen: 13 maanden.",
    "Elk getal is apart afgerond op 5.",
    "8 weken",
    "minder dan 5",
    "minder dan 10 antwoorden",
    "van de 10",
    "marge van 95%",
    "Wilson, 95%",
    "(5%, Holm",
    "10 tot 29 antwoorden",
    "Minder dan 10: niets",
    "pagina 1 van 2",
    "pagina 2 van 2",
)
"""Sentences that are the same on every sheet and hold a number that is no figure."""

MONTHS = re.compile(r"\b(?:juli|september|oktober) 20\d\d\b")
FOOT = re.compile(r"Concept: deze cijfers .* sjabloon 4\.")
NO_FIGURES = {"month", "question", "withheld"}
"""Fields that name a thing: 2026-10, SC-I1, fewer_than_5."""


def numbers_in(text: str) -> Iterator[Decimal]:
    for found in NUMBER.findall(text):
        yield Decimal(found.replace(".", "").replace(",", "."))


def numbers_on_paper(pages: list[str]) -> Counter[Decimal]:
    """Every printed number; the foot, which stands on both pages, once."""
    first, second = pages
    assert FOOT.search(first), "each page has its foot"
    text = f"{first} {FOOT.sub('', second, count=1)}"
    text = MONTHS.sub("", text)
    for sentence in FIXED:
        text = text.replace(sentence, "")
    return Counter(numbers_in(text))


def numbers_in_json(value: Any) -> Counter[Decimal]:
    if isinstance(value, bool) or value is None:
        return Counter()
    if isinstance(value, int | float):
        return Counter([Decimal(str(value))])
    if isinstance(value, str):
        return Counter(numbers_in(value))
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        parts = [part for name, part in value.items() if name not in NO_FIGURES]
    return sum((numbers_in_json(part) for part in parts), Counter())


SHEETS = {
    "a full month": a_sheet(words="We waren 3 dagen dicht.", quote="Ik kom 2 keer per week."),
    "with made-up figures": a_sheet(example=True),
    "nobody came": a_sheet(an_empty_month(october(5))),
    "closed": a_sheet(an_empty_month()),
    "more visits than a thousand": a_sheet(
        replace(october_figures(), attendance=12_345, suspect=1_204)
    ),
    "with telephones": a_sheet(replace(october_figures(), phone_visits=1_017)),
}


@pytest.mark.parametrize("name", SHEETS)
def test_the_json_holds_the_printed_numbers_and_no_others(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    printed = numbers_on_paper(text_of(sheet_pdf(sheet), tmp_path))
    told = numbers_in_json(sheet_json(sheet))
    assert printed - told == Counter(), "printed, and not in the JSON"
    assert told - printed == Counter(), "in the JSON, and not printed"
