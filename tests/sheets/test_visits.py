"""Visits on a month's sheet: beside before, within what is usual, how put in, and gaps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from registry.figures.doors import Door, Gaps, SilentTablet
from registry.figures.month import MonthFigures
from registry.sheets.page_data import DataGaps, Sheet
from registry.sheets.services import annex_pdf, sheet_json, sheet_pdf
from tests.figures.build import october
from tests.figures.test_usual import chart

from .build import THEORY, a_sheet, an_empty_month, october_figures, text_of

USUAL_WEEKS = (100, 110, 90, 100)


def of(*own: int, before: tuple[int, ...] = (), **more: object) -> Sheet:
    """October's sheet with these weeks; 65 to 135 is usual unless other weeks came before."""
    weeks = chart(*own, before=before) if before else chart(*own)
    return a_sheet(replace(october_figures(), usual=weeks, **more))


def first_page(sheet: Sheet, folder: Path) -> str:
    pages = text_of(sheet_pdf(sheet), folder)
    assert len(pages) == 2
    return pages[0]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (USUAL_WEEKS, "deze maand ook."),
        ((100, 150, 90, 100), "1 week was drukker."),
        ((150, 150, 90, 100), "2 weken waren drukker."),
        ((100, 50, 90, 100), "1 week was rustiger."),
        ((100, 50, 150, 150), "2 weken waren drukker, 1 week rustiger."),
    ],
)
def test_the_tile_says_what_is_usual_and_what_was_not(
    own: tuple[int, ...], said: str, tmp_path: Path
) -> None:
    assert f"Gewoonlijk 65 tot 135 per week; {said}" in first_page(of(*own), tmp_path)


def test_many_weeks_on_one_side_are_said_where_no_week_is_outside(tmp_path: Path) -> None:
    before = (90, 110, 90, 110, 90, 110, 90, 110, 90, 110, 110, 110, 110, 110)
    sheet = of(110, 110, 110, 110, before=before)
    assert sheet.visits.usual is not None
    assert sheet.visits.usual.shift == "up"
    assert "per week; al acht weken aan de hoge kant." in first_page(sheet, tmp_path)


def test_a_headline_makes_no_news_of_a_month_in_which_every_week_was_usual() -> None:
    assert "16% meer dan in september" in a_sheet().headline, "nothing is known of weeks"
    assert "16%" not in of(*USUAL_WEEKS).headline
    assert "16% meer dan in september" in of(100, 150, 90, 100).headline


def september(visits: int) -> MonthFigures:
    made = october_figures()
    assert made.before is not None
    change = round(100 * (163 - visits) / visits)
    return replace(made, before=replace(made.before, visits=visits), visits_change=change)


def test_about_as_many_is_not_as_many() -> None:
    assert a_sheet(september(163)).visits.direction == "same"
    about = a_sheet(september(163 * 2 - 162)).visits
    assert (about.direction, about.percent) == ("less", 1)
    nearly = replace(september(163), visits_change=0)
    assert nearly.before is not None
    nearly = replace(nearly, before=replace(nearly.before, visits=164))
    assert (a_sheet(nearly).visits.direction, a_sheet(nearly).visits.percent) == ("about", None)


def test_the_page_says_about_as_many(tmp_path: Path) -> None:
    made = replace(september(164), visits_change=0)
    assert "Ongeveer evenveel als in september." in first_page(a_sheet(made), tmp_path)
    annex = " ".join(text_of(annex_pdf(sheet_json(a_sheet(made)), theory=THEORY), tmp_path))
    assert "ongeveer gelijk aan september" in annex


def test_the_note_says_how_visits_were_put_in(tmp_path: Path) -> None:
    doors = tuple(
        replace(cell, figure=replace(october_figures().doors[0].figure, value=count))
        for cell, count in zip(october_figures().doors, (120, 0, 5, 38), strict=True)
    )
    sheet = of(*USUAL_WEEKS, doors=doors)
    assert [one.key for one in sheet.doors] == [Door.TABLET, Door.POSTER, Door.LATER]
    said = "Ingevoerd: 120 op de tablet, 5 met een telefoon, 38 later opgeschreven."
    assert said in first_page(sheet, tmp_path)


@pytest.mark.parametrize(
    ("days", "tablets", "said"),
    [
        ((1,), (3,), "Op 1 open dag is niets geteld. Op 3 dagen gaf een tablet niets door."),
        ((1, 2), (), "Op 2 open dagen is niets geteld."),
        ((), (2, 7), "Tablets gaven niets door, op zoveel dagen: 7, 2."),
        ((), (), None),
    ],
)
def test_the_method_says_where_the_data_has_gaps(
    days: tuple[int, ...], tablets: tuple[int, ...], said: str | None, tmp_path: Path
) -> None:
    silent = tuple(SilentTablet(f"Tablet {one}", one, 22) for one in tablets)
    made = replace(october_figures(), gaps=Gaps(tuple(map(october, days)), silent))
    sheet = a_sheet(made)
    second = text_of(sheet_pdf(sheet), tmp_path)[1]
    assert ("niets door" in second or "niets geteld" in second) is (said is not None)
    assert said is None or said in second
    assert ("missen we bezoeken" in second) is bool(tablets)


def test_a_tablet_is_not_named_on_what_hangs_on_the_wall() -> None:
    gaps = Gaps((), (SilentTablet("Tablet van Fatima", 3, 22),))
    sheet = a_sheet(replace(october_figures(), gaps=gaps))
    assert sheet.gaps == DataGaps(days=None, tablets=(3,))
    assert "Fatima" not in str(sheet_json(sheet))


def test_a_centre_that_had_not_begun_to_count_has_no_gaps() -> None:
    assert a_sheet(an_empty_month(october(5))).gaps is None
    counting = replace(an_empty_month(october(5)), counting=True)
    assert a_sheet(counting).gaps == DataGaps(days=1, tablets=())


def test_the_annex_tells_all_of_it_and_what_each_is(tmp_path: Path) -> None:
    sheet = of(100, 50, 150, 150, gaps=Gaps((october(5),), (SilentTablet("Hal", 3, 22),)))
    annex = " ".join(text_of(annex_pdf(sheet_json(sheet), theory=THEORY), tmp_path))
    for said in (
        "Gewoonlijk, vanaf 65",
        "Gewoonlijk, tot 135",
        "Weken van deze maand erboven 2",
        "Weken van deze maand eronder 1",
        "op de tablet 163",
        "Open dagen zonder bezoek 1",
        "Dagen dat een tablet zweeg (1) 3",
        "Verschil met de maand ervoor Hoeveel bezoeken meer of minder dan in de maand ervoor",
    ):
        assert said in annex, said
