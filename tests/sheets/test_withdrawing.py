"""A resident takes a quote back: it goes from every version that was issued."""

import uuid

import pytest
from sqlalchemy import text

from registry.database import reading
from registry.figures.facts import Month
from registry.sheets import queries, services
from registry.support import services as support
from tests.builders import MONDAY_TEN, a_centre, a_story

from .test_issuing import FIRST, PUBLIC, THIRD, come, correct, current, issue, press

pytestmark = pytest.mark.usefixtures("book")

QUOTE = "Ik kom graag."


def chosen(centre_id: uuid.UUID) -> uuid.UUID:
    story = a_story(centre_id, QUOTE)
    support.choose_story(centre_id=centre_id, story_id=story, month="2026-10", at=THIRD, by=None)
    return story


def test_a_withdrawn_quote_makes_a_version_without_it_and_deletes_the_older_ones() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    story = chosen(linde)
    come(linde, FIRST, 3)
    first = issue(linde, files=True)
    elsewhere = issue(anker)
    other_month = issue(linde, Month(2026, 9))
    come(linde, FIRST, 6)
    made = services.withdraw_story(
        centre_id=linde, story_id=story, quote=QUOTE, press=press(MONDAY_TEN, files=True)
    )
    now = current(linde)
    assert now.page is not None
    assert [one.number for one in made] == [now.number] == ["DL-2026-10-2"]
    assert (now.page.quote, now.page.visits.count) == (None, 3)
    assert now.why == "Een bewoner trok het citaat in."
    older = queries.by_code(first.code)
    assert older is not None
    assert (older.page, older.printed, queries.file(older)) == (None, None, None)
    assert (older.number, older.checksum) == (first.number, first.checksum)
    with pytest.raises(services.NotIssued):
        services.issued_file(sheet=older, public_url=PUBLIC)
    assert current(anker) == elsewhere
    assert current(linde, Month(2026, 9)) == other_month
    assert "Ik kom graag" not in everything()


def everything() -> str:
    """All that the database holds, as one text."""
    with reading() as connection:
        tables = ("issued_sheet", "sheet_file", "story", "frozen_month", "audit_entry")
        rows = [connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables]  # noqa: S608
    return repr(rows)


def test_what_only_an_earlier_version_prints_is_deleted_without_a_new_one() -> None:
    linde = a_centre()
    story = chosen(linde)
    first = issue(linde)
    support.choose_story(centre_id=linde, story_id=story, month=None, at=THIRD, by=None)
    second = correct(linde)
    made = services.withdraw_story(
        centre_id=linde, story_id=story, quote=QUOTE, press=press(MONDAY_TEN)
    )
    assert made == ()
    assert current(linde) == second
    older = queries.by_code(first.code)
    assert older is not None
    assert older.page is None
    assert "Ik kom graag" not in everything()
