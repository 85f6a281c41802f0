"""An issued sheet stands: its figures, its file, its marks; a mistake becomes a next version."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.sheets import queries, services
from registry.sheets.issue import address_of, checksum_of, new_code, number_of
from registry.sheets.queries import Issued
from registry.sheets.services import Press
from registry.support import services as support
from tests.builders import MONDAY_TEN, a_centre, a_check_in, an_undo

from .build import THEORY, text_of

pytestmark = pytest.mark.usefixtures("book")

OCTOBER = Month(2026, 10)
NOVEMBER = Month(2026, 11)
THIRD = datetime(2026, 11, 3, 9, tzinfo=UTC)
IN_DECEMBER = datetime(2026, 12, 3, 9, tzinfo=UTC)
PUBLIC = "https://inloop.example"


def press(at: datetime = THIRD, *, files: bool = False, public_url: str = PUBLIC) -> Press:
    return Press(THEORY, public_url=public_url, at=at, by=None, files=files)


def issue(centre_id: uuid.UUID, month: Month = OCTOBER, **more: Any) -> Issued:
    services.issue(centre_id=centre_id, month=month, press=press(**more))
    return current(centre_id, month)


def current(centre_id: uuid.UUID, month: Month = OCTOBER) -> Issued:
    found = queries.current(centre_id=centre_id, period=str(month))
    assert found is not None
    return found


def correct(centre_id: uuid.UUID, why: str = "Drie bezoeken vergeten.", **more: str) -> Issued:
    written = {"headline": "", "words": "", **more}
    services.correct(
        centre_id=centre_id, month=OCTOBER, why=why, press=press(MONDAY_TEN), **written
    )
    return current(centre_id)


def come(centre_id: uuid.UUID, day: date, people: int = 1) -> uuid.UUID:
    first = a_check_in(centre_id, day)
    for _ in range(people - 1):
        a_check_in(centre_id, day)
    return first


def figures_of(centre_id: uuid.UUID, month: Month, *, at: datetime = IN_DECEMBER) -> Any:
    return reporting.month(centre_id=centre_id, month=month, theory=THEORY, at=at)


FIRST = date(2026, 10, 5)


def test_what_is_issued_stays_whatever_comes_in_later_and_the_next_sheet_says_so() -> None:
    linde = a_centre()
    taken_back = come(linde, FIRST, 7)
    before = issue(linde)
    assert before.page is not None
    assert (before.page.state, before.page.visits.count) == ("uitgegeven", 7)
    come(linde, FIRST, 4)
    an_undo(linde, taken_back, FIRST)
    come(linde, date(2026, 11, 4), 2)
    assert current(linde) == before
    assert figures_of(linde, OCTOBER).now.visits == 7
    november = figures_of(linde, NOVEMBER)
    assert (november.before.visits, november.late_visits) == (7, 3)
    assert november.trends.visits[-2].value == 7
    live = reporting.month(centre_id=linde, month=OCTOBER, theory=THEORY, at=IN_DECEMBER, live=True)
    assert live.now.visits == 10


def test_what_is_taken_off_later_is_said_too() -> None:
    linde = a_centre()
    taken_back = come(linde, FIRST, 7)
    issue(linde)
    an_undo(linde, taken_back, FIRST)
    assert figures_of(linde, NOVEMBER).late_visits == -1


def test_the_file_is_kept_and_is_the_same_bytes_ever_after(tmp_path: Path) -> None:
    linde = a_centre()
    come(linde, FIRST, 3)
    sheet = issue(linde, files=True)
    kept = queries.file(sheet)
    assert kept is not None
    come(linde, FIRST, 5)
    found = services.current(
        centre_id=linde, month=OCTOBER, theory=THEORY, at=MONDAY_TEN + timedelta(days=900)
    )
    assert found.pdf("https://elders.example") == kept
    first, second = text_of(kept, tmp_path)
    for page in (first, second):
        assert f"Blad {sheet.number}, uitgegeven 3 november 2026." in page
        assert f"Controlegetal {sheet.issue(PUBLIC).control}." in page
        assert "Controleer dit blad: scan de code." in page
        assert "Concept" not in page
    assert "Er kwam 3 keer iemand binnen" in first


def test_a_file_that_was_not_made_yet_is_made_once(tmp_path: Path) -> None:
    linde = a_centre()
    sheet = issue(linde, public_url="")
    assert queries.file(sheet) is None
    made = services.issued_file(sheet=sheet, public_url="")
    assert queries.file(sheet) == made
    assert services.issued_file(sheet=sheet, public_url=PUBLIC) == made
    first, _ = text_of(made, tmp_path)
    assert f"Controleer dit blad: vraag ernaar in het centrum. Code {sheet.code}." in first


def test_its_figures_are_those_that_it_prints_and_the_checksum_is_of_them() -> None:
    linde = a_centre()
    come(linde, FIRST, 3)
    sheet = issue(linde)
    assert sheet.printed is not None
    assert checksum_of(sheet.printed) == sheet.checksum
    found = services.current(centre_id=linde, month=OCTOBER, theory=THEORY, at=MONDAY_TEN)
    figures = found.figures(PUBLIC)
    marks = figures.pop("issue")
    assert figures == json.loads(sheet.printed)
    assert figures["state"] == "uitgegeven"
    assert marks == {
        "number": "DL-2026-10-1",
        "code": sheet.code,
        "version": 1,
        "issued_on": "2026-11-03",
        "checksum": sheet.checksum,
        "why": None,
        "address": f"{PUBLIC}/blad/{sheet.code}",
    }


def test_it_is_found_by_its_code_and_another_centre_s_is_not_it() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    here, there = issue(linde), issue(anker)
    assert here.code != there.code
    assert queries.by_code(here.code) == here
    assert queries.by_code(there.code) == there
    assert queries.by_code("0000000000") is None


def test_it_is_issued_once_and_not_before_the_month_is_over() -> None:
    linde = a_centre()
    with pytest.raises(services.NotOver):
        issue(linde, NOVEMBER, at=MONDAY_TEN)
    with pytest.raises(services.NoSuchMonth):
        issue(linde, Month(2024, 12))
    issue(linde)
    with pytest.raises(services.AlreadyIssued):
        issue(linde)
    assert len(queries.versions(centre_id=linde, period="2026-10")) == 1


def test_who_is_late_by_a_moment_issues_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    linde = a_centre()
    issue(linde)
    monkeypatch.setattr(queries, "current", lambda **_: None)
    with pytest.raises(services.AlreadyIssued):
        issue(linde)
    assert len(queries.versions(centre_id=linde, period="2026-10")) == 1


def test_a_next_version_has_the_figures_of_now_and_says_why(tmp_path: Path) -> None:
    linde = a_centre()
    come(linde, FIRST, 3)
    first = issue(linde)
    come(linde, FIRST, 2)
    second = correct(linde, headline="Vijf keer bezoek.", words="Er lag een briefje in de la.")
    assert second.page is not None
    assert (second.version, second.number) == (2, "DL-2026-10-2")
    assert (second.page.visits.count, second.page.headline) == (5, "Vijf keer bezoek.")
    assert figures_of(linde, OCTOBER).now.visits == 5
    assert figures_of(linde, NOVEMBER).late_visits == 0
    older = queries.by_code(first.code)
    assert older is not None
    assert older.page == first.page
    assert (older.replaced, second.replaced) == (True, False)
    printed, _ = text_of(services.issued_file(sheet=second, public_url=PUBLIC), tmp_path)
    assert "Versie 2: Drie bezoeken vergeten." in printed
    assert "Er lag een briefje in de la." in printed


@pytest.mark.parametrize("why", ["", "  ", "x" * 141])
def test_a_next_version_needs_a_reason(why: str) -> None:
    linde = a_centre()
    issue(linde)
    with pytest.raises(services.NoReason):
        correct(linde, why)
    assert current(linde).version == 1


def test_there_is_no_next_version_of_what_was_never_issued() -> None:
    with pytest.raises(services.NotIssued):
        correct(a_centre())


def test_words_of_an_issued_sheet_stay_as_they_are() -> None:
    linde = a_centre()
    issue(linde)
    with pytest.raises(services.AlreadyIssued):
        services.write_words(
            centre_id=linde, month=OCTOBER, words="Toch nog iets.", at=MONDAY_TEN, by=None
        )
    assert queries.written(centre_id=linde, month=OCTOBER) == queries.Written()


def test_each_issue_is_on_the_record() -> None:
    linde = a_centre()
    issue(linde)
    correct(linde)
    with reading() as connection:
        rows: Any = connection.execute(
            select(AuditEntry.action, AuditEntry.object, AuditEntry.after, AuditEntry.why)
            .where(AuditEntry.centre_id == linde, AuditEntry.action.startswith("sheet."))
            .order_by(AuditEntry.at, AuditEntry.id)
        ).all()
    told = [(row.action, row.object, (row.after or {}).get("version"), row.why) for row in rows]
    assert ("sheet.issue", "sheet 2026-10", 1, None) in told
    assert ("sheet.correct", "sheet 2026-10", 2, "Drie bezoeken vergeten.") in told


def test_a_headline_of_one_s_own_takes_the_place_of_the_proposed_one() -> None:
    linde = a_centre()
    come(linde, FIRST, 3)

    def made() -> services.Draft:
        return services.composed(centre_id=linde, month=OCTOBER, theory=THEORY, at=THIRD)

    proposal = made().sheet.headline
    assert proposal.startswith("Er kwam 3 keer iemand binnen")
    services.write_words(
        centre_id=linde, month=OCTOBER, headline="Een stille\nmaand.", words="", at=THIRD, by=None
    )
    assert (made().sheet.headline, made().proposal) == ("Een stille maand.", proposal)
    with pytest.raises(services.TooManyWords):
        services.write_words(
            centre_id=linde, month=OCTOBER, headline="x" * 141, words="", at=THIRD, by=None
        )


def test_what_the_team_agreed_on_stands_on_the_sheet(tmp_path: Path) -> None:
    linde = a_centre()
    support.agree(centre_id=linde, month="2026-10", line="Wij bellen na.", at=THIRD, by=None)
    sheet = issue(linde)
    made = services.issued_file(sheet=sheet, public_url="")
    assert "Het team sprak af: Wij bellen na." in text_of(made, tmp_path)[1]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("De Linde", "DL-2026-10-1"),
        ("Buurthuis de Mussen aan het Hobbemaplein", "BDMA-2026-10-1"),
        ("’t Anker 2", "TA-2026-10-1"),
        ("123", "2026-10-1"),
    ],
)
def test_the_number_has_the_initials_of_the_centre(name: str, number: str) -> None:
    assert number_of(name, "2026-10", 1) == number


def test_a_code_is_hard_to_guess_and_has_an_address_only_in_public() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000
    assert address_of(PUBLIC, "K7M2ABCD0E") == "https://inloop.example/blad/K7M2ABCD0E"
    assert address_of("", "K7M2ABCD0E") is None
