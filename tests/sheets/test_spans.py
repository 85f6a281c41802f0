"""Quarter and year: the issued months beside each other, and nothing that they do not print."""

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
from registry.figures.facts import HelpFact, Item, Month, Outcome
from registry.figures.periods import Period
from registry.sheets import queries, services
from registry.sheets.dictionary import UNKNOWN
from registry.sheets.page_data import printed
from registry.sheets.services import Press, sheet_json
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.span_data import Span
from registry.sheets.table import lines_of
from registry.sheets.together import Contribution, compose_together
from tests.builders import a_centre, a_check_in
from tests.figures.build import tallies

from .build import THEORY, a_sheet, october_figures, text_of
from .test_printed_figures import figures_in_json, rows_of_csv, rows_of_xlsx
from .test_together import ANKER, LINDE, together

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
AUTUMN = Period(2026, 4)
IN_JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)


def told(sheet: Any, month: Month = OCTOBER) -> IssuedMonth:
    return IssuedMonth(month, f"DL-{month}-1", json.loads(json.dumps(printed(sheet))))


def autumn(*months: IssuedMonth, joint: bool = False) -> Span:
    return compose_span(months, name="De Linde", joint=joint, period=AUTUMN, theory=THEORY)


BOTH = autumn(told(a_sheet()), told(a_sheet(), NOVEMBER))


def test_visits_and_attendance_are_sums_and_people_stand_per_month() -> None:
    sheet = a_sheet()
    assert (BOTH.visits, BOTH.attendance) == (2 * sheet.visits.count, 2 * sheet.attendance)
    assert sum(bar.attendance for bar in BOTH.os) == BOTH.attendance
    assert [one.holders for one in BOTH.months] == [sheet.holders.now] * 2
    assert BOTH.missing == (Month(2026, 12),)


@pytest.mark.parametrize("joint", [False, True])
def test_the_tables_hold_each_figure_of_the_json(joint: bool) -> None:
    month = together(LINDE, ANKER) if joint else a_sheet()
    made = sheet_json(autumn(told(month), told(month, NOVEMBER), joint=joint))
    lines = lines_of(made)
    for read in (rows_of_csv, rows_of_xlsx):
        rows = read(lines)
        figures = Counter(row["waarde"] for row in rows if isinstance(row["waarde"], Decimal))
        assert figures == figures_in_json(made)
        assert {(row["centrum"], row["periode"]) for row in rows} == {("De Linde", "2026-Q4")}
    assert len({(line.key, line.code) for line in lines}) == len(lines)
    assert not [line.key for line in lines if line.entry == UNKNOWN]


def test_every_indicator_of_the_theory_has_its_row() -> None:
    rows = [row for goal in BOTH.goals for row in goal.indicators]
    assert [row.indicator for row in rows] == [one.key for one in THEORY.indicators]
    assert len(rows) == 22
    (seen,) = [row for row in rows if row.question is None]
    assert seen.indicator == "MP-I1"


def test_an_answer_stands_in_the_month_in_which_it_was_given() -> None:
    few = a_sheet(october_figures(tallies=tallies("SC-I1", plus=6, min=6)))
    made = autumn(told(a_sheet()), told(few, NOVEMBER))
    (row,) = [row for row in made.goals[0].indicators if row.indicator == "SC-I1"]
    assert [(one.month, one.n, one.percent, one.of_ten) for one in row.asked] == [
        (OCTOBER, 60, 67, None),
        (NOVEMBER, 12, None, 5),
    ]
    thin = a_sheet(october_figures(tallies=tallies("SC-I1", plus=6)))
    (row,) = [row for row in autumn(told(thin)).goals[0].indicators if row.indicator == "SC-I1"]
    assert [(one.n, one.percent, one.of_ten) for one in row.asked] == [(None, None, None)]


def test_a_felt_change_has_a_row_of_its_own() -> None:
    felt = a_sheet(
        october_figures(
            asked=(Item("SC-I1", "verandering"),),
            tallies=tuple(
                replace(one, item=Item("SC-I1", "verandering"))
                for one in tallies("SC-I1", plus=20, midden=10, min=5)
            ),
        )
    )
    made = autumn(told(a_sheet()), told(felt, NOVEMBER))
    rows = [row for row in made.goals[0].indicators if row.indicator == "SC-I1"]
    assert [(row.felt_change, len(row.asked)) for row in rows] == [(False, 1), (True, 1)]


def test_what_is_seen_stands_per_month_and_help_is_the_sum_of_printed_cells() -> None:
    less = a_sheet(october_figures(help_requests=(HelpFact("post", Outcome.OPEN, 2),)))
    made = autumn(told(a_sheet()), told(less, NOVEMBER))
    rows = [row for goal in made.goals for row in goal.indicators]
    assert {len(row.months) for one in rows for row in one.seen} == {2}
    assert made.topics[0].figure == Shown(30, Precision.ROUNDED)


def test_an_indicator_has_what_was_seen_of_it_on_the_sheets_or_in_their_annex() -> None:
    rows = {row.indicator: row for goal in BOTH.goals for row in goal.indicators}
    for one in THEORY.indicators:
        assert tuple(row.what for row in rows[one.key].seen) == THEORY.signs_of(one.key), one.key
    (initiatives,) = rows["SC-I3"].seen
    (cell,) = [cell for cell in a_sheet().answers.more if cell.what == "initiatives"]
    assert initiatives.months == (cell.now, cell.now)
    assert [goal.seen for goal in BOTH.goals] == [()] * 5
    assert BOTH.goals[0].subgoals == tuple(one.text for one in THEORY.subgoals_of("SC"))


def test_what_an_older_sheet_does_not_tell_is_not_counted_or_left_out() -> None:
    older = json.loads(json.dumps(printed(a_sheet())))
    del older["answers"]["more"]
    for goal in older["answers"]["goals"]:
        for line in goal["asked"]:
            del line["low"], line["high"], line["shares"]
    before = IssuedMonth(OCTOBER, "DL-2026-10-1", older)
    rows = {
        row.indicator: row
        for goal in autumn(before, told(a_sheet(), NOVEMBER)).goals
        for row in goal.indicators
    }
    (initiatives,) = rows["SC-I3"].seen
    assert initiatives.months == (Withheld(Reason.NOTHING_HELD), Shown(0))
    assert [(one.percent, one.low) for one in rows["SC-I1"].asked] == [(67, None), (67, 54)]
    alone = {row.indicator: row for goal in autumn(before).goals for row in goal.indicators}
    assert alone["SC-I3"].seen == ()


def test_an_older_issued_page_still_loads() -> None:
    pages: list[tuple[uuid.UUID | None, str, Any]] = [
        (uuid.uuid4(), "2026-10", a_sheet()),
        (uuid.uuid4(), "2026-Q4", BOTH),
        (None, "2026-10", together(LINDE, ANKER)),
    ]
    for centre_id, period, page in pages:
        place = queries.Place(centre_id)
        kept = json.loads(queries.page_text(place, period, page))
        read = queries.page_of(place, period, json.dumps(_without(kept)))
        assert printed(read).keys() == printed(page).keys()
        assert queries.page_of(place, period, json.dumps(kept)) == page


LATER = {"more", "low", "high", "shares", "subgoals", "response"}
"""Fields that the first issued sheets did not have, and `seen` of an indicator."""


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        gone = LATER | ({"seen"} if "indicator" in value else set())
        if "n" in value and "month" not in value:
            gone -= {"response"}
        if "goal" not in value and "text" in value and "question" not in value:
            gone -= {"low", "high"}
        if "labels" in value:
            gone -= {"low", "high"}
        return {name: _without(one) for name, one in value.items() if name not in gone}
    return [_without(one) for one in value] if isinstance(value, list) else value


def test_a_joint_span_has_no_people_and_is_made_of_joint_sheets() -> None:
    part = Contribution(
        name="De Linde",
        neighbourhood="Moerwijk",
        number="DL-2026-10-1",
        printed=told(a_sheet()).printed,
        earlier={},
    )
    joint = compose_together([part], month=OCTOBER, theory=THEORY)
    made = autumn(told(joint), joint=True)
    assert (made.visits, made.attendance) == (joint.visits, joint.attendance)
    assert {one.holders for one in made.months} == {None}
    assert made.help_total == joint.help_total
    (row,) = [row for row in made.goals[0].indicators if row.indicator == "SC-I1"]
    assert [one.percent for one in row.asked] == [67]


def test_without_an_issued_month_there_is_nothing() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        autumn()


@pytest.mark.parametrize(
    ("period", "visits", "headline"),
    [
        (AUTUMN, (5, 3), "In het vierde kwartaal van 2026 kwam 8 keer iemand binnen, het minst in"),
        (Period(2026), (3, 3), "In 2026 kwam 6 keer iemand binnen. "),
        (AUTUMN, (0, 0), "In het vierde kwartaal van 2026 is geen bezoek geteld."),
    ],
)
def test_the_headline_says_how_many_came_and_when_fewest(
    period: Period, visits: tuple[int, int], headline: str
) -> None:
    months = []
    for month, count in zip((OCTOBER, NOVEMBER), visits, strict=True):
        one = told(a_sheet(), month)
        sheet = {**one.printed, "visits": {**one.printed["visits"], "count": count}}
        months.append(IssuedMonth(month, one.number, sheet))
    made = compose_span(months, name="De Linde", joint=False, period=period, theory=THEORY)
    assert made.headline.startswith(headline)


def press(at: datetime = IN_JANUARY, *, files: bool = False) -> Press:
    return Press(THEORY, public_url="", at=at, by=None, files=files)


def issue_month(centre_id: uuid.UUID, month: Month, people: int) -> None:
    for _ in range(people):
        a_check_in(centre_id, month.first_day)
    services.issue(centre_id=centre_id, month=month, press=press())


@pytest.mark.usefixtures("book")
class TestIssuing:
    """From the database: issued once it is over, kept, and followed when a month is set right."""

    def test_it_is_issued_from_issued_months_and_is_two_pages(self, tmp_path: Path) -> None:
        linde = a_centre()
        with pytest.raises(services.NothingIssued):
            services.draft_span(centre_id=linde, period=AUTUMN, theory=THEORY)
        issue_month(linde, OCTOBER, 5)
        issue_month(linde, NOVEMBER, 3)
        a_check_in(linde, date(2026, 10, 1))
        early = press(datetime(2026, 12, 31, 9, tzinfo=UTC))
        with pytest.raises(services.NotOver):
            services.issue_span(centre_id=linde, period=AUTUMN, press=early)
        marks = services.issue_span(centre_id=linde, period=AUTUMN, press=press(files=True))
        found = queries.by_code(marks.code)
        assert found is not None
        assert isinstance(found.page, Span)
        assert (found.page.visits, found.page.state) == (8, "uitgegeven")
        assert found.number == "DL-2026-Q4-1"
        first, second = text_of(services.issued_file(sheet=found, public_url=""), tmp_path)
        assert "Niet erbij: december." in first
        assert "alle doelen en 22 indicatoren" in second
        with pytest.raises(services.AlreadyIssued):
            services.issue_span(centre_id=linde, period=AUTUMN, press=press())

    def test_it_is_outdated_when_a_month_is_set_right(self) -> None:
        linde = a_centre()
        issue_month(linde, OCTOBER, 5)
        with pytest.raises(services.NotIssued):
            services.correct_span(centre_id=linde, period=AUTUMN, why="Zomaar.", press=press())
        services.issue_span(centre_id=linde, period=AUTUMN, press=press())
        found = queries.current(centre_id=linde, period="2026-Q4")
        assert found is not None
        assert not services.span_outdated(issued=found, period=AUTUMN, theory=THEORY)
        a_check_in(linde, date(2026, 10, 1))
        services.correct(
            centre_id=linde, month=OCTOBER, why="Meer.", headline="", words="", press=press()
        )
        assert services.span_outdated(issued=found, period=AUTUMN, theory=THEORY)
        services.correct_span(centre_id=linde, period=AUTUMN, why="Oktober.", press=press())
        last = queries.current(centre_id=linde, period="2026-Q4")
        assert last is not None
        assert isinstance(last.page, Span)
        assert (last.version, last.page.visits, last.why) == (2, 6, "Oktober.")

    def test_all_together_it_is_made_from_joint_sheets_only(self) -> None:
        linde = a_centre()
        issue_month(linde, OCTOBER, 5)
        with pytest.raises(services.NothingIssued):
            services.draft_span(centre_id=None, period=AUTUMN, theory=THEORY)
        services.issue_together(month=OCTOBER, press=press())
        made = services.current_span(centre_id=None, period=AUTUMN, theory=THEORY).sheet
        assert isinstance(made, Span)
        assert (made.name, made.visits, made.joint) == ("Den Haag Zuidwest", 5, True)
