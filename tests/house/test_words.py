"""What no page of the team says: words that are true on one screen or for one centre only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
NOT_SO = {
    "a side, which a phone has not": r"\b(tik|kies|geef|vul) (links|rechts|hiernaast)\b",
    "jullie, where the team is called u": r"\bjullie\b",
    "how many steps there are, which differs": r"\b(vier|vijf|zes|zeven) stappen\b",
    "a pass that goes off a visit": r"\bgaat van het bezoek af\b",
    "first closed, for closed next": r"\beerst dicht:",
    "partly outside, of what may be wholly so": r"\bvoor een deel buiten\b",
    "many of what can be one": r"(?<!n)_\([\"']%\(\w+\)s regels\b",
    "a row that leaves": r"\bregels? laat u weg\b",
    "a sentence without its subject": r"\. Waar al iemand|per bezoeker mag allebei",
}
"""Each with what it looks like."""


def said_wrong(text: str) -> list[str]:
    """Return what a source says that is not so."""
    plain = COMMENT.sub("", text)
    return [why for why, wrong in NOT_SO.items() if re.search(wrong, plain, re.IGNORECASE)]


def test_no_page_of_the_team_says_what_is_not_so() -> None:
    pages = [
        *(ROOT / "templates" / "registry").rglob("*.html"),
        *(ROOT / "registry/web").glob("*.py"),
    ]
    assert len(pages) > 100
    found = {path.name: said_wrong(path.read_text(encoding="utf-8")) for path in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    "line",
    [
        "Tik links aan waar die over gaat.",
        "Geef hiernaast een naam.",
        "Hier spraken jullie af:",
        "Hierna leiden zes stappen u daarheen.",
        "De pas gaat van het bezoek af.",
        "Eerst dicht: 5 mei",
        "Die vallen voor een deel buiten de tijden.",
        '_("%(rows)s regels, %(people)s mensen", rows=1)',
        "1 regel laat u weg",
        "Op zo’n dag niets. Waar al iemand binnen is, blijft staan.",
        "Eén regel per bijeenkomst of per bezoeker mag allebei.",
    ],
)
def test_a_planted_word_is_found(line: str) -> None:
    assert len(said_wrong(line)) == 1
    assert said_wrong('ngettext("%(many)s regel", "%(many)s regels", 2) Tik op rechtvaardig') == []
