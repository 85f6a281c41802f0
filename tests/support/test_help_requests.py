from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.figures.facts import Month
from registry.reporting import queries
from registry.support import queries as support
from registry.support import services
from registry.support.queries import HelpAsked
from registry.support.services import HelpContent
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

DAY = date(2026, 10, 6)
POST = HelpContent(topic="post", channel="inloop", outcome="geholpen")


def a_request(centre_id: Any, *, on: date = DAY, key: Any = None, **more: Any) -> int:
    content = replace(POST, **more)
    return services.record_help(
        centre_id=centre_id, content=content, on=on, at=MONDAY_TEN, by=None, key=key
    )


def update(centre_id: Any, number: int, *, on: date = DAY, **more: Any) -> None:
    content = replace(POST, **more)
    services.update_help(
        centre_id=centre_id, number=number, content=content, on=on, at=MONDAY_TEN, by=None
    )


def ask_after(centre_id: Any, number: int, on: date) -> None:
    services.give_aftercare(centre_id=centre_id, number=number, on=on, at=MONDAY_TEN, by=None)


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


def test_numbers_count_up_within_a_centre() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    assert [a_request(linde), a_request(linde), a_request(anker), a_request(linde)] == [1, 2, 1, 3]
    assert support.next_number(centre_id=linde) == 4


def test_the_same_form_twice_records_once() -> None:
    linde, key = a_centre(), uuid4()
    assert [a_request(linde, key=key), a_request(linde, key=key), a_request(linde)] == [1, 1, 2]


def test_a_month_counts_by_topic_and_outcome_from_its_first_to_its_last_day() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)):
        a_request(linde, on=day)
    a_request(linde, topic="geld", outcome="warm_overgedragen")
    a_request(anker)
    assert counted(linde, "2026-10") == {("post", "geholpen"): 2, ("geld", "warm_overgedragen"): 1}


def test_aftercare_counts_each_time_in_the_month_it_was_given() -> None:
    linde = a_centre()
    due = date(2026, 10, 20)
    number = a_request(linde, outcome="verwezen", aftercare_due_on=due)
    ask_after(linde, number, date(2026, 10, 31))
    ask_after(linde, number, date(2026, 10, 31))
    update(linde, number, outcome="verwezen", aftercare_due_on=date(2026, 11, 2))
    ask_after(linde, number, date(2026, 11, 1))
    a_request(linde, outcome="verwezen", aftercare_due_on=due)
    assert (aftercare(linde, "2026-10"), aftercare(linde, "2026-11")) == (1, 1)
    found = support.request(centre_id=linde, number=number)
    assert found is not None
    assert (found.aftercare_due_on, found.aftercare_given_on) == (None, date(2026, 11, 1))


def test_aftercare_that_was_a_mistake_is_due_again() -> None:
    linde = a_centre()
    number = a_request(linde, outcome="verwezen", aftercare_due_on=DAY)
    ask_after(linde, number, DAY)
    services.take_back_aftercare(centre_id=linde, number=number, at=MONDAY_TEN, by=None)
    found = support.request(centre_id=linde, number=number)
    assert found is not None
    assert found.aftercare_due_on == DAY
    assert aftercare(linde, "2026-10") == 0
    ask_after(linde, number, DAY)
    later = MONDAY_TEN + timedelta(minutes=11)
    with pytest.raises(services.TooLate):
        services.take_back_aftercare(centre_id=linde, number=number, at=later, by=None)


@pytest.mark.parametrize(
    "wrong", [{"topic": "liefde"}, {"channel": "brief"}, {"outcome": "gelukt"}]
)
def test_an_unknown_kind_is_refused_and_takes_no_number(wrong: dict[str, str]) -> None:
    linde = a_centre()
    with pytest.raises(services.UnknownKind):
        a_request(linde, **wrong)
    assert a_request(linde) == 1
    with pytest.raises(services.UnknownKind):
        update(linde, 1, **wrong)


def test_aftercare_before_the_conversation_is_refused() -> None:
    linde = a_centre()
    with pytest.raises(services.WrongDates):
        a_request(linde, aftercare_due_on=DAY - timedelta(days=1))
    assert a_request(linde, outcome="verwezen", aftercare_due_on=DAY) == 1
    with pytest.raises(services.WrongDates):
        update(linde, 1, on=DAY - timedelta(days=1))
    with pytest.raises(services.WrongDates):
        ask_after(linde, 1, DAY - timedelta(days=1))


def test_another_conversation_changes_how_it_stands_and_when_it_waits() -> None:
    linde = a_centre()
    number = a_request(linde, outcome="open")
    update(linde, number, on=DAY + timedelta(days=3), outcome="open", topic="geld")
    found = support.request(centre_id=linde, number=number)
    assert found is not None
    assert (found.topic, found.opened_on) == ("geld", DAY)
    assert found.act_by == DAY + timedelta(days=10)
    with reading() as connection:
        said = select(AuditEntry.object, AuditEntry.before, AuditEntry.after)
        (entry,) = connection.execute(said.filter_by(action="help.update"))
    assert tuple(entry) == ("help 1", {"topic": "post"}, {"topic": "geld"})


def test_what_has_to_be_done_first_stands_on_top_and_what_is_done_not_at_all() -> None:
    linde = a_centre()
    long = a_request(linde, outcome="open", on=DAY - timedelta(days=9))
    later = a_request(linde, outcome="verwezen", aftercare_due_on=DAY + timedelta(days=9))
    today = a_request(linde, outcome="warm_overgedragen", aftercare_due_on=DAY)
    a_request(linde)
    fresh = a_request(linde, outcome="open")
    assert [one.number for one in support.open_requests(centre_id=linde)] == [
        long,
        today,
        fresh,
        later,
    ]
    assert support.count_waiting(centre_id=linde, on=DAY) == 2
    assert support.count_waiting(centre_id=linde, on=DAY - timedelta(days=3)) == 0


def test_a_mistake_is_taken_back_within_ten_minutes_and_its_number_is_not_given_again() -> None:
    linde = a_centre()
    number = a_request(linde, outcome="open")
    late = MONDAY_TEN + timedelta(minutes=11)
    with pytest.raises(services.TooLate):
        services.take_back_help(centre_id=linde, number=number, at=late, by=None)
    ask_after(linde, number, DAY)
    services.take_back_help(centre_id=linde, number=number, at=MONDAY_TEN, by=None)
    assert support.request(centre_id=linde, number=number) is None
    assert support.open_requests(centre_id=linde) == ()
    assert support.requests(centre_id=linde) == ()
    assert counted(linde, "2026-10") == {}
    assert aftercare(linde, "2026-10") == 0
    assert a_request(linde) == number + 1


def test_a_number_of_another_centre_is_not_there() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    number = a_request(anker)
    with pytest.raises(services.NoSuchHelp):
        update(linde, number)
    assert support.request(centre_id=linde, number=number) is None


def test_all_are_found_by_topic_and_page_the_newest_first() -> None:
    linde = a_centre()
    for topic in ("post", "geld", "post", "post"):
        a_request(linde, topic=topic)
    found = support.requests(centre_id=linde, asked=HelpAsked("post"), first=1, most=1)
    assert [one.number for one in found] == [3]
    assert [one.number for one in support.requests(centre_id=linde)] == [4, 3, 2, 1]
