"""The team's and the public pages, filled with a made-up neighbourhood, on a laptop and a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from registry.settings import Settings
from tests import browser

Open = Callable[[str, dict[str, int]], Page]
PUBLIC = ("/", "/theorie", "/team/inloggen", "/kiosk/koppelen", "/nergens")
TEAM = (
    "/team/vandaag",
    "/team/activiteiten",
    "/team/activiteiten/nieuw",
    "/team/maand",
    "/team/maandblad",
    "/team/instellingen",
    "/team/instellingen/tablets",
    "/team/instellingen/collegas",
    "/team/instellingen/balies",
    "/team/instellingen/logboek",
    "/team/mijn-account",
    "/team/quarantaine",
)
BANNER = "Voorbeelddata"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a made-up neighbourhood of one centre and three months; give its address."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("demo"))
    fill = [str(Path(sys.executable).parent / "inloop"), "demo", "--months", "3", "--centres", "1"]
    subprocess.run(  # noqa: S603  # our own command
        fill,
        env={"INLOOP_DATA_DIR": str(settings.data_dir), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        cwd=browser.ROOT,
    )
    with browser.serving(settings, INLOOP_DEMO="1") as address:
        yield address


@pytest.fixture(scope="module")
def signed_in(demo: str, plain_browser: Browser) -> Iterator[Open]:
    """Return what opens a page as a coordinator, who came in by the demo's door."""
    context = plain_browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(demo)
    page.get_by_role("button", name="Coördinator").first.click()
    page.wait_for_url("**/team/vandaag")

    def open_page(path: str, viewport: dict[str, int]) -> Page:
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(demo + path)
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("viewport", [browser.DESK, browser.PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("path", [*PUBLIC, *TEAM])
def test_a_page_is_for_everyone(path: str, viewport: dict[str, int], signed_in: Open) -> None:
    page = signed_in(path, viewport)
    assert browser.axe_violations(page) == []
    wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"the page is {wider} px wider than the window"
    assert BANNER in page.inner_text("body")
    assert page.locator("h1").first.is_visible()


@pytest.mark.parametrize("viewport", [browser.DESK, browser.PHONE], ids=["laptop", "phone"])
def test_a_refused_form_is_for_everyone(viewport: dict[str, int], signed_in: Open) -> None:
    page = signed_in("/team/activiteiten/nieuw", viewport)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("dingen niet goed").wait_for()
    assert browser.axe_violations(page) == []


def test_what_is_pressed_among_the_activities_is_large_enough(signed_in: Open) -> None:
    page = signed_in("/team/activiteiten", browser.DESK)
    page.locator("main .button, main button").first.wait_for()
    small = browser.small_targets(page, 44)
    assert [one for one in small if "button" in one.split(">")[0]] == []


def test_vandaag_fits_on_a_laptop_without_scrolling(signed_in: Open) -> None:
    page = signed_in("/team/vandaag", browser.DESK)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= browser.DESK["height"]


@pytest.mark.parametrize("paper", [{"format": "A4", "landscape": True}, {"format": "A4"}])
def test_the_theory_prints_on_three_pages_however_the_paper_lies(
    paper: dict[str, object], signed_in: Open
) -> None:
    page = signed_in("/theorie", browser.DESK)
    assert len(PdfReader(BytesIO(page.pdf(**paper))).pages) == 3  # type: ignore[arg-type]
