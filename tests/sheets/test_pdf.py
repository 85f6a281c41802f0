"""The PDF: two tagged pages in one ink that a screen reader can read in order."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from registry.figures.activities import ActivityRow
from registry.figures.counts import BusyHours, WeekdayHours
from registry.figures.usual import Usual
from registry.sheets.page_data import Sheet
from registry.sheets.services import sheet_pdf
from tests.figures.test_usual import chart

from .build import WEEKLY, a_sheet, an_empty_month, october_figures, text_of


@pytest.fixture(scope="module")
def made() -> bytes:
    return sheet_pdf(a_sheet(words="Het was druk.", quote="Ik kom graag.", example=True))


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
        if "/S" in node:
            yield node
        yield from elements(node.K)


def test_it_is_tagged_has_a_language_and_a_title_that_viewers_show(made: bytes) -> None:
    with opened(made) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Maandblad van De Linde, oktober 2026"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_every_figure_has_an_alternative_text(made: bytes) -> None:
    with opened(made) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot.K) if one.S == "/Figure"]
        without = [one for one in figures if not str(one.get("/Alt", "")).strip()]
    assert len(figures) > 30
    assert without == []


def test_charts_say_their_values_in_the_alternative_text(made: bytes) -> None:
    with opened(made) as pdf:
        tree = list(elements(pdf.Root.StructTreeRoot.K))
        texts = [str(one.Alt) for one in tree if "/Alt" in one]
    assert any(
        "ja 67%, een beetje 20%, nee 13%, marge 54 tot 77%, juli 25%" in text for text in texts
    )
    assert any("maandag: 9 uur" in text for text in texts)
    assert any(
        text.startswith("Ontmoeten: 64 deelnames, evenveel als in september") for text in texts
    )


def test_headings_start_at_the_centre_and_skip_no_level(made: bytes) -> None:
    with opened(made) as pdf:
        levels = [
            int(str(one.S)[2:])
            for one in elements(pdf.Root.StructTreeRoot.K)
            if str(one.S) in {"/H1", "/H2", "/H3", "/H4"}
        ]
    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_all_fonts_are_inside_the_file_and_are_the_designs_own(made: bytes) -> None:
    names = set()
    with opened(made) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                (descendant,) = font.DescendantFonts
                assert "/FontFile2" in descendant.FontDescriptor
                names.add(str(font.BaseFont).partition("+")[2].split("-")[0])
    assert names == {"Atkinson", "Inloop", "Literata"}


def test_it_is_printed_in_one_ink(made: bytes) -> None:
    coloured = set()
    with opened(made) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                values = [float(one) for one in operands] if str(operator) in {"rg", "RG"} else []
                if len(set(values)) > 1:
                    coloured.add(tuple(values))
    assert coloured == set()


def test_it_reads_in_the_order_of_the_page(made: bytes, tmp_path: Path) -> None:
    first, second = text_of(made, tmp_path)
    for page, sentences in (
        (first, ("De Linde", "Er kwam", "Het was druk.", "bezoeken", "Waar kwamen mensen voor?",
                 "Wanneer is het druk?", "De drukste activiteiten", "Open inloop")),
        (second, ("Hoe gaat het vandaag met u?", "Sociale cohesie", "Mist u mensen om u heen?",
                  "60 antwoorden, 60% van de gevraagden", "50%", "pashouders kwamen terug",
                  "Leefbaarheid en veiligheid", "hulpvragen", "Ik kom graag.", "Wat deze cijfers")),
    ):  # fmt: skip
        places = [page.index(sentence) for sentence in sentences]
        assert places == sorted(places)


def test_each_page_names_its_centre_month_and_number(made: bytes, tmp_path: Path) -> None:
    for number, page in enumerate(text_of(made, tmp_path), 1):
        assert "De Linde, oktober 2026. Dit blad is nog niet uitgegeven." in page
        assert f"pagina {number} van 2" in page


LONG = "Ontmoetingscentrum De Zuidwesterburen van Moerwijk en Morgen"


def a_hard_month() -> Sheet:
    """Sixty activities with long names, seven long days, all the words there may be."""
    title = "Samen koken voor de hele buurt 1"
    row = ActivityRow("ondernemen", title, 1, "elke twee weken, dinsdag en donderdag", 9, 3_400,
                      377.8, WEEKLY)  # fmt: skip
    hours = tuple(range(8, 23))
    week = tuple(WeekdayHours(day, tuple(float(day + at) for at in hours)) for day in range(7))
    figures = replace(october_figures(), activities=(row,) * 60, hours=BusyHours(hours, week),
                      usual=chart(100, 50, 150, 150))  # fmt: skip
    words = ("Het was een drukke maand met veel nieuwe gezichten. " * 6)[:280]
    quote = ("Ik kwam voor een brief en bleef voor de koffie. " * 5)[:200]
    return a_sheet(figures, centre=LONG, words=words, quote=quote, example=True)


def a_full_month(days: int, headline: int, wrapped: int, weeks: Usual | None = None) -> Sheet:
    """A week of so many days, a finding of so many letters, so many schedules of two lines."""
    rows = tuple(
        ActivityRow("ondernemen", f"Naaiatelier {number}", 1, schedule, 9, 340, 37.8, WEEKLY)
        for number, schedule in enumerate(
            ["maandag en donderdag, 9.30 uur"] * wrapped + ["di en vr, 14 uur"] * (9 - wrapped)
        )
    )
    hours = tuple(range(9, 20))
    week = tuple(WeekdayHours(day, tuple(float(day + at) for at in hours)) for day in range(days))
    figures = replace(october_figures(), activities=rows, hours=BusyHours(hours, week), usual=weeks)
    finding = ("Er kwam 2.059 keer iemand binnen, 24% meer dan in februari. " * 2)[:headline]
    return replace(a_sheet(figures, words="Het was druk.", example=True), headline=finding)


@pytest.mark.parametrize(
    ("days", "headline", "wrapped"),
    [
        (6, 80, 0),
        (6, 80, 1),
        (6, 80, 2),
        (6, 80, 3),
        (6, 81, 3),
        (6, 110, 7),
        (6, 80, 7),
        (7, 80, 3),
    ],
)
@pytest.mark.parametrize("weeks", [None, chart(100, 50, 150, 150)], ids=["", "with usual weeks"])
def test_no_month_runs_over_its_page(
    days: int, headline: int, wrapped: int, weeks: Usual | None
) -> None:
    sheet = a_full_month(days, headline, wrapped, weeks)
    with opened(sheet_pdf(sheet)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(a_hard_month(), id="long names, long lines, sixty activities"),
        pytest.param(a_sheet(an_empty_month()), id="nothing at all"),
        pytest.param(a_sheet(centre="M"), id="a short name"),
    ],
)
def test_every_month_is_two_pages_of_a4(sheet: Sheet) -> None:
    with opened(sheet_pdf(sheet)) as pdf:
        sizes = [tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages]
    assert sizes == [(0, 0, 595, 842)] * 2


def test_nothing_is_cut_off_in_a_hard_month(tmp_path: Path) -> None:
    first, second = text_of(sheet_pdf(a_hard_month()), tmp_path)
    assert first.count("Samen koken voor de hele buurt 1") == 7
    assert "En nog 53 andere activiteiten" in first
    assert LONG in first
    assert "Minder dan 10: niets." in second
