"""The poster of a month for residents: what it picks from the sheet, and how it comes out."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from registry import words
from registry.figures.counts import BusyHours, WeekdayHours
from registry.figures.disclosure import Reason, Shown, Withheld
from registry.figures.facts import HelpFact, Outcome
from registry.figures.month import figures
from registry.sheets.issue import Issue
from registry.sheets.page_data import AskedLine, Sheet, printed
from registry.sheets.resident import MOST_QUESTIONS, Share, Slot, compose_poster
from registry.sheets.services import poster_pdf
from registry.support.queries import HeardView
from registry.texts import catalogue
from tests.figures.build import facts, mood, october, tallies

from .build import LINES, THEORY, a_sheet, an_empty_month, october_figures
from .test_pdf import elements, opened

QUOTE = "Ik kom graag."
HEARD = HeardView("Het is koud.", "Er staat een kachel.", "nl")
LONG = "Ontmoetingscentrum De Zuidwesterburen van Moerwijk en Morgen"
ISSUE = Issue(
    number="DL-2026-10-1",
    code="K7M2ABCDEF",
    version=1,
    issued_on=date(2026, 11, 3),
    checksum="ab12" * 16,
    why=None,
    address="https://inloop.example/blad/K7M2ABCDEF",
)


def a_full_sheet() -> Sheet:
    return a_sheet(quote=QUOTE, agreed="De stoelen staan in een kring.", example=True)


def text_of(made: bytes, folder: Path) -> str:
    """What a person reads on the page, and what a screen reader says of its drawings."""
    (folder / "poster.pdf").write_bytes(made)
    read = subprocess.run(  # noqa: S603 (poppler, on our own file)
        ["pdftotext", "-raw", str(folder / "poster.pdf"), "-"],  # noqa: S607
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    with opened(made) as pdf:
        drawn = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot.K) if "/Alt" in one]
    return re.sub(r"\s+", " ", "; ".join([read.stdout, *drawn]))


def numbers_in(text: str) -> set[int]:
    """Every number; the marks and spaces that languages put in a thousand are none."""
    return {int(re.sub(r"\D", "", one)) for one in re.findall(r"\d+(?:[.,\s]\d{3})*", text)}


def on_sheet(sheet: Sheet) -> set[int]:
    """Every number that the sheet prints, and those that its own words may use."""
    return numbers_in(json.dumps(printed(sheet)).replace(",", ";"))


WORDING = {0, 10, 100}
"""An hour is written 10.00; shares are of ten or a hundred."""


def words_outside(made: bytes, folder: Path) -> list[str]:
    """The words that stand partly beyond the margins of the page, or on another page."""
    (folder / "poster.pdf").write_bytes(made)
    read = subprocess.run(  # noqa: S603 (poppler, on our own file)
        ["pdftotext", "-bbox", str(folder / "poster.pdf"), "-"],  # noqa: S607
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert read.count("<page ") == 1
    place = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    return [
        word
        for left, top, right, bottom, word in re.findall(place, read)
        if float(left) < 30 or float(top) < 20 or float(right) > 565 or float(bottom) > 822
    ]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_in_every_language_it_is_one_page_with_only_the_sheets_numbers(
    language: str, tmp_path: Path
) -> None:
    sheet = a_full_sheet()
    made = poster_pdf(sheet, language=language, heard=HEARD)
    assert words_outside(made, tmp_path) == []
    text = text_of(made, tmp_path)
    assert "163" in text
    assert numbers_in(text) <= on_sheet(sheet) | WORDING
    with opened(made) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo.Title).count("De Linde") == 1
        assert [tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages] == [
            (0, 0, 595, 842)
        ]
        fonts = [one.DescendantFonts[0] for one in pdf.pages[0].Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    own = {
        "ar": "Readex-Pro",
        "bg": "Noto-Sans",
        "pl": "Inloop-Letters",
        "ti": "Noto-Sans-Ethiopic",
        "tr": "Inloop-Letters",
        "uk": "Noto-Sans",
    }
    assert any(name.startswith(own.get(language, "Atkinson")) for name in names)
    assert not any(name.startswith(("DejaVu", "Liberation", "Noto-Serif")) for name in names)


def longer(language: str) -> dict[str, str]:
    """All that the poster says in a language, in two fifths more letters."""
    of = "en" if language == "nl" else language
    found = {}
    for text in catalogue.texts(of, tuple(THEORY.wording())):
        said = text.dutch if language == "nl" else text.words
        found[text.dutch] = said + " " + "wwwwwwwwww"[: max(2, round(0.4 * len(said)))]
    return found


def a_hard_month() -> Sheet:
    quote = ("Ik kwam voor een brief en bleef voor de koffie. " * 5)[:200]
    agreed = ("Wij zetten de stoelen voortaan in een kring. " * 5)[:160]
    sheet = a_sheet(centre=LONG, quote=quote, agreed=agreed, example=True)
    return replace(sheet, visits=replace(sheet.visits, count=12_345, percent=100))


@pytest.mark.parametrize("language", ["nl", "ar", "es", "uk", "ti"])
def test_nothing_is_cut_off_where_all_words_are_longer(language: str, tmp_path: Path) -> None:
    heard = HeardView(
        "Brieven van de gemeente zijn moeilijk. " * 2, "Wij lezen ze samen. " * 3, "nl"
    )
    sheet = a_hard_month()
    made = poster_pdf(sheet, language=language, heard=heard, issue=ISSUE, own=longer(language))
    assert words_outside(made, tmp_path) == []
    text = text_of(made, tmp_path)
    for part in (LONG, (sheet.quote or "")[-30:].strip(), ISSUE.number, ISSUE.control):
        assert part in text


def test_a_hostile_quote_is_only_words(tmp_path: Path) -> None:
    hostile = "</blockquote><script>alert(1)</script>{{ 7*7 }}%(x)s " + "W" * 120
    made = poster_pdf(a_sheet(quote=hostile), language="tr")
    assert words_outside(made, tmp_path) == []
    text = text_of(made, tmp_path)
    assert "</blockquote><script>alert(1)</script>{{ 7*7 }}%(x)s" in text
    assert text.replace(" ", "").count("W" * 120) == 1


def counted(*open_days: date) -> Sheet:
    """A month in which nobody came, of a centre that counts."""
    return a_sheet(replace(an_empty_month(*open_days), counting=True))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        pytest.param(counted(), "Het centrum was deze maand dicht.", id="closed"),
        pytest.param(counted(october(5)), "Wij telden deze maand geen bezoek.", id="nobody"),
        pytest.param(a_sheet(an_empty_month()), "Wij tellen hier nog niet.", id="not counting"),
    ],
)
def test_a_month_without_visits_says_why_and_no_number(
    sheet: Sheet, said: str, tmp_path: Path
) -> None:
    made = poster_pdf(sheet, language="nl")
    assert words_outside(made, tmp_path) == []
    text = text_of(made, tmp_path)
    assert said in text
    assert numbers_in(text) == {2026}


def test_an_issued_one_carries_the_marks_of_the_sheet_and_a_draft_says_so(tmp_path: Path) -> None:
    issued = text_of(poster_pdf(a_sheet(), language="nl", issue=ISSUE), tmp_path)
    draft = text_of(poster_pdf(a_sheet(), language="nl"), tmp_path)
    assert "Klopt dit? Scan de code. DL-2026-10-1 · AB12 AB12 AB12" in issued
    assert "QR-code naar https://inloop.example/blad/K7M2ABCDEF" in issued
    assert "Concept" not in issued
    assert "Concept: deze cijfers kunnen nog veranderen." in draft
    no_address = poster_pdf(a_sheet(), language="nl", issue=replace(ISSUE, address=None))
    assert "Vraag het in het centrum. Code K7M2ABCDEF." in text_of(no_address, tmp_path)


def test_it_is_tagged_reads_in_order_and_is_printed_in_one_ink(tmp_path: Path) -> None:
    made = poster_pdf(a_full_sheet(), language="nl", heard=HEARD, issue=ISSUE)
    with opened(made) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        tree = list(elements(pdf.Root.StructTreeRoot.K))
        drawn = [one for one in tree if one.S == "/Figure"]
        assert len(drawn) > 10
        assert [one for one in drawn if not str(one.get("/Alt", "")).strip()] == []
        levels = [str(one.S) for one in tree if re.fullmatch(r"/H\d", str(one.S))]
        assert levels[0] == "/H1"
        assert set(levels[1:]) == {"/H2"}
        inks = [
            [float(one) for one in operands]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in {"rg", "RG"}
        ]
    assert all(len(set(ink)) == 1 for ink in inks)
    text = text_of(made, tmp_path).replace(" ", "")  # poppler drops the one behind a large number
    places = [text.index(one.replace(" ", "")) for one in (
        "De Linde", "Er kwam 163 keer iemand binnen.", "Dat is 16% meer dan de maand ervoor.",
        "Het meest: Ontmoeten.", "71 van de 100 zeggen: goed of heel goed.",
        "Mist u mensen om u heen?", "Ongeveer 10 mensen hielpen mee. Dank u wel!",
        "Ongeveer 45 keer vroeg iemand om hulp.", QUOTE, "Er staat een kachel.",
        "De stoelen staan in een kring.", "Volgende maand vragen wij het u weer",
    )]  # fmt: skip
    assert places == sorted(places)


def test_bad_news_is_told_as_plainly_as_good() -> None:
    sheet = a_full_sheet()
    fewer = replace(sheet, visits=replace(sheet.visits, direction="less"))
    page = compose_poster(fewer)
    assert (page.direction, page.percent) == ("less", 16)
    first, second = page.asked
    assert (first.text, first.direction) == (
        "Kent u hier iemand met wie u goed kunt praten?",
        "higher",
    )
    assert (second.share, second.direction) == (Share(50, 100, 60), None)


def lower(line: AskedLine) -> AskedLine:
    assert line.before is not None
    return replace(line, before=replace(line.before, points=40, direction="lower"))


def test_the_largest_change_comes_first_down_as_well_as_up() -> None:
    sheet = a_full_sheet()
    goals = tuple(
        replace(goal, asked=tuple(lower(one) if one.before and not one.before.points else one
                                  for one in goal.asked))
        for goal in sheet.answers.goals
    )  # fmt: skip
    page = compose_poster(replace(sheet, answers=replace(sheet.answers, goals=goals)))
    assert [one.direction for one in page.asked] == ["higher", "lower"]
    assert len(page.asked) == MOST_QUESTIONS


def test_what_too_few_answered_is_left_out_and_where_that_is_all_it_says_so() -> None:
    few = figures(facts(open_days=(october(5),), tallies=mood(1, 1, 1, 1, 1)), LINES)
    sheet = a_sheet(few)
    page = compose_poster(replace(sheet, visits=replace(sheet.visits, count=5)))
    assert (page.mood, page.asked, page.thin) == (None, (), True)
    some = october_figures(tallies=(*tallies("LV-I1", plus=9, midden=8, min=5),))
    assert [one.share for one in compose_poster(a_sheet(some)).asked] == [Share(4, 10, 22)]
    assert not compose_poster(a_sheet(some)).thin


def test_few_helpers_are_told_kindly_and_unknown_ones_not_at_all() -> None:
    sheet = a_full_sheet()
    for now, told in (
        (Shown(15), (15, False)),
        (Withheld(Reason.FEWER_THAN_5), (None, True)),
        (Withheld(Reason.TOO_FEW_PASS_VISITS), (None, False)),
    ):
        page = compose_poster(replace(sheet, helpers=replace(sheet.helpers, now=now)))
        assert (page.helpers, page.few_helped) == told


def test_help_is_told_as_far_as_the_sheet_shows_it() -> None:
    few = compose_poster(a_sheet(october_figures(help_requests=())))
    assert (few.help_asked, few.help_here) == (None, None)
    warm = october_figures(help_requests=(HelpFact("geld", Outcome.WARM_REFERRAL, 13),))
    page = compose_poster(a_sheet(warm))
    assert (page.help_asked, page.help_here) == (15, None)


def test_the_busiest_and_quietest_hours_are_those_in_which_anybody_came() -> None:
    week = (WeekdayHours(0, (0.0, 3.0, 1.5)), WeekdayHours(3, (0.4, 7.5, 0.0)))
    page = compose_poster(a_sheet(replace(october_figures(), hours=BusyHours((9, 10, 11), week))))
    assert (page.busiest, page.quietest) == (Slot(3, 10), Slot(3, 9))
    even = (WeekdayHours(0, (2.0, 2.0)),)
    page = compose_poster(a_sheet(replace(october_figures(), hours=BusyHours((9, 10), even))))
    assert (page.busiest, page.quietest) == (None, None)


def test_the_surface_of_a_form_is_how_often_people_took_part() -> None:
    forms = {one.o: one for one in compose_poster(a_full_sheet()).forms}
    assert [one.attendance for one in forms.values()] == [64, 0, 0, 12, 7]
    assert forms["ontmoeten"].width == 1
    assert forms["ondersteunen"].width ** 2 == pytest.approx(12 / 64)
    assert compose_poster(a_sheet(an_empty_month())).most is None
