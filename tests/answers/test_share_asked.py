"""How many visitors are asked a question: everyone, until months bring more than is needed."""

from __future__ import annotations

import uuid
from collections import Counter

import pytest

from registry.answers import queries
from registry.answers.models import AnswerTally
from registry.database import add_to, writing
from registry.theory.load import load
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")

ROTATING = load().rotating()


def brought(
    centre_id: uuid.UUID,
    month: str,
    count: int,
    *,
    question: str = ROTATING[0],
    value: str = "plus",
    suspect: bool = False,
) -> None:
    key = {"centre_id": centre_id, "month": month, "question": question, "variant": "niveau"}
    with writing() as connection:
        add_to(connection, AnswerTally, {**key, "value": value, "suspect": suspect}, "count", count)


def share(centre_id: uuid.UUID, month: str) -> float:
    return queries.share_asked(centre_id=centre_id, month=month, rotating=ROTATING)


def test_everyone_is_asked_in_the_first_months_and_where_answers_are_few() -> None:
    centre_id = a_centre()
    assert share(centre_id, "2026-09") == 1
    brought(centre_id, "2026-09", 359)
    brought(centre_id, "2026-10", 4000)  # this month's own answers change nothing in it
    assert share(centre_id, "2026-10") == 1


def test_a_month_of_many_answers_lowers_the_share_of_the_next_towards_sixty_each() -> None:
    centre_id = a_centre()
    for question in ROTATING[::3]:
        brought(centre_id, "2026-09", 120, question=question)
    assert share(centre_id, "2026-10") == pytest.approx(0.5)


def test_the_share_stays_where_it_brings_sixty_each_and_rises_when_fewer_come() -> None:
    centre_id = a_centre()
    brought(centre_id, "2026-08", 720)
    brought(centre_id, "2026-09", 360)  # asked half of the same visitors
    assert share(centre_id, "2026-10") == pytest.approx(0.5)
    brought(centre_id, "2026-10", 270)
    assert share(centre_id, "2026-11") == pytest.approx(0.5 * 360 / 270)
    brought(centre_id, "2026-11", 90)
    assert share(centre_id, "2026-12") == 1


def test_moods_questions_on_leaving_skips_and_suspect_taps_lower_no_share() -> None:
    centre_id = a_centre()
    brought(centre_id, "2026-09", 5000, question="stemming", value="4")
    brought(centre_id, "2026-09", 5000, question="VO-I3")
    brought(centre_id, "2026-09", 5000, value="skip")
    brought(centre_id, "2026-09", 5000, value="nvt")
    brought(centre_id, "2026-09", 5000, suspect=True)
    assert share(centre_id, "2026-10") == 1


def test_children_and_spreekuren_do_not_lower_the_share_of_the_others() -> None:
    """They get the mood only: comparing with moods made the share sink below what is needed."""
    centre_id = a_centre()
    brought(centre_id, "2026-09", 2000, question="stemming", value="4")
    brought(centre_id, "2026-09", 400)
    assert share(centre_id, "2026-10") == pytest.approx(0.9)


def test_on_leaving_what_is_short_of_answers_comes_oftener_and_not_alone() -> None:
    centre_id = a_centre()
    leaving = load().leaving()

    def asked() -> Counter[str | None]:
        return Counter(
            queries.question_on_leaving(
                centre_id=centre_id, month="2026-11", leaving=leaving, seed=str(seed)
            )
            for seed in range(300)
        )

    assert min(asked()[key] for key in leaving) > 60
    for key in leaving[1:]:
        brought(centre_id, "2026-11", 40, question=key)
    assert asked()[leaving[0]] > 110
    assert min(asked()[key] for key in leaving) > 60
