"""The joint sheet: made from issued sheets alone, every number on them or a sum of those."""

import json
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import HelpFact, Month, Outcome
from registry.sheets import queries, services
from registry.sheets.adding import figure_of
from registry.sheets.page_data import Before, Sheet, printed
from registry.sheets.services import Press, sheet_json
from registry.sheets.table import lines_of
from registry.sheets.together import Contribution, compose_together
from registry.sheets.together_data import Together
from tests.builders import a_centre, a_check_in
from tests.figures.build import mood, tallies

from .build import THEORY, a_sheet, october_figures, text_of
from .test_printed_figures import figures_in_json, rows_of_csv, rows_of_xlsx

OCTOBER = Month(2026, 10)
THIRD = datetime(2026, 11, 3, 9, tzinfo=UTC)
FIRST = date(2026, 10, 5)


def part(sheet: Sheet, name: str = "De Linde", place: str = "Moerwijk", **more: Any) -> Any:
    values: dict[str, Any] = {"number": "DL-2026-10-1", "earlier": {}, **more}
    return Contribution(name=name, neighbourhood=place, printed=as_json(sheet), **values)


def counted(visits: int, sheet: Sheet | None = None) -> Any:
    """What an earlier sheet prints; without one, visits alone."""
    answers = {"goals": []} if sheet is None else as_json(sheet)["answers"]
    return {"visits": {"count": visits}, "answers": answers}


def as_json(sheet: Sheet) -> Any:
    return json.loads(json.dumps(printed(sheet)))


def together(*parts: Contribution, **more: Any) -> Together:
    return compose_together(parts, month=OCTOBER, theory=THEORY, **more)


LINDE = part(a_sheet())
ANKER = part(a_sheet(october_figures(help_requests=(HelpFact("post", Outcome.OPEN, 9),))), "Anker")


def test_visits_and_attendance_are_sums_and_people_stand_per_centre() -> None:
    one, both = together(LINDE), together(LINDE, ANKER)
    assert (both.visits, both.attendance) == (2 * one.visits, 2 * one.attendance)
    assert [bar.attendance for bar in both.os] == [2 * bar.attendance for bar in one.os]
    assert sum(bar.attendance for bar in both.os) == both.attendance
    assert [block.holders for block in both.centres] == [one.centres[0].holders] * 2
    assert not {cell.what for goal in both.goals for cell in goal.seen} & {
        "returned",
        "helpers",
        "organisers",
    }


def test_who_answered_is_a_share_of_those_whom_the_sheets_say_were_asked() -> None:
    few = part(a_sheet(october_figures(tallies=tallies("SC-I1", plus=40, skip=160))), "Anker")
    both = together(LINDE, few)
    line = next(one for one in both.goals[0].asked if one.question == "SC-I1")
    # By hand: De Linde 60 answers, 54%: 111 asked. Het Anker 40 answers, 20%: 200 asked.
    assert (line.n, line.response) == (100, 32)
    assert both.mood is not None
    thin = next(one for one in both.goals[4].asked if one.question == "VO-I1")
    assert (thin.n, thin.response) == (0, None)


def asked(sheet: Together, question: str = "SC-I1") -> Any:
    return next(one for goal in sheet.goals for one in goal.asked if one.question == question)


def test_a_question_stands_beside_the_last_month_in_which_the_same_centres_showed_it() -> None:
    less = a_sheet(october_figures(tallies=tallies("SC-I1", plus=18, min=42)))
    few = a_sheet(october_figures(tallies=tallies("SC-I1", plus=3)))
    july, september = Month(2026, 7), Month(2026, 9)
    linde = replace(LINDE, earlier={july: counted(1, less), september: counted(1, less)})
    anker = replace(ANKER, earlier={july: counted(1, less), september: counted(1, few)})
    line = asked(together(linde, anker))
    # By hand: 67% of 120 is 80; 18 and 18 of 60 and 60 are 30% of 120: 67 - 30 = 37, and p < 0.001.
    assert line.before == Before(month=july, percent=30, points=37, direction="higher")
    assert together(linde, anker).tests == 1
    alone = asked(together(linde, replace(anker, earlier={})))
    assert alone.before is None, "Het Anker showed nothing before: that would be another mix"
    same = replace(LINDE, earlier={july: counted(1, a_sheet())})
    assert asked(together(same)).before == Before(
        month=july, percent=67, points=None, direction=None
    )


def test_the_tables_hold_each_figure_of_the_json() -> None:
    told = sheet_json(together(LINDE, ANKER, missing=("Maan",)))
    lines = lines_of(told)
    for read in (rows_of_csv, rows_of_xlsx):
        rows = read(lines)
        figures = Counter(row["waarde"] for row in rows if isinstance(row["waarde"], Decimal))
        assert figures == figures_in_json(told)
        assert {row["centrum"] for row in rows} == {told["area"]}
    assert len({(line.key, line.code) for line in lines}) == len(lines)
    visits = {line.name: line.value for line in lines if line.key == "centres.visits"}
    assert visits == {"De Linde": 163, "Anker": 163}


def test_centres_stand_by_neighbourhood_and_name_whatever_they_count() -> None:
    parts = [
        part(a_sheet(), "Zon", "Moerwijk"),
        part(a_sheet(), "Maan", "Bouwlust"),
        part(a_sheet(), "Aarde", "Moerwijk"),
    ]
    assert [one.name for one in together(*parts).centres] == ["Maan", "Aarde", "Zon"]


def test_help_is_the_sum_of_the_printed_cells_and_what_is_withheld_adds_nothing() -> None:
    cells = {cell.key: cell.figure for cell in together(LINDE, ANKER).topics}
    assert cells["post"] == Shown(40, Precision.ROUNDED)
    assert cells["geld"] == Shown(15, Precision.ROUNDED)
    assert cells["taal"] == Withheld(Reason.PARTS_WITHHELD)
    assert together(LINDE, ANKER).help_total == Shown(55, Precision.ROUNDED)


def test_answers_are_added_up_as_printed_and_thin_ones_are_only_counted() -> None:
    few = part(a_sheet(october_figures(tallies=tallies("SC-I1", plus=9, min=2))), "Anker")
    none = part(a_sheet(october_figures(tallies=tallies("SC-I1", plus=3))), "Kas")
    (line,) = [
        line
        for line in together(LINDE, few, none).goals[0].asked
        if (line.question, line.felt_change) == ("SC-I1", False)
    ]
    assert (line.centres, line.thin, line.n) == (2, 1, 60 + 11)
    assert line.percent == round(100 * (0.67 * 60 + 0.8 * 11) / 71)
    assert line.margin is not None
    assert line.margin[0] < line.percent < line.margin[1]


def test_a_question_with_too_few_answers_everywhere_shows_nothing() -> None:
    thin = part(a_sheet(october_figures(tallies=mood(1, 1, 1, 1, 1))))
    made = together(thin, replace(thin, name="Anker"))
    for line in (made.mood, *(line for goal in made.goals for line in goal.asked)):
        assert line is not None
        assert (line.n, line.percent, line.of_ten, line.margin) == (0, None, None, None)


def test_the_trend_is_what_earlier_sheets_print() -> None:
    known = {Month(2026, 9): counted(140), Month(2026, 7): counted(80)}
    (block,) = together(replace(LINDE, earlier=known)).centres
    assert block.trend == (*(None,) * 9, 80, None, 140, block.visits)
    assert block.first == Month(2026, 7)
    long = together(replace(LINDE, earlier={Month(2025, 10): counted(1)})).centres[0]
    assert long.first is None


def test_without_any_sheet_there_is_nothing_to_put_together() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        together()


def test_equal_sheets_make_equal_joint_sheets() -> None:
    """Whatever charts draw and whatever lies behind a printed number does not matter."""
    blurred = october_figures(
        help_requests=(
            HelpFact("post", Outcome.HELPED_HERE, 31),
            HelpFact("geld", Outcome.WARM_REFERRAL, 14),
            HelpFact("taal", Outcome.OPEN, 3),
        )
    )
    assert printed(a_sheet(blurred)) == printed(a_sheet())
    assert together(part(a_sheet(blurred))) == together(LINDE)


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        (12, Shown(12)),
        ({"rounded": 85}, Shown(85, Precision.ROUNDED)),
        ({"withheld": "fewer_than_5"}, Withheld(Reason.FEWER_THAN_5)),
    ],
)
def test_a_figure_is_read_back_as_it_was_written(written: Any, figure: Any) -> None:
    assert figure_of(written) == figure
    assert printed(figure) == written


def press(*, files: bool = False) -> Press:
    return Press(THEORY, public_url="https://inloop.example", at=THIRD, by=None, files=files)


def come(centre_id: uuid.UUID, people: int) -> None:
    for _ in range(people):
        a_check_in(centre_id, FIRST)


@pytest.mark.usefixtures("book")
class TestIssuing:
    """From the database: issued, checked by its code, set right when a centre's sheet was."""

    def test_only_issued_sheets_count_and_who_is_missing_is_said(self, tmp_path: Path) -> None:
        linde, anker = a_centre("De Linde"), a_centre("Het Anker")
        a_centre("De Kas", opened_on=date(2026, 11, 1))
        come(linde, 7)
        come(anker, 5)
        with pytest.raises(services.NothingIssued):
            services.draft_together(month=OCTOBER, theory=THEORY)
        services.issue(centre_id=linde, month=OCTOBER, press=press())
        made = services.draft_together(month=OCTOBER, theory=THEORY)
        assert (made.visits, made.missing) == (7, ("Het Anker",))
        services.issue(centre_id=anker, month=OCTOBER, press=press())
        come(linde, 3)
        marks = services.issue_together(month=OCTOBER, press=press(files=True))
        found = queries.by_code(marks.code)
        assert found is not None
        assert isinstance(found.page, Together)
        assert (found.centre_id, found.page.visits, found.page.missing) == (None, 12, ())
        assert marks.number == "DHZ-2026-10-1"
        kept = services.issued_file(sheet=found, public_url="")
        first, second = text_of(kept, tmp_path)
        assert "In twee centra kwam 12 keer iemand binnen." in first
        for page in (first, second):
            assert "Blad DHZ-2026-10-1, uitgegeven 3 november 2026." in page
        with pytest.raises(services.AlreadyIssued):
            services.issue_together(month=OCTOBER, press=press())

    def test_a_next_version_follows_a_centre_s_and_the_old_one_stays(self) -> None:
        linde = a_centre("De Linde")
        come(linde, 7)
        services.issue(centre_id=linde, month=OCTOBER, press=press())
        with pytest.raises(services.NotIssued):
            services.correct_together(month=OCTOBER, why="Zomaar.", press=press())
        services.issue_together(month=OCTOBER, press=press())
        first = queries.current(centre_id=None, period="2026-10")
        assert first is not None
        assert not services.outdated(issued=first, month=OCTOBER, theory=THEORY)
        come(linde, 2)
        assert not services.outdated(issued=first, month=OCTOBER, theory=THEORY)
        services.correct(
            centre_id=linde, month=OCTOBER, why="Vergeten.", headline="", words="", press=press()
        )
        assert services.outdated(issued=first, month=OCTOBER, theory=THEORY)
        marks = services.correct_together(month=OCTOBER, why="De Linde.", press=press())
        second, older = queries.versions(centre_id=None, period="2026-10")
        assert (second.number, second.why) == (marks.number, "De Linde.")
        assert isinstance(second.page, Together)
        assert second.page.visits == 9
        assert older.page == first.page
