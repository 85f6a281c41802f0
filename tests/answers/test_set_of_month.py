"""Which questions a month has: the coordinator's choice, else those whose turn it is."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from registry.answers import queries, services
from registry.answers.services import Answer, CannotAsk
from registry.audit import AuditEntry
from registry.database import reading
from registry.theory.load import load
from registry.theory.model import Theory, Variant
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

THEORY = load()
ROTATING = THEORY.rotating()
SIX = ("SC-I2", "SC-I4", "LV-I4", "SV-I4", "MP-I3", "VO-I5")
NOW, FELT = Variant.NIVEAU.value, Variant.VERANDERING.value
AS_LEVELS = dict.fromkeys(SIX, NOW)


def asked(centre_id: uuid.UUID, month: str) -> dict[str, str]:
    return queries.set_of_month(centre_id=centre_id, month=month, rotating=ROTATING)


def choose(
    centre_id: uuid.UUID,
    chosen: dict[str, str],
    *,
    month: str = "2026-11",
    at: datetime = MONDAY_TEN,
    theory: Theory = THEORY,
) -> None:
    services.choose_set(
        centre_id=centre_id, month=month, chosen=chosen, theory=theory, at=at, by=None
    )


def answer(centre_id: uuid.UUID, question: str, variant: str = NOW, value: str = "plus") -> None:
    given = Answer(uuid.uuid4(), question, variant, value)
    services.count_answer(centre_id=centre_id, month="2026-11", answer=given, allowed=(value,))


def test_without_a_choice_a_third_of_the_questions_has_its_turn() -> None:
    centre_id = a_centre()
    sets = [asked(centre_id, month) for month in ("2026-10", "2026-11", "2026-12")]
    assert [len(questions) for questions in sets] == [6, 6, 6]
    assert {key for questions in sets for key in questions} == set(ROTATING)
    assert {way for questions in sets for way in questions.values()} == {NOW}


def test_a_choice_holds_for_its_month_and_centre_only() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    turns = {month: asked(other_id, month) for month in ("2026-10", "2026-11", "2026-12")}
    choose(centre_id, AS_LEVELS | {"SC-I2": FELT})
    assert asked(centre_id, "2026-11") == AS_LEVELS | {"SC-I2": FELT}
    assert list(asked(centre_id, "2026-11")) == list(SIX)
    assert {month: asked(other_id, month) for month in turns} == turns
    assert asked(centre_id, "2026-12") == turns["2026-12"]


def test_the_last_choice_holds_and_the_turn_can_be_taken_up_again() -> None:
    centre_id = a_centre()
    turn = asked(centre_id, "2026-12")
    choose(centre_id, AS_LEVELS, month="2026-12")
    choose(centre_id, dict.fromkeys(ROTATING[:6], FELT), month="2026-12")
    assert asked(centre_id, "2026-12") == dict.fromkeys(ROTATING[:6], FELT)
    services.follow_turn(
        centre_id=centre_id, month="2026-12", theory=THEORY, at=MONDAY_TEN, by=None
    )
    assert asked(centre_id, "2026-12") == turn


@pytest.mark.parametrize(
    ("chosen", "code", "question"),
    [
        (dict.fromkeys(SIX[:5], NOW), "wrong_number", None),
        (AS_LEVELS | {"SC-I1": NOW}, "wrong_number", None),
        ({}, "wrong_number", None),
        (AS_LEVELS | {"SV-I1": NOW}, "unknown_question", "SV-I1"),
        (AS_LEVELS | {"MP-I1": NOW}, "unknown_question", "MP-I1"),
        (AS_LEVELS | {"stemming": NOW}, "unknown_question", "stemming"),
    ],
)
def test_what_cannot_be_a_months_set_is_refused(
    chosen: dict[str, str], code: str, question: str | None
) -> None:
    centre_id = a_centre()
    before = asked(centre_id, "2026-11")
    with pytest.raises(CannotAsk) as refused:
        choose(centre_id, chosen)
    assert (refused.value.code, refused.value.question) == (code, question)
    assert asked(centre_id, "2026-11") == before


def test_a_question_without_words_for_a_felt_change_asks_for_none() -> None:
    plain = replace(THEORY, questions=tuple(replace(q, change=None) for q in THEORY.questions))
    choose(a_centre("Het Anker"), AS_LEVELS, theory=plain)
    with pytest.raises(CannotAsk, match="no_felt_change: SC-I4"):
        choose(a_centre(), AS_LEVELS | {"SC-I4": FELT}, theory=plain)


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "2025-11"])
def test_only_this_month_and_the_next_can_be_chosen(month: str) -> None:
    with pytest.raises(CannotAsk, match="closed_month"):
        choose(a_centre(), AS_LEVELS, month=month)


def test_at_the_end_of_a_year_the_next_month_is_january() -> None:
    centre_id = a_centre()
    new_year_here = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    choose(centre_id, AS_LEVELS, month="2027-02", at=new_year_here)
    choose(centre_id, AS_LEVELS, month="2027-01", at=MONDAY_TEN.replace(month=12, day=31))
    assert asked(centre_id, "2027-01") == asked(centre_id, "2027-02") == AS_LEVELS


def test_a_question_is_never_asked_both_ways_in_one_month() -> None:
    centre_id = a_centre()
    answer(centre_id, "SC-I2", value="skip")
    answer(centre_id, "SC-I1")
    with pytest.raises(CannotAsk) as refused:
        choose(centre_id, AS_LEVELS | {"SC-I2": FELT})
    assert (refused.value.code, refused.value.question) == ("other_variant", "SC-I2")
    choose(centre_id, AS_LEVELS)  # the same way, and one that was answered may go
    choose(centre_id, AS_LEVELS | {"SC-I2": FELT}, month="2026-12")


def test_the_turn_does_not_bring_back_what_was_answered_the_other_way() -> None:
    centre_id = a_centre()
    assert "SC-I2" in asked(centre_id, "2026-11")
    choose(centre_id, AS_LEVELS | {"SC-I2": FELT})
    answer(centre_id, "SC-I2", FELT)
    with pytest.raises(CannotAsk, match="SC-I2"):
        services.follow_turn(
            centre_id=centre_id, month="2026-11", theory=THEORY, at=MONDAY_TEN, by=None
        )


def test_a_centre_can_ask_nothing_from_now_on_and_begin_again_later() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    turn = asked(centre_id, "2026-10")
    services.ask(centre_id=centre_id, asks=False, at=MONDAY_TEN, by=None)
    assert asked(centre_id, "2026-10") == turn
    assert asked(centre_id, "2026-11") == asked(centre_id, "2027-03") == {}
    assert len(asked(other_id, "2026-11")) == 6
    services.ask(centre_id=centre_id, asks=True, at=MONDAY_TEN.replace(year=2027), by=None)
    assert asked(centre_id, "2027-03") == {}
    assert len(asked(centre_id, "2027-11")) == 6
    services.ask(centre_id=centre_id, asks=True, at=MONDAY_TEN, by=None)
    assert len(asked(centre_id, "2026-11")) == 6


def test_every_choice_is_on_the_record() -> None:
    centre_id, by = a_centre(), uuid.uuid4()
    who = {"centre_id": centre_id, "at": MONDAY_TEN, "by": by}
    services.choose_set(month="2026-11", chosen=AS_LEVELS, theory=THEORY, **who)
    services.follow_turn(month="2026-11", theory=THEORY, **who)
    services.ask(asks=False, **who)
    with reading() as connection:
        entries = connection.execute(
            select(AuditEntry.action, AuditEntry.object, AuditEntry.actor_id)
            .where(AuditEntry.centre_id == centre_id, AuditEntry.action.like("questions.%"))
            .order_by(AuditEntry.action)
        ).all()
    assert [tuple(entry) for entry in entries] == [
        ("questions.choose", "questions 2026-11", by),
        ("questions.off", "questions", by),
        ("questions.turn", "questions 2026-11", by),
    ]
