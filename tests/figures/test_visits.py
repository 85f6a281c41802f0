from hypothesis import given
from hypothesis import strategies as st

from registry.figures.counts import (
    Arrival,
    DayVisits,
    arrivals,
    busy_hours,
    pass_visits,
    per_day,
    phone_visits,
    visits,
)
from registry.figures.facts import Presence

from .build import october, scan, tap

check_ins = st.builds(
    Presence,
    day=st.integers(1, 31).map(october),
    hour=st.integers(8, 21),
    pass_key=st.sampled_from([None, "a", "b", "c"]),
    party=st.integers(1, 9),
    activity=st.sampled_from([None, "taalles", "tuin"]),
)
months = st.lists(check_ins, max_size=25)


def test_a_pass_is_one_visit_a_day_however_often_it_is_scanned() -> None:
    arrived = arrivals([scan("a", hour=9), scan("a", hour=14, activity="tuin"), scan("a", day=6)])
    assert visits(arrived) == 2
    assert pass_visits(arrived) == 2


def test_two_passes_are_two_visits() -> None:
    assert visits(arrivals([scan("a"), scan("b")])) == 2


def test_anonymous_people_all_count() -> None:
    arrived = arrivals([tap(party=3), tap(), tap()])
    assert visits(arrived) == 5
    assert pass_visits(arrived) == 0


def test_a_party_with_a_pass_is_one_with_a_pass_and_the_rest_without() -> None:
    arrived = arrivals([scan("a", party=4)])
    assert visits(arrived) == 4
    assert pass_visits(arrived) == 1


def test_people_who_came_by_a_poster_are_counted_apart_too() -> None:
    came = [tap(party=3, by_phone=True), tap(by_phone=True), tap(party=5), scan("a", party=2)]
    assert phone_visits(came) == 4
    assert visits(arrivals(came)) == 11


def test_the_largest_party_of_the_day_counts() -> None:
    assert visits(arrivals([scan("a", party=2), scan("a", party=5), scan("a", party=3)])) == 5


def test_an_arrival_is_in_the_first_hour_of_the_day() -> None:
    arrived = arrivals([scan("a", hour=15), scan("a", hour=9), scan("a", hour=11)])
    assert arrived == (Arrival(october(5), 9, 1, with_pass=True),)


def test_an_arrival_is_for_what_was_joined_first() -> None:
    arrived = arrivals(
        [
            scan("a", hour=15, activity="tuin"),
            scan("a", hour=9, activity="taalles"),
            scan("a", hour=9),
        ]
    )
    assert [one.activity for one in arrived] == ["taalles"]
    assert [one.activity for one in arrivals([tap(activity="tuin"), tap()])] == ["tuin", None]


def test_no_check_ins_are_no_visits() -> None:
    assert visits(arrivals([])) == 0


def test_every_open_day_has_its_visits_in_order() -> None:
    arrived = arrivals([tap(7), tap(5, party=2)])
    assert per_day(arrived, [october(5), october(6)]) == (
        DayVisits(october(5), 2),
        DayVisits(october(6), 0),
        DayVisits(october(7), 1),
    )


def test_busy_hours_are_averages_over_the_open_days_of_the_weekday() -> None:
    # 5, 12, 19 October 2026 are Mondays; nobody came on the 19th. The 6th is a Tuesday.
    arrived = arrivals([tap(5, 10, party=4), tap(12, 10), tap(12, 12, party=2), tap(6, 11)])
    busy = busy_hours(arrived, [october(5), october(12), october(19)])
    assert busy.hours == (10, 11, 12)
    assert [(row.weekday, row.averages) for row in busy.rows] == [
        (0, (1.7, 0.0, 0.7)),
        (1, (0.0, 1.0, 0.0)),
    ]


def test_without_visits_there_are_no_busy_hours() -> None:
    busy = busy_hours((), [october(5)])
    assert busy.hours == ()
    assert [(row.weekday, row.averages) for row in busy.rows] == [(0, ())]


@given(months)
def test_days_and_hours_add_up_to_the_visits(presences: list[Presence]) -> None:
    arrived = arrivals(presences)
    assert sum(day.visits for day in per_day(arrived, [])) == visits(arrived)
    one_week = [one for one in arrived if one.day <= october(7)]
    averages = [row.averages for row in busy_hours(one_week, []).rows]
    assert sum(sum(row) for row in averages) == visits(one_week)


@given(months, st.randoms(use_true_random=False))
def test_the_order_of_check_ins_does_not_matter(presences: list[Presence], chance: object) -> None:
    shuffled = list(presences)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert visits(arrivals(shuffled)) == visits(arrivals(presences))
    first, second = (
        {one._replace(activity=None) for one in arrivals(some)} for some in (shuffled, presences)
    )
    assert first == second, "of two in one hour only what they came for follows the order"


def test_of_two_in_one_hour_the_one_at_the_tablet_tells_where_it_was_put_in() -> None:
    at_tablet = Presence(october(1), 8, "a")
    at_desk = at_tablet._replace(at_desk=True)
    for both in ([at_tablet, at_desk], [at_desk, at_tablet]):
        (arrival,) = arrivals(both)
        assert not arrival.at_desk


@given(months, st.data())
def test_a_second_scan_changes_no_visit(presences: list[Presence], data: st.DataObject) -> None:
    again = [one for one in presences if one.pass_key is not None]
    if again:
        presences = [*presences, data.draw(st.sampled_from(again))]
    first = presences[:-1] if again else presences
    assert visits(arrivals(presences)) == visits(arrivals(first))
    assert pass_visits(arrivals(presences)) == pass_visits(arrivals(first))


@given(months)
def test_visits_with_a_pass_are_passes_times_days(presences: list[Presence]) -> None:
    arrived = arrivals(presences)
    used = {(one.day, one.pass_key) for one in presences if one.pass_key is not None}
    assert pass_visits(arrived) == len(used)
    assert pass_visits(arrived) <= visits(arrived) <= sum(one.party for one in presences)
