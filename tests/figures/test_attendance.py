import pytest

from registry.figures.activities import held, led_by_residents, o_figures, per_o, rows
from registry.figures.counts import attendance
from registry.figures.facts import ActivityFact

from .build import LINES, facts, october, scan, tap

MONDAYS = (october(5), october(12), october(19))


def an_activity(key: str = "taalles", main_o: str = "ontwikkelen", **more: object) -> ActivityFact:
    more.setdefault("title", key.capitalize())
    return ActivityFact(key=key, main_o=main_o, **more)  # type: ignore[arg-type]


def test_a_pass_is_at_an_activity_once_a_day() -> None:
    there = scan("a", activity="taalles")
    assert attendance([there, there, scan("a", 12, activity="taalles")]) == {
        ("taalles", october(5)): 1,
        ("taalles", october(12)): 1,
    }


def test_a_pass_at_two_activities_is_at_both() -> None:
    counted = attendance([scan("a", activity="taalles"), scan("a", activity="tuin")])
    assert counted == {("taalles", october(5)): 1, ("tuin", october(5)): 1}


def test_a_party_attends_as_people_and_the_largest_counts() -> None:
    counted = attendance(
        [
            scan("a", activity="tuin", party=2),
            scan("a", activity="tuin", party=3),
            scan("a", activity="tuin"),
            tap(activity="tuin", party=4),
            tap(activity="tuin"),
        ]
    )
    assert counted == {("tuin", october(5)): 8}


def test_a_visit_without_an_activity_is_no_attendance() -> None:
    assert attendance([scan("a"), tap()]) == {}


def test_an_activity_counts_as_held_on_its_days_and_where_somebody_came() -> None:
    month = facts(
        tap(5, activity="taalles"),
        tap(26, activity="taalles"),
        activities=(an_activity(held=MONDAYS), an_activity("judo"), an_activity("tuin", held=())),
    )
    (taalles,) = held(month)
    assert taalles.times == 4
    assert taalles.attendance == 2


def test_an_activity_held_for_nobody_is_listed() -> None:
    (judo,) = held(facts(activities=(an_activity("judo", held=MONDAYS),)))
    assert (judo.times, judo.attendance) == (3, 0)


def test_the_os_add_up_to_all_attendance() -> None:
    month = facts(
        tap(activity="taalles", party=2),
        tap(activity="tuin", party=5),
        tap(activity="koor"),
        tap(party=9),
        activities=(
            an_activity(),
            an_activity("tuin", "ondernemen"),
            an_activity("koor", "ondernemen"),
        ),
    )
    counted = per_o(held(month), LINES.os)
    assert list(counted) == list(LINES.os)
    assert counted == {**dict.fromkeys(LINES.os, 0), "ontwikkelen": 2, "ondernemen": 6}


def test_an_activity_under_an_unknown_o_is_refused() -> None:
    month = facts(tap(activity="taalles"), activities=(an_activity(main_o="zesde"),))
    with pytest.raises(ValueError, match="taalles is under an unknown O"):
        per_o(held(month), LINES.os)


def test_an_o_stands_beside_the_month_before() -> None:
    month = facts(
        tap(activity="taalles", party=6),
        tap(activity="tuin", party=3),
        activities=(
            an_activity(weekly=(1, 2, 3, 4, 5, 6, 7, 8)),
            an_activity("schaken", held=MONDAYS, weekly=(1, 0, 0, 0, 0, 0, 0, 1)),
            an_activity("tuin", "ondernemen", sensitive=True),
        ),
    )
    everything = held(month)
    counted = per_o(everything, LINES.os)
    ontwikkelen = o_figures(everything, counted, {"ontwikkelen": 5})[1]
    assert (ontwikkelen.o, ontwikkelen.activities, ontwikkelen.attendance) == ("ontwikkelen", 2, 6)
    assert (ontwikkelen.percent, ontwikkelen.before, ontwikkelen.change) == (67, 5, 20)
    assert ontwikkelen.weekly == (2, 2, 3, 4, 5, 6, 7, 9)


def test_an_o_without_a_month_before_has_no_change() -> None:
    for before in (None, {}):
        ontmoeten = o_figures((), {"ontmoeten": 0}, before)[0]
        assert (ontmoeten.before, ontmoeten.change, ontmoeten.percent) == (None, None, 0)
        assert ontmoeten.weekly == (0,) * 8


def test_activities_led_by_residents_count_when_held() -> None:
    month = facts(
        activities=(
            an_activity(held=MONDAYS, led_by_residents=True),
            an_activity("tuin", held=MONDAYS),
            an_activity("judo", led_by_residents=True),
        )
    )
    assert led_by_residents(held(month)) == 1


def test_the_busiest_activity_comes_first() -> None:
    month = facts(
        tap(activity="tuin", party=3),
        tap(activity="taalles", party=9),
        tap(activity="koor", party=3),
        activities=(
            an_activity("tuin", "ondernemen", held=MONDAYS),
            an_activity("taalles", held=MONDAYS, schedule="maandag", weekly=(0,) * 7 + (9,)),
            an_activity("koor", "ontmoeten", held=MONDAYS),
        ),
    )
    listed = rows(held(month), LINES.os)
    assert [row.title for row in listed] == ["Taalles", "Koor", "Tuin"]
    first = listed[0]
    assert (first.o, first.schedule, first.activities) == ("ontwikkelen", "maandag", 1)
    assert (first.times, first.attendance, first.per_time) == (3, 9, 3.0)
    assert first.weekly[-1] == 9


def test_two_activities_of_one_name_stay_two() -> None:
    month = facts(activities=(an_activity("a", title="Koken", held=MONDAYS),
                              an_activity("b", title="Koken", held=MONDAYS)))  # fmt: skip
    assert [row.title for row in rows(held(month), LINES.os)] == ["Koken", "Koken"]


def test_sensitive_activities_lose_their_name_and_stand_together_per_o() -> None:
    secret = {"sensitive": True, "held": MONDAYS, "schedule": "maandag om drie uur"}
    month = facts(
        tap(activity="schulden", party=4),
        tap(activity="gebed", party=2),
        activities=(
            an_activity("schulden", "ondersteunen", weekly=(1,) * 8, **secret),
            an_activity("voedselbank", "ondersteunen", weekly=(2,) * 8, **secret),
            an_activity("gebed", "ontmoeten", **secret),
        ),
    )
    listed = rows(held(month), LINES.os)
    assert [(row.o, row.title, row.activities) for row in listed] == [
        ("ondersteunen", None, 2),
        ("ontmoeten", None, 1),
    ]
    support = listed[0]
    assert (support.times, support.attendance, support.per_time) == (6, 4, 0.7)
    assert support.weekly == (3,) * 8
    printed = repr(listed).lower()
    assert not any(name in printed for name in ("schulden", "voedselbank", "gebed", "drie uur"))
