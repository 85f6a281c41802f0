"""A tablet whose browser keeps what it has: it can be closed, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet, link

STOCKED = """async () => navigator.serviceWorker.controller !== null
  && Boolean(await caches.match("/kiosk/pack.json"))
  && Boolean(await caches.match("/kiosk/"))"""

WAITING = """async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("inloop");
    asked.onsuccess = () => done(asked.result);
  });
  const count = (name) => new Promise((done) => {
    const asked = db.transaction(name).objectStore(name).count();
    asked.onsuccess = () => done(asked.result);
  });
  const left = (await count("taps")) + (await count("answers"));
  db.close();
  return left;
}"""


class Profile:
    """A browser's folder, and the browser that runs on it."""

    def __init__(self, driver: Playwright, folder: Path, served: str) -> None:
        """Nothing runs yet."""
        self.driver, self.folder, self.served = driver, folder, served
        self.first: Tablet | None = None
        self.context: BrowserContext | None = None

    def start(
        self, *, at: datetime = MONDAY_TEN, script: str = "", offline: bool = False
    ) -> Tablet:
        """Start the browser, its clock at a moment; on the first start it becomes a tablet."""
        self.context = self.driver.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=browser.chromium(),
            args=list(browser.QUIET),
            headless=True,
            viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
        )
        self.context.set_offline(offline)
        if script:
            self.context.add_init_script(script)
        if self.first is None:
            self.first = link(self.context, self.served)
            return self.first
        self.context.clock.install(time=at)
        return Tablet(self.context.new_page(), self.served, self.first.centre, self.first.cards)

    def kill(self) -> None:
        """End the browser as a power cut does."""
        assert self.context is not None
        for process in browser_processes(self.folder):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Close the browser, if it still runs."""
        if self.context is not None:
            with suppress(Exception):
                self.context.close()
        self.context = None
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self.folder / name).unlink(missing_ok=True)


def browser_processes(folder: Path) -> list[int]:
    """Return the processes of the browser that was started on this folder."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,args"],  # noqa: S607  # wherever it is
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split(maxsplit=1) for line in listed.stdout.splitlines()[1:])
    return [int(number) for number, command in lines if f"--user-data-dir={folder}" in command]


def stock(tablet: Tablet) -> None:
    """Wait until a tablet holds all it needs to start without a network."""
    until(tablet, STOCKED)


def until(tablet: Tablet, script: str) -> None:
    """Wait until an asynchronous function of the page returns something true."""
    for _ in range(200):
        if tablet.page.evaluate(script):
            return
        tablet.page.wait_for_timeout(50)
    raise TimeoutError(f"never true: {script}")


def waiting(tablet: Tablet) -> int:
    """Return how many taps and answers wait on a tablet."""
    left: int = tablet.page.evaluate(WAITING)
    return left
