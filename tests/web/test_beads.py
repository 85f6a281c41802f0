"""The beads of a day."""

from dataclasses import dataclass

import pytest

from registry.web import beads


@dataclass(frozen=True)
class Hour:
    """Visits of one hour."""

    hour: int
    by_o: tuple[tuple[str, int], ...]
    usual: int | None = None


def test_two_visits_are_one_bead_in_the_colour_of_their_o() -> None:
    (column,) = beads.string([Hour(9, (("ontmoeten", 4), ("ontspannen", 2)))]).columns
    assert column.full == ("ontmoeten", "ontmoeten", "ontspannen")
    assert column.hollow == 0


@pytest.mark.parametrize(("visits", "number"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3)])
def test_half_a_bead_is_shown_whole(visits: int, number: int) -> None:
    (column,) = beads.string([Hour(9, (("ontmoeten", visits),))]).columns
    assert len(column.full) == number


def test_the_beads_of_the_os_add_up_to_the_beads_of_the_hour() -> None:
    one_each = tuple((o, 1) for o in ("ontmoeten", "ontwikkelen", "ontspannen", "ondersteunen"))
    (column,) = beads.string([Hour(9, one_each)]).columns
    assert len(column.full) == 2
    assert column.visits == 4


def test_hollow_beads_fill_up_to_the_usual_day() -> None:
    string = beads.string([Hour(9, (("ontmoeten", 4),), 8), Hour(10, (), 6), Hour(11, (), None)])
    assert [column.hollow for column in string.columns] == [2, 3, 0]


def test_an_hour_above_the_usual_has_no_hollow_beads() -> None:
    (column,) = beads.string([Hour(9, (("ontmoeten", 10),), 4)]).columns
    assert column.hollow == 0


@pytest.mark.parametrize(
    ("most", "worth"), [(22, 2), (23, 3), (33, 3), (34, 4), (56, 8), (111, 20), (9000, 500)]
)
def test_a_bead_is_worth_more_on_a_day_too_busy_for_eleven(most: int, worth: int) -> None:
    string = beads.string([Hour(9, (("ontmoeten", 3),), most)])
    assert string.worth == worth


def test_a_day_without_hours_has_no_columns() -> None:
    assert beads.string([]).columns == ()


def test_each_o_has_the_beads_of_its_share_the_largest_remainders_first() -> None:
    by_o = (("ontmoeten", 5), ("ontwikkelen", 1), ("ontspannen", 3))
    (column,) = beads.string([Hour(9, by_o)]).columns
    assert column.full == ("ontmoeten",) * 3 + ("ontspannen",) * 2
    (column,) = beads.string([Hour(9, (("ontmoeten", 1), ("ontspannen", 2)))]).columns
    assert column.full == ("ontmoeten", "ontspannen")


def test_one_visit_shows_however_much_a_bead_is_worth() -> None:
    busy, quiet = beads.string(
        [Hour(9, (("ontmoeten", 40),)), Hour(12, (("ontmoeten", 0), ("ontspannen", 1)))]
    ).columns
    assert len(busy.full) > 1
    assert quiet.full == ("ontspannen",)
