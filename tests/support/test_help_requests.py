from collections import Counter
from datetime import date
from typing import Any

import pytest

from registry.figures.facts import Month
from registry.reporting import queries
from registry.support import services
from tests.builders import a_centre

DAY = date(2026, 10, 6)


def a_request(centre_id: Any, **more: Any) -> int:
    values = {"opened_on": DAY, "topic": "post", "channel": "inloop", "outcome": "geholpen"}
    return services.record_help(centre_id=centre_id, **{**values, **more})


def counted(centre_id: Any, month: str) -> Counter[tuple[str, str]]:
    span = Month.parse(month)
    months = queries.help_requests(centre_id=centre_id, first=span, last=span)
    found: Counter[tuple[str, str]] = Counter()
    for fact in months.get(span, ()):
        found[fact.topic, str(fact.outcome)] += fact.count
    return found


def aftercare(centre_id: Any, month: str) -> int:
    span = Month.parse(month)
    return queries.aftercare(centre_id=centre_id, first=span, last=span)[span]


@pytest.mark.usefixtures("book")
def test_numbers_count_up_within_a_centre() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    assert [a_request(linde), a_request(linde), a_request(anker), a_request(linde)] == [1, 2, 1, 3]


@pytest.mark.usefixtures("book")
def test_a_month_counts_by_topic_and_outcome_from_its_first_to_its_last_day() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
        a_request(linde, opened_on=day)
    a_request(linde, topic="geld", outcome="warm_overgedragen")
    a_request(anker)
    assert counted(linde, "2026-10") == {("post", "geholpen"): 2, ("geld", "warm_overgedragen"): 1}


@pytest.mark.usefixtures("book")
def test_aftercare_counts_in_the_month_it_was_given() -> None:
    linde = a_centre()
    due = date(2026, 10, 20)
    a_request(linde, aftercare_due_on=due, aftercare_done_on=date(2026, 10, 31))
    a_request(linde, aftercare_due_on=due, aftercare_done_on=date(2026, 11, 1))
    a_request(linde, aftercare_due_on=due)
    assert (aftercare(linde, "2026-10"), aftercare(linde, "2026-11")) == (1, 1)


@pytest.mark.parametrize(
    "wrong", [{"topic": "liefde"}, {"channel": "brief"}, {"outcome": "gelukt"}]
)
@pytest.mark.usefixtures("book")
def test_an_unknown_kind_is_refused_and_takes_no_number(wrong: dict[str, str]) -> None:
    linde = a_centre()
    with pytest.raises(services.UnknownKind):
        a_request(linde, **wrong)
    assert a_request(linde) == 1


@pytest.mark.usefixtures("book")
def test_aftercare_before_the_request_is_refused() -> None:
    linde = a_centre()
    with pytest.raises(services.WrongDates):
        a_request(linde, aftercare_done_on=date(2026, 10, 5))
    assert a_request(linde, aftercare_due_on=DAY, aftercare_done_on=DAY) == 1
