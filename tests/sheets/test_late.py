"""What came in late of earlier months: told once, on the next sheet, whichever month it is of."""

from datetime import UTC, date, datetime

import pytest

from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.sheets import services
from registry.sheets.services import Press
from tests.builders import a_centre, a_check_in

from .build import THEORY

OCTOBER, NOVEMBER, DECEMBER = (Month(2026, month) for month in (10, 11, 12))
IN_JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)
FIRST, LATER = date(2026, 10, 5), date(2026, 11, 4)


def press() -> Press:
    return Press(THEORY, public_url="", at=IN_JANUARY, by=None, files=False)


class Centre:
    """A centre whose sheets are issued in January."""

    def __init__(self) -> None:
        self.key = a_centre()

    def come(self, day: date, people: int) -> None:
        for _ in range(people):
            a_check_in(self.key, day)

    def issue(self, month: Month) -> None:
        services.issue(centre_id=self.key, month=month, press=press())

    def correct(self, month: Month) -> None:
        services.correct(
            centre_id=self.key, month=month, why="Vergeten.", headline="", words="", press=press()
        )

    def late(self, month: Month, *, live: bool = False) -> dict[str, int]:
        found = reporting.month(
            centre_id=self.key, month=month, theory=THEORY, at=IN_JANUARY, live=live
        )
        assert found.late_visits == sum(one.visits for one in found.late)
        return {str(one.month): one.visits for one in found.late}


@pytest.fixture
def linde(book: object) -> Centre:
    centre = Centre()
    centre.come(FIRST, 7)
    centre.issue(OCTOBER)
    centre.come(LATER, 2)
    centre.come(FIRST, 4)
    return centre


def test_all_earlier_sheets_are_looked_back_on_and_each_visit_is_told_once(linde: Centre) -> None:
    linde.issue(NOVEMBER)
    assert linde.late(NOVEMBER) == {"2026-10": 4}
    linde.come(FIRST, 5)
    linde.come(LATER, 1)
    assert linde.late(DECEMBER) == {"2026-11": 1, "2026-10": 5}


def test_what_was_told_of_an_earlier_version_is_not_taken_off_the_next_one(linde: Centre) -> None:
    linde.issue(NOVEMBER)
    linde.correct(OCTOBER)
    assert linde.late(DECEMBER) == {}
    linde.come(FIRST, 2)
    assert linde.late(DECEMBER) == {"2026-10": 2}


def test_a_next_version_of_a_sheet_tells_again_what_it_told_and_not_what_later_ones_did(
    linde: Centre,
) -> None:
    linde.issue(NOVEMBER)
    linde.come(FIRST, 5)
    linde.issue(DECEMBER)
    assert linde.late(DECEMBER) == {"2026-10": 5}
    assert linde.late(NOVEMBER, live=True) == {"2026-10": 4}


def test_nothing_late_is_nothing(linde: Centre) -> None:
    linde.correct(OCTOBER)
    assert linde.late(NOVEMBER) == {}
