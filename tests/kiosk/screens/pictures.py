"""Takes the pictures of docs/screens.md: every state of the kiosk, lying and upright.

Not a test of its own: `make pictures` runs it, and somebody looks at what it made.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Playwright

from tests import browser
from tests.kiosk.screens.states import STATES, State
from tests.kiosk.screens.tablet import Tablet, link
from tests.kiosk.screens.test_scan import video_of

FOLDER = browser.ROOT / "docs" / "screens"
PAGE = browser.ROOT / "docs" / "screens.md"
SIZES = {"lying": browser.LANDSCAPE, "upright": browser.PORTRAIT}
SAME_NAME = """async () => {
  for (const name of document.querySelectorAll(".place bdi")) name.textContent = "De Linde";
  await document.fonts.ready;
}"""
"""Each tablet stands in a centre of its own; on the pictures they are one."""
SHRUNK, QUALITY = 0.5, 55
Opened = Callable[[State, dict[str, int]], Tablet]


@pytest.fixture
def opened(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens a tablet as a state wants it, on a size."""
    with ExitStack() as stack:

        def open_one(wanted: State, size: dict[str, int]) -> Tablet:
            flags: tuple[str, ...] = ()
            if wanted.held is not None:
                flags = browser.camera(video_of(wanted.held, tmp_path / "held.mjpeg"))
            chromium = stack.enter_context(browser.launched(playwright_driver, *flags))
            context = chromium.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
            tablet = link(context, served, wanted.kinds)
            wanted.before(tablet)
            return tablet.open()

        yield open_one


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STATES)
def test_picture(opened: Opened, name: str, size: str) -> None:
    wanted = STATES[name]
    tablet = opened(wanted, SIZES[size])
    wanted.bring(tablet)
    tablet.page.evaluate(SAME_NAME)
    shot = Image.open(io.BytesIO(tablet.page.screenshot()))
    small = shot.resize((int(shot.width * SHRUNK), int(shot.height * SHRUNK)), Image.LANCZOS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small.save(FOLDER / f"{name}-{size}.webp", quality=QUALITY, method=6)


def test_the_page_shows_them_all() -> None:
    lines = [
        "# The kiosk's screens",
        "",
        "Every state, lying and upright, as `make pictures` takes them. All of it is made up.",
    ]
    for name, made in STATES.items():
        pair = "".join(f"![{name}, {size}](screens/{name}-{size}.webp) " for size in SIZES)
        lines += ["", f"## {made.line}", "", pair.strip()]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = {f"{name}-{size}.webp" for name in STATES for size in SIZES}
    for stray in FOLDER.glob("*.webp"):
        if stray.name not in kept:
            stray.unlink()
