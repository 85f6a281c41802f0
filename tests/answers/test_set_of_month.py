"""Which questions a month has: the coordinator's choice, else those whose turn it is."""

import pytest
from sqlalchemy import insert

from registry.answers import queries
from registry.answers.models import AskedThisMonth
from registry.database import writing
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")

ROTATING = [f"Q{number}" for number in range(18)]


def test_without_a_choice_a_third_of_the_questions_has_its_turn() -> None:
    centre_id = a_centre()
    months = ("2026-10", "2026-11", "2026-12")
    sets = [
        queries.set_of_month(centre_id=centre_id, month=month, rotating=ROTATING)
        for month in months
    ]
    assert [len(questions) for questions in sets] == [6, 6, 6]
    assert {key for questions in sets for key in questions} == set(ROTATING)


def test_a_choice_holds_for_its_month_and_centre_only() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    turn = queries.set_of_month(centre_id=other_id, month="2026-10", rotating=ROTATING)
    with writing() as connection:
        for key in ("Q7", "Q8"):
            row = {"centre_id": centre_id, "month": "2026-10", "question": key}
            connection.execute(insert(AskedThisMonth).values(row))

    def asked(centre: object, month: str) -> tuple[str, ...]:
        return queries.set_of_month(centre_id=centre, month=month, rotating=ROTATING)  # type: ignore[arg-type]

    assert asked(centre_id, "2026-10") == ("Q7", "Q8")
    assert asked(other_id, "2026-10") == turn
    assert asked(centre_id, "2026-07") == turn
