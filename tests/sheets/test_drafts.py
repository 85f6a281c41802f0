"""A draft from the database: what was tapped, said and written comes out on the sheet."""

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from registry.audit import AuditEntry
from registry.centres.models import DemoMark
from registry.database import new_id, reading, writing
from registry.figures.facts import Month
from registry.reporting.services import UnknownCentre
from registry.sheets import queries, services
from registry.sheets.page_data import Sheet
from registry.support import services as support
from registry.visits import services as visits
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_daily_activity,
    a_help_request,
    a_story,
    occurrence_on,
)

from .build import THEORY, text_of

pytestmark = pytest.mark.usefixtures("book")

NOVEMBER = Month(2026, 11)


def draft(centre_id: uuid.UUID, month: Month = NOVEMBER) -> Sheet:
    return services.draft(
        centre_id=centre_id, month=month, theory=THEORY, at=MONDAY_TEN + timedelta(hours=1)
    )


def write(centre_id: uuid.UUID, words: str) -> None:
    services.write_words(centre_id=centre_id, month=NOVEMBER, words=words, at=MONDAY_TEN, by=None)


def walk_in(centre_id: uuid.UUID, people: int) -> None:
    activity = a_daily_activity(centre_id, "Fietsles")
    visits.walk_in(
        centre_id=centre_id,
        occurrence_id=occurrence_on(centre_id, activity, MONDAY_TEN.date()),
        people=people,
        at=MONDAY_TEN,
        by=uuid.uuid4(),
        event_id=new_id(),
    )


def test_people_who_came_are_counted_on_the_printed_page(tmp_path: Path) -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    walk_in(linde, people=5)
    sheet = draft(linde)
    assert (sheet.centre, sheet.visits.count, sheet.attendance) == ("De Linde", 5, 5)
    assert [line.name for line in sheet.activities] == ["Fietsles"]
    first, _ = text_of(services.sheet_pdf(sheet), tmp_path)
    assert "Er kwam 5 keer iemand binnen." in first
    assert draft(anker).visits.count == 0


def test_help_and_a_quote_reach_the_sheet_of_their_month_only() -> None:
    linde = a_centre()
    for _ in range(7):
        a_help_request(linde, on=date(2026, 11, 3))
    story = a_story(linde, "Ik kom graag.")
    assert draft(linde).quote is None
    support.choose_story(centre_id=linde, story_id=story, month="2026-11", at=MONDAY_TEN, by=None)
    assert services.sheet_json(draft(linde))["help"]["total"] == {"rounded": 5}
    assert draft(linde).quote == "Ik kom graag."
    assert draft(linde, Month(2026, 10)).quote is None
    support.withdraw_story(centre_id=linde, story_id=story, at=MONDAY_TEN, by=None)
    assert draft(linde).quote is None


def test_words_replace_those_before_them_and_empty_takes_them_off() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    write(linde, "Het was druk.")
    write(linde, "  Het was\n erg   druk. ")
    assert draft(linde).words == "Het was erg druk."
    assert draft(linde, Month(2026, 10)).words is None
    assert draft(anker).words is None
    write(linde, "  ")
    assert draft(linde).words is None


def test_words_that_do_not_fit_are_refused_and_the_old_ones_stay() -> None:
    linde = a_centre()
    write(linde, "x" * 280)
    with pytest.raises(services.TooManyWords):
        write(linde, "x" * 281)
    assert queries.written(centre_id=linde, month=NOVEMBER).words == "x" * 280


def test_writing_words_is_on_the_record() -> None:
    linde = a_centre()
    for words in ("Het was druk.", ""):
        write(linde, words)
    with reading() as connection:
        rows: Any = connection.execute(
            select(AuditEntry.object, AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.action == "sheet.words", AuditEntry.centre_id == linde)
            .order_by(AuditEntry.id)
        )
        assert [tuple(row) for row in rows] == [
            ("sheet 2026-11", {"words": None}, {"words": "Het was druk."}),
            ("sheet 2026-11", {"words": "Het was druk."}, {"words": None}),
        ]


def test_a_made_up_neighbourhood_says_so_on_its_sheets() -> None:
    linde = a_centre()
    assert draft(linde).example is False
    with writing() as connection:
        connection.execute(insert(DemoMark).values(last_day=MONDAY_TEN.date(), seed=1))
    assert draft(linde).example is True


def test_a_centre_that_is_not_there_has_no_sheet() -> None:
    with pytest.raises(UnknownCentre):
        draft(uuid.uuid4())
