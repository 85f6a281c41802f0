"""What Vandaag says of each tablet is there whole, on a computer and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from registry import clock
from registry.centres import services as centres
from registry.centres.services import TabletReport
from tests import browser
from tests.builders import a_tablet
from tests.journeys.conftest import House
from tests.journeys.test_what_is_put_apart import VIEWPORTS, sign_in

TABLETS = {
    "Ingang": TabletReport(storage="refused", camera="ok", battery=0.82),
    "Grote zaal bij de keuken": TabletReport(
        storage="refused", offline=False, camera="ok", waiting=12, oldest_ms=600_000
    ),
    "Buurtkamer boven": TabletReport(storage="refused", offset_ms=47 * 3600_000, camera="none"),
}
CUT = """() => [...document.querySelectorAll(".tablets, .tablets *")]
  .filter((one) => !one.closest("svg") && one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).display !== "inline"
    && getComputedStyle(one).clipPath === "none")
  .map((one) => one.textContent.trim())"""


def report(house: House, names: list[str]) -> None:
    """Let tablets say how they are."""
    with house.app.app_context():
        for name in names:
            tablet = centres.identify_tablet(token=a_tablet(house.centre.id, name))
            assert tablet is not None
            centres.report_tablet(
                centre_id=house.centre.id,
                tablet_id=tablet.tablet_id,
                report=TABLETS[name],
                at=clock.now(),
            )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_line_about_a_tablet_is_cut(
    house: House, new_page: Callable[..., Page], count: int
) -> None:
    report(house, list(TABLETS)[:count])
    page = new_page(browser.DESK)
    sign_in(page, house)
    for name, viewport in VIEWPORTS.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(f"{house.address}/team/vandaag")
        assert page.evaluate(CUT) == [], name
        assert browser.clipped(page) == [], name
        worst_first = min(count, 2)  # two troubles a tablet; the third one has worse ones
        assert page.get_by_text("Bewaren niet zeker").count() == worst_first
