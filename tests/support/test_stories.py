from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from registry.database import reading
from registry.support import queries, services
from registry.support.models import Story, StoryGoal
from tests.builders import MONDAY_TEN, a_centre, a_story

pytestmark = pytest.mark.usefixtures("book")


def choose(centre_id: UUID, story_id: UUID, month: str | None) -> None:
    services.choose_story(
        centre_id=centre_id, story_id=story_id, month=month, at=MONDAY_TEN, by=None
    )


def withdraw(centre_id: UUID, story_id: UUID) -> None:
    services.withdraw_story(centre_id=centre_id, story_id=story_id, at=MONDAY_TEN, by=None)


def rows(model: Any) -> int:
    with reading() as connection:
        return connection.execute(select(func.count()).select_from(model)).scalar_one()


def test_only_the_story_that_was_chosen_stands_on_a_sheet_and_there_is_one() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    first, second = a_story(linde, "Ik kom graag."), a_story(linde, "  Ik schenk\n koffie. ")
    assert queries.story(centre_id=linde, month="2026-10") is None
    for story in (first, second):
        choose(linde, story, "2026-10")
    assert queries.story(centre_id=linde, month="2026-10") == "Ik schenk koffie."
    assert queries.story(centre_id=linde, month="2026-09") is None
    assert queries.story(centre_id=anker, month="2026-10") is None
    choose(linde, second, None)
    assert queries.story(centre_id=linde, month="2026-10") is None


def test_stories_stand_by_consent_with_the_goals_they_are_about() -> None:
    linde = a_centre()
    a_story(linde, "Eerst.", on=date(2026, 9, 1), goals=["SC", "VO", "SC"])
    a_story(linde, "Later.", on=date(2026, 10, 1))
    found = [(one.quote, one.goals) for one in queries.stories(centre_id=linde)]
    assert found == [("Later.", frozenset()), ("Eerst.", frozenset({"SC", "VO"}))]


def test_a_story_that_is_withdrawn_is_gone_from_the_database() -> None:
    linde = a_centre()
    story, other = a_story(linde, goals=["SC"]), a_story(linde, goals=["SV"])
    choose(linde, story, "2026-10")
    withdraw(linde, story)
    assert queries.story(centre_id=linde, month="2026-10") is None
    assert [one.id for one in queries.stories(centre_id=linde)] == [other]
    assert (rows(Story), rows(StoryGoal)) == (1, 1)
    with pytest.raises(services.NoSuchStory):
        choose(linde, story, "2026-10")


def test_a_story_of_another_centre_is_not_there() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    story = a_story(anker)
    for foreign in (story, uuid4()):
        with pytest.raises(services.NoSuchStory):
            choose(linde, foreign, "2026-10")
        with pytest.raises(services.NoSuchStory):
            withdraw(linde, foreign)
    assert len(queries.stories(centre_id=anker)) == 1


@pytest.mark.parametrize("quote", ["", "   ", "x" * 201])
def test_a_quote_that_is_empty_or_too_long_is_refused(quote: str) -> None:
    linde = a_centre()
    with pytest.raises(services.WrongLength):
        a_story(linde, quote)
    assert queries.stories(centre_id=linde) == ()


def test_consent_that_is_yet_to_come_is_none() -> None:
    linde = a_centre()
    with pytest.raises(services.WrongDates):
        a_story(linde, on=MONDAY_TEN.date() + timedelta(days=1))


def test_a_month_that_is_none_is_refused() -> None:
    linde = a_centre()
    story = a_story(linde)
    with pytest.raises(ValueError, match="2026-10"):
        choose(linde, story, "oktober")
