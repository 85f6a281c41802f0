"""Joint sheets, quarters and years tell nothing that the month sheets do not; faults are found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.leaks import joint, joint_plants
from tests.leaks.audit import CENTRES, a_world
from tests.leaks.world import Spoil, Year

WORLDS = 4


@pytest.mark.parametrize("seed", range(WORLDS))
def test_nothing_more_is_told_than_by_the_month_sheets(seed: int) -> None:
    world = a_world(seed)
    made = list(world.made())
    assert len(made) == 12 + 5 * (CENTRES + 1)
    assert list(joint.leaks(world, seed)) == []


@pytest.mark.parametrize(
    ("plant", "seed", "told", "concluded"),
    [
        (joint_plants.exact_help_total, 12, "help_total", "topic"),
        (joint_plants.exact_topics, 1, "topics", "topic"),
        (joint_plants.topics_rounded_anew, 0, "topics", "topic"),
        (joint_plants.exact_holders, 1, "holders", "holders"),
        (joint_plants.thin_answers_too, 1, "asked", "asked SC-I1"),
    ],
)
def test_what_is_added_up_from_counts_is_found(
    plant: Spoil, seed: int, told: str, concluded: str
) -> None:
    world = a_world(seed)
    quarter = tuple(year[:3] for year in world.years)
    found = list(joint.leaks(replace(world, years=quarter, spoil=plant)))
    assert any(told in one and "is not what its sheets print" in one for one in found)
    assert any(concluded in one and one.endswith("only") for one in found)


def test_a_number_that_is_on_no_month_sheet_is_found() -> None:
    """A field that is added to these sheets has to follow from the month sheets too."""
    world = a_world(2)
    made = next(one for one in world.made() if one.whose is None)
    more = {**made.print, "help_of_all_time": {"rounded": 5}}
    (found,) = joint.differences(more, joint.again_of(made, world))
    assert found == (("help_of_all_time",), {"rounded": 5})


def test_a_number_in_a_headline_that_is_no_figure_is_found() -> None:
    def talk(sheet: Any, _: Year) -> Any:
        return replace(sheet, headline=f"{sheet.headline} 93 mensen kregen hulp.")

    found = list(joint.leaks(replace(a_world(2), spoil=talk)))
    assert len(found) == 12 + 5 * (CENTRES + 1)
    assert all(one.endswith("headline: 93 stands nowhere else") for one in found)
