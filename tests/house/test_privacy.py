"""docs/privacy claims nothing that nobody proves, and says what app, card and poster say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.named_tests import missing, named
from tests.house.test_documents import variables

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted((ROOT / "docs" / "privacy").glob("*.md"))
TEMPLATES = ROOT / "templates"
MARK = re.compile(r"\[(bewijs|instelling): `[^\]]+`\]|\[afspraak\]|\[invullen\]")
SAID = re.compile(r'_\("([^"]+)"')


def unmarked(text: str) -> list[str]:
    """Return the claims (items of lists) of a text that do not end with what they rest on."""
    claims = re.findall(r"^- .*$", text, re.MULTILINE)
    return [claim for claim in claims if not re.search(rf"({MARK.pattern})$", claim)]


def no_settings(text: str) -> set[str]:
    """Return the settings that a text names and that are none."""
    return set(re.findall(r"\[instelling: `([A-Z_]+)`\]", text)) - variables()


def plain(text: str) -> str:
    """Return a text without its marks of emphasis and quotation, on one line."""
    return " ".join(re.sub(r"^>|\*\*", "", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_every_claim_says_what_it_rests_on(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert MARK.search(text)
    assert unmarked(text) == []
    assert missing(text) == []
    assert no_settings(text) == set()


def test_all_the_papers_are_there_and_rest_on_many_tests() -> None:
    assert {"dpia", "verwerkingsregister", "samen-verantwoordelijk", "verwerker", "datalek"} <= {
        paper.stem for paper in PAPERS
    }
    proofs = {one for paper in PAPERS for one in named(paper.read_text(encoding="utf-8"))}
    assert len(proofs) > 60


def test_a_claim_without_its_proof_is_found() -> None:
    bare, proved = "- Wij weten niets.", "- Wij weten niets. [bewijs: `tests/a.py::test_b`]"
    assert unmarked(f"{bare}\n{proved}\n- Wij zwijgen. [afspraak]\n") == [bare]
    assert no_settings("[instelling: `INLOOP_PUBLIC_URL`] [instelling: `INLOOP_OOPS`]") == {
        "INLOOP_OOPS"
    }


def test_the_page_for_residents_says_all_that_the_app_says() -> None:
    shown = SAID.findall((TEMPLATES / "kiosk/phone/keeping.html").read_text(encoding="utf-8"))
    assert len(shown) > 20
    told = plain((ROOT / "docs/privacy/wat-we-bewaren.md").read_text(encoding="utf-8"))
    assert [words for words in shown if words not in told] == []


def test_the_notice_is_what_card_and_poster_print() -> None:
    notice = (ROOT / "docs/privacy/kaart-en-poster.md").read_text(encoding="utf-8")
    printed = [
        words
        for name in ("cards", "poster")
        for words in SAID.findall((TEMPLATES / f"sheets/{name}.html").read_text(encoding="utf-8"))
    ]
    quoted = " ".join(re.findall(r"^> ?(.*)$", notice, re.MULTILINE)).replace("**", "")
    left = " ".join(quoted.split())
    for words in sorted(printed, key=len, reverse=True):
        left = left.replace(words, "")
    assert left.split() == []
    assert "13 maanden" in quoted
