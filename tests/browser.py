"""A real Chromium, a real server, and what tests look at in them. Missing parts are failures."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

from registry.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ELSEWHEN = "tests.elsewhen"
LANDSCAPE = {"width": 1280, "height": 800}
PORTRAIT = {"width": 800, "height": 1280}
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 30_000
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str:
    """Return where Chromium lies; its absence is a failure, never a skip."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise AssertionError("Chromium is missing: run `make setup` as root, or install chromium")


@contextmanager
def launched(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """Start a headless Chromium with some flags of its own."""
    browser = playwright.chromium.launch(
        executable_path=chromium(), args=[*QUIET, *flags], headless=True
    )
    try:
        yield browser
    finally:
        browser.close()


def camera(video: Path) -> tuple[str, ...]:
    """Return the flags that make a video (MJPEG, yuvj420p) the tablet's camera."""
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={video}",
    )


def inloop(*words: str, clock: Path | None = None, runner: str = ELSEWHEN) -> list[str]:
    """Return what runs an `inloop` command, in the time that the test lives in.

    With a `clock`, a file with the seconds that it is off, it goes along when these change. Another
    `runner` than that of tests/elsewhen.py may plant a fault first.
    """
    if clock is not None:
        return [sys.executable, "-m", runner, str(clock), *words]
    shift = time.time() - time_machine.escape_hatch.time.time()
    if abs(shift) < 1 and runner == ELSEWHEN:
        return [str(Path(sys.executable).parent / "inloop"), *words]
    return [sys.executable, "-m", runner, str(shift), *words]


class Server:
    """An installation, served as its users would have it; it can be killed and started again."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Path | None = None,
        runner: str = ELSEWHEN,
        under: Sequence[str] = (),
        **environment: str,
    ) -> None:
        """Choose a free port and start, under a command that watches it where one is given."""
        self.clock, self.runner, self.under = clock, runner, under
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log = settings.data_dir / "serve.log"
        self.environment = {
            **os.environ,
            "INLOOP_DATA_DIR": str(settings.data_dir),
            "INLOOP_DATABASE_URL": settings.database_url,
            "PORT": str(port),
            **environment,
        }
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(  # noqa: S603  # our own command
                [*self.under, *inloop("serve", clock=self.clock, runner=self.runner)],
                env=self.environment,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                start_new_session=True,
            )
        health, deadline = f"{self.address}/healthz", time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(health, timeout=2):  # noqa: S310
                return
            time.sleep(0.1)
        self.kill()
        raise TimeoutError(f"the server did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        """End it and all its workers as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self) -> None:
        """Let it finish what it does, and end."""
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def serving(settings: Settings, **environment: str) -> Iterator[str]:
    """Serve an installation as its users would, on a free port; give its address."""
    server = Server(settings, **environment)
    try:
        yield server.address
    finally:
        server.stop()


@contextmanager
def served_here(app: Flask) -> Iterator[str]:
    """Serve an app from this process, on a free port; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a page: rule, element and why, a line each."""
    assert AXE.exists(), "axe-core is missing: run `make setup`"
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        """() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
           'wcag22aa', 'best-practice']})"""
    )
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def small_targets(page: Page, least: int) -> list[str]:
    """Return the visible controls smaller than `least` CSS pixels in either direction.

    A control's label is pressed as well as the control; what is out of sight is pressed by nobody.
    """
    script = """(least) => [...document.querySelectorAll('a[href], button, input, select')]
        .filter((one) => !one.matches('.unseen'))
        .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        .map((one) => [one, (one.labels?.[0] ?? one).getBoundingClientRect(),
            one.getBoundingClientRect()])
        .map(([one, words, own]) => [one, {
            width: Math.max(words.width, own.width), height: Math.max(words.height, own.height)}])
        .filter(([, box]) => box.width && (box.width < least - 0.5 || box.height < least - 0.5))
        .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)"""
    found: list[str] = page.evaluate(script, least)
    return found


def clipped(page: Page) -> list[str]:
    """Return the elements whose text does not fit in them, or sticks out of the window.

    What lies in a part that scrolls can be brought into sight.
    """
    script = """() => [...document.querySelectorAll('body *')]
        .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        .filter((one) => {
            let seen = one;
            while (seen && getComputedStyle(seen).clipPath === 'none') seen = seen.parentElement;
            return !seen;
        })
        .filter((one) => !one.closest('.unseen, svg, script, style, template, textarea'))
        .flatMap((one) => [...one.childNodes].filter((n) => n.nodeType === 3 && n.data.trim())
            .map((text) => {
                const range = document.createRange();
                range.selectNodeContents(text);
                return [one, range.getBoundingClientRect()];
            }))
        .filter(([one, text]) => {
            for (let box = one; box; box = box.parentElement) {
                const { overflow } = getComputedStyle(box);
                if (box !== one && /auto|scroll/.test(overflow)) {
                    return false;
                }
                const clips = overflow !== 'visible' || box === one;
                const edge = box.getBoundingClientRect();
                if (clips && box !== document.body && box !== document.documentElement &&
                    (text.left < edge.left - 2 || text.right > edge.right + 2 ||
                     (box !== one && (text.top < edge.top - 2 || text.bottom > edge.bottom + 2)))) {
                    return true;
                }
            }
            return text.left < -1 || text.right > innerWidth + 1;
        })
        .map(([one]) => one.outerHTML.slice(0, 120))"""
    found: list[str] = page.evaluate(script)
    return found


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Return Playwright's driver, one for all tests; what is expected gets as long as a click."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def plain_browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """Return a Chromium without a camera."""
    with launched(playwright_driver) as browser:
        yield browser


@pytest.fixture
def new_page(plain_browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page in a context of its own, and fails the test on a script error."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(viewport: dict[str, int] = LANDSCAPE, **options: Any) -> Page:
        context = plain_browser.new_context(viewport=viewport, locale="nl-NL", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def watch(page: Page, faults: list[str]) -> None:
    """Collect a page's script errors and everything the policy blocked."""
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            faults.append(f"{page.url}: {message.text}")
            if "Content Security Policy" in message.text
            else None
        ),
    )
