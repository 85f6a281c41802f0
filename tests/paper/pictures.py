"""Takes the pictures of docs/sheets.md: every kind of sheet, in its ink, grey, and two on a page.

Not a test of its own: `make sheet-pictures` runs it, and somebody looks at what it made.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from registry.sheets.queries import Page
from registry.sheets.services import poster_pdf, sheet_pdf
from tests.paper.kinds import an_annex
from tests.sheets import later, odd
from tests.sheets.build import a_sheet, october_figures
from tests.sheets.later import AUTUMN, YEAR, joint, span

ROOT = Path(__file__).resolve().parents[2]
FOLDER, PAGE = ROOT / "docs" / "sheets", ROOT / "docs" / "sheets.md"
ISSUE = odd.issued(1, None)
DPI, QUALITY, GAP = 80, 55, 12
TWO_UP = 0.7071
"""Two A4 pages on one are each so wide: A5."""


def month() -> Page:
    """A month with a bit of everything."""
    return a_sheet(
        odd.counted(october_figures(), 100, 150, 90, 100),
        words="Het was druk, vooral op maandag.",
        quote="Ik kwam voor een brief en bleef voor de koffie.",
        agreed="De koffie staat voortaan om tien uur klaar.",
        example=True,
    )


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: its name, a line about it, and what makes its PDF."""

    name: str
    line: str
    make: Callable[[], bytes]


def _poster(language: str) -> bytes:
    page = month()
    assert not isinstance(page, later.Together | later.Span)
    return poster_pdf(page, language=language, issue=ISSUE)


def _joint() -> later.Together:
    return joint(
        a_sheet(example=True), odd.large(), odd.first_month(), odd.withheld(), missing=("De Kas",)
    )


def _quarter() -> Page:
    return span(AUTUMN, a_sheet(example=True), odd.first_month(), odd.withheld())


def _year() -> Page:
    return span(YEAR, a_sheet(example=True), later.all_asked(), odd.withheld())


KINDS = (
    Kind("month", "A centre's month: two A4.", lambda: sheet_pdf(month(), ISSUE)),
    Kind("joint", "All centres together in a month: two A4.", lambda: sheet_pdf(_joint(), ISSUE)),
    Kind(
        "quarter",
        "A quarter: an A4 with its months, and the theory of change on an A3.",
        lambda: sheet_pdf(_quarter(), ISSUE),
    ),
    Kind("year", "A year: the same with twelve months.", lambda: sheet_pdf(_year(), ISSUE)),
    Kind("poster-nl", "The poster for residents, in Dutch.", lambda: _poster("nl")),
    Kind("poster-ar", "The poster from right to left.", lambda: _poster("ar")),
    Kind(
        "annex",
        "The annex for a funder: every figure in tables, and what each of them is.",
        lambda: an_annex(month(), ISSUE),
    ),
)


def pages_of(made: bytes) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    with pypdfium2.PdfDocument(io.BytesIO(made)) as opened:
        return [page.render(scale=DPI / 72).to_pil() for page in opened]


def beside(pages: list[Image.Image]) -> Image.Image:
    """Pages next to each other, on grey."""
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), "#b8b8b8")
    left = GAP
    for page in pages:
        whole.paste(page, (left, GAP))
        left += page.width + GAP
    return whole


def two_on_a_page(pages: list[Image.Image]) -> Image.Image:
    """The first two pages on one A4 that lies, each as small as a printer makes it."""
    size = (round(297 / 25.4 * DPI), round(210 / 25.4 * DPI))
    sheet = Image.new("RGB", size, "#fff")
    for at, page in enumerate(pages[:2]):
        fit = min(TWO_UP, size[0] / 2 / page.width, size[1] / page.height)
        small = page.resize((int(page.width * fit), int(page.height * fit)), Image.LANCZOS)
        sheet.paste(small, (at * size[0] // 2, 0))
    return beside([sheet])


def in_one_ink(picture: Image.Image) -> Image.Image:
    """What a black-and-white copier makes of it: nothing between black and white."""
    grey = ImageOps.grayscale(picture)
    return grey.point(lambda light: 255 if light > 150 else 0).convert("L")


def save(picture: Image.Image, name: str) -> str:
    """Keep a picture and return how the page shows it."""
    picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
    return f"![{name}](sheets/{name}.webp)"


def test_pictures() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    lines = [
        "# The sheets on paper",
        "",
        "Every kind of sheet as `make sheet-pictures` takes it, of made-up and rather odd months.",
        "Each first as it is printed, then as a black-and-white copier makes it, then two pages on",
        "one A4, in the size that a printer gives them.",
    ]
    for kind in KINDS:
        pages = pages_of(kind.make())
        shown = beside(pages[:3])
        lines += ["", f"## {kind.line}", "", save(shown, kind.name)]
        lines += ["", save(in_one_ink(shown), f"{kind.name}-copied")]
        if len(pages) > 1:
            lines += ["", save(two_on_a_page(pages), f"{kind.name}-small")]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
