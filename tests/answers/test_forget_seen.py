"""The ids of answers are known long enough to count each once, and then forgotten."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from registry.answers import services
from registry.answers.models import SeenAnswer
from registry.answers.services import Answer
from registry.database import reading
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")


def count(centre_id: uuid.UUID, month: str, key: uuid.UUID) -> str:
    answer = Answer(key, "SC-I1", "niveau", "plus")
    return services.count_answer(centre_id=centre_id, month=month, answer=answer, allowed=("plus",))


def known() -> int:
    with reading() as connection:
        return connection.execute(select(func.count()).select_from(SeenAnswer)).scalar_one()


def test_an_id_is_a_duplicate_in_the_next_month_too() -> None:
    centre_id, key = a_centre(), uuid.uuid4()
    assert count(centre_id, "2026-10", key) == "stored"
    assert count(centre_id, "2026-11", key) == "duplicate"


def test_ids_are_forgotten_a_month_at_a_time_at_every_centre() -> None:
    linde, anker = a_centre(), a_centre("Het Anker")
    for month in ("2026-08", "2026-09", "2026-10"):
        count(linde, month, uuid.uuid4())
        count(anker, month, uuid.uuid4())
    assert services.forget_seen(on=date(2026, 11, 14)) == 2
    assert services.forget_seen(on=date(2026, 11, 14)) == 0
    assert known() == 4
    assert services.forget_seen(on=date(2026, 11, 15)) == 2


@pytest.mark.parametrize("arrived", [date(2026, 9, 1), date(2026, 9, 30), date(2027, 2, 28)])
def test_no_id_is_forgotten_within_45_days_and_none_is_kept_longer_than_76(arrived: date) -> None:
    count(a_centre(), f"{arrived:%Y-%m}", uuid.uuid4())
    days = 0
    while services.forget_seen(on=arrived + timedelta(days=days)) == 0:
        days += 1
    assert 45 <= days <= 76
