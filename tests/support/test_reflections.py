from uuid import UUID

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.staff import queries as staff
from registry.staff import services as accounts
from registry.support import queries, services
from registry.support.queries import Agreed
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

MONTH = "2026-11"


def colleagues(centre_id: UUID, count: int) -> list[UUID]:
    """Invite people of a team and return their accounts."""
    found = []
    for number in range(count):
        link = accounts.make_link(
            email=f"{number}@team.voorbeeld",
            name="Iemand",
            role="host",
            centre_id=centre_id,
            at=MONDAY_TEN,
        )
        invited = staff.invited(token=link, at=MONDAY_TEN)
        assert invited is not None
        found.append(invited.account_id)
    return found


def score(centre_id: UUID, by: UUID, month: str = MONTH, **scores: int) -> None:
    services.score_features(centre_id=centre_id, month=month, scores=scores, at=MONDAY_TEN, by=by)


def agree(centre_id: UUID, month: str, line: str) -> None:
    services.agree(centre_id=centre_id, month=month, line=line, at=MONDAY_TEN, by=None)


def test_the_spread_counts_people_per_score_and_tells_of_nobody() -> None:
    linde = a_centre()
    team = colleagues(linde, 3)
    for person, first in zip(team, (1, 4, 4), strict=True):
        score(linde, person, W1=first, W2=3)
    assert queries.spread(centre_id=linde, month=MONTH) == {
        "W1": (1, 0, 0, 2, 0),
        "W2": (0, 0, 3, 0, 0),
    }
    assert queries.scorers(centre_id=linde, month=MONTH) == 3


def test_of_two_people_there_is_no_spread() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    team = colleagues(linde, 3)
    for person in team[:2]:
        score(linde, person, W1=2)
    score(anker, team[2], W1=5)
    score(linde, team[2], "2026-10", W1=5)
    assert queries.spread(centre_id=linde, month=MONTH) == {}


def test_who_scores_again_replaces_the_own_scores_only() -> None:
    linde = a_centre()
    first, second = colleagues(linde, 2)
    score(linde, first, W1=2, W2=3)
    score(linde, second, W1=1)
    score(linde, first, W1=5)
    assert queries.own_scores(centre_id=linde, month=MONTH, account_id=first) == {"W1": 5}
    assert queries.own_scores(centre_id=linde, month=MONTH, account_id=second) == {"W1": 1}


def test_the_audit_trail_tells_that_somebody_scored_and_not_what() -> None:
    linde = a_centre()
    (person,) = colleagues(linde, 1)
    score(linde, person, W1=2)
    with reading() as connection:
        said = select(AuditEntry.object).filter_by(action="reflection.score")
        assert connection.execute(said).scalars().all() == ["reflection 2026-11"]


@pytest.mark.parametrize("number", [0, 6, -1])
def test_a_score_outside_one_to_five_is_refused_and_the_old_ones_stay(number: int) -> None:
    linde = a_centre()
    (person,) = colleagues(linde, 1)
    score(linde, person, W1=2)
    with pytest.raises(services.UnknownScore):
        score(linde, person, W1=3, W2=number)
    with pytest.raises(ValueError, match="oktober"):
        score(linde, person, "oktober", W1=3)
    assert queries.own_scores(centre_id=linde, month=MONTH, account_id=person) == {"W1": 2}


def test_what_was_agreed_comes_back_with_what_came_of_it() -> None:
    linde = a_centre()
    agree(linde, "2026-10", "Wij zeggen iedereen gedag.")
    agree(linde, MONTH, "  Wij bellen \n samen. ")
    services.tell_result(centre_id=linde, month="2026-10", result="deels", at=MONDAY_TEN, by=None)
    assert queries.agreed(centre_id=linde) == (
        Agreed(MONTH, "Wij bellen samen.", None),
        Agreed("2026-10", "Wij zeggen iedereen gedag.", "deels"),
    )
    agree(linde, "2026-10", "Wij zeggen iedereen goedemorgen.")
    assert queries.agreed(centre_id=linde)[1].result is None


def test_a_line_that_does_not_fit_and_a_result_of_nothing_are_refused() -> None:
    linde = a_centre()
    for line in ("", "x" * 141):
        with pytest.raises(services.WrongLength):
            agree(linde, MONTH, line)
    with pytest.raises(services.NothingAgreed):
        services.tell_result(centre_id=linde, month=MONTH, result="gelukt", at=MONDAY_TEN, by=None)
    agree(linde, MONTH, "Wij bellen samen.")
    with pytest.raises(services.UnknownScore):
        services.tell_result(centre_id=linde, month=MONTH, result="ooit", at=MONDAY_TEN, by=None)
