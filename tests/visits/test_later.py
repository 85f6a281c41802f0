"""What the team sets right afterwards counts once, on its day, with the first kept on record."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

import pytest

from registry.clock import at_local
from registry.visits import queries, services
from registry.visits.services import Came, CannotUndo, NotThen, Setting, Unfit
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_daily_activity,
    a_detail,
    check_ins_on_record,
    occurrence_on,
    some_passes,
)

pytestmark = pytest.mark.usefixtures("book")

FRIDAY = date(2026, 11, 20)


def setting(centre_id: uuid.UUID, at: datetime = MONDAY_TEN, reason: str = "paper") -> Setting:
    """Somebody of the team sets something right on Monday at ten."""
    return Setting(centre_id=centre_id, at=at, by=uuid.uuid4(), reason=reason)


def on_friday(people: int, occurrence_id: uuid.UUID | None = None, **more: str) -> Came:
    """People who came on Friday at ten."""
    moment = at_local(FRIDAY, time(10))
    return Came(people=people, moment=moment, occurrence_id=occurrence_id, **more)


def standing(centre_id: uuid.UUID) -> list[tuple[int, str, uuid.UUID | None]]:
    """What counts on Friday: how many, in which role, for which activity."""
    found = queries.standing(centre_id=centre_id, first_day=FRIDAY, last_day=FRIDAY)
    return sorted((one.party, one.role, one.activity_id) for one in found)


def test_a_paper_list_counts_on_its_own_day_and_a_large_number_whole() -> None:
    centre_id = a_centre()
    lesson = a_daily_activity(centre_id, "Taalles")
    held = occurrence_on(centre_id, lesson, FRIDAY)
    counted = services.add_later(
        setting=setting(centre_id),
        came=[on_friday(230, held), on_friday(3, role="meehelpen")],
        event_id=uuid.uuid4(),
    )
    assert counted == 233
    parties = [party for party, _, _ in standing(centre_id)]
    assert sorted(parties) == [3, 32, 99, 99]
    assert (3, "meehelpen", None) in standing(centre_id), "the list names no activity for them"


def test_the_same_list_sent_twice_counts_once() -> None:
    centre_id, event_id = a_centre(), uuid.uuid4()
    for expected in (12, 0):
        counted = services.add_later(
            setting=setting(centre_id), came=[on_friday(12)], event_id=event_id
        )
        assert counted == expected
    assert standing(centre_id) == [(12, "meedoen", None)]


@pytest.mark.parametrize("people", [0, -1, 1000])
def test_a_number_that_cannot_be_counts_nobody(people: int) -> None:
    centre_id = a_centre()
    with pytest.raises(Unfit):
        services.add_later(
            setting=setting(centre_id),
            came=[on_friday(5), on_friday(people)],
            event_id=uuid.uuid4(),
        )
    assert standing(centre_id) == []


@pytest.mark.parametrize(
    "moment", [MONDAY_TEN + timedelta(minutes=1), at_local(date(2025, 1, 5), time(10))]
)
def test_nobody_came_before_the_centre_was_there_or_later_than_now(moment: datetime) -> None:
    centre_id = a_centre()
    with pytest.raises(NotThen):
        services.add_later(
            setting=setting(centre_id),
            came=[Came(people=1, moment=moment)],
            event_id=uuid.uuid4(),
        )


def test_a_list_can_be_taken_back_for_ten_minutes_and_stays_on_record() -> None:
    centre_id, event_id = a_centre(), uuid.uuid4()
    services.add_later(
        setting=setting(centre_id), came=[on_friday(120), on_friday(2)], event_id=event_id
    )
    late = setting(centre_id, MONDAY_TEN + timedelta(minutes=10, seconds=1))
    with pytest.raises(CannotUndo):
        services.take_back_added(setting=late, batch_id=event_id)
    assert len(standing(centre_id)) == 3
    in_time = setting(centre_id, MONDAY_TEN + timedelta(minutes=10), "number")
    services.take_back_added(setting=in_time, batch_id=event_id)
    assert standing(centre_id) == []
    assert check_ins_on_record(centre_id=centre_id, day=FRIDAY) == 3
    with pytest.raises(CannotUndo):
        services.take_back_added(setting=in_time, batch_id=event_id)


def test_what_is_set_right_counts_after_what_a_tablet_says_later() -> None:
    centre_id = a_centre()
    lesson = a_daily_activity(centre_id, "Taalles")
    held = occurrence_on(centre_id, lesson, FRIDAY)
    key = a_check_in(centre_id, FRIDAY, party=2)
    services.change_later(
        setting=setting(centre_id, reason="activity"),
        check_in_id=key,
        people=4,
        role="meehelpen",
        occurrence_id=held,
    )
    a_detail(centre_id, key, FRIDAY, seq=2_000_000_000, party=9, role="organiseren")
    assert standing(centre_id) == [(4, "meehelpen", lesson)]
    (entry,) = queries.record(centre_id=centre_id, day=FRIDAY)
    assert [(one.deed, one.reason) for one in entry.corrections] == [("changed", "activity")]


def test_a_correction_to_a_sensitive_activity_drops_the_pass() -> None:
    centre_id = a_centre()
    surgery = a_daily_activity(centre_id, "Hulp bij brieven", sensitive=True, type_key="A2")
    held = occurrence_on(centre_id, surgery, FRIDAY)
    (card,) = some_passes(centre_id, 1)
    key = a_check_in(centre_id, FRIDAY, time(8), pass_hash=card)
    (before,) = queries.record(centre_id=centre_id, day=FRIDAY)
    assert before.with_pass
    services.change_later(
        setting=setting(centre_id), check_in_id=key, people=1, role="meedoen", occurrence_id=held
    )
    (after,) = queries.record(centre_id=centre_id, day=FRIDAY)
    assert not after.with_pass


def test_a_check_in_taken_back_later_says_why_and_cannot_be_changed_any_more() -> None:
    centre_id = a_centre()
    key = a_check_in(centre_id, FRIDAY)
    for _ in range(2):
        services.take_back_later(setting=setting(centre_id, reason="double"), check_in_id=key)
    (entry,) = queries.record(centre_id=centre_id, day=FRIDAY)
    assert not entry.stands
    assert [(one.deed, one.reason) for one in entry.corrections] == [("taken_back", "double")]
    with pytest.raises(CannotUndo):
        services.change_later(
            setting=setting(centre_id),
            check_in_id=key,
            people=2,
            role="meedoen",
            occurrence_id=None,
        )


def test_a_check_in_of_another_centre_is_unknown() -> None:
    here, there = a_centre(), a_centre("Het Anker")
    key = a_check_in(there, FRIDAY)
    with pytest.raises(Unfit):
        services.take_back_later(setting=setting(here), check_in_id=key)
    assert standing(there) == [(1, "meedoen", None)]
