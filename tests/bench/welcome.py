"""Measures the welcome page in Chromium with the CPU slowed six times: `make bench` prints it."""

from __future__ import annotations

import gzip
import importlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Response, sync_playwright
from rich.console import Console
from rich.table import Table

from registry import installation
from registry.centres import services as centres
from registry.settings import Settings
from tests import browser
from tests.builders import a_daily_activity, a_tablet

ROUNDS = 5
SLOWER = 6
NOT_COUNTED = {"fonts", "barcode-detector", "zxing_reader.wasm", "icon.svg"}
TITLES = ("Open inloop", "Fietsles", "Hulp bij brieven", "Kinderclub", "Naaiatelier")
WATCH = """{
  window.seen = { blocked: 0, taps: [], usable: null };
  new MutationObserver((_, watch) => {
    if (document.getElementById("i-translate")) {
      window.seen.usable = performance.now();
      watch.disconnect();
    }
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.seen.blocked += Math.max(0, task.duration - 50);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.interactionId) window.seen.taps.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""
THERE = """() => [location.href, ...performance.getEntriesByType('resource')
  .filter((one) => one.responseEnd <= window.seen.usable).map((one) => one.name)]"""
"""The addresses of what had come when the first pack was on the page, with its drawings."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One first load: files and bytes before it is of use, milliseconds on the slowed CPU."""

    requests: int
    kilobytes: float
    paint: float
    blocked: float
    interaction: float


def main() -> None:
    """Load the page in fresh browsers, print the medians."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as driver,
        _served(Path(folder)) as (address, token),
        browser.launched(driver) as chromium,
    ):
        _visit(chromium, address, token)
        visits = [_visit(chromium, address, token) for _ in range(ROUNDS)]
    _report(visits)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, str]]:
    create_app = importlib.import_module("wsgi").create_app
    app = installation.prepare(create_app, Settings.read(data_dir=folder))
    with app.app_context():
        centre = centres.add_centre(
            name="De Linde",
            neighbourhood="Moerwijk",
            opened_on=date(2025, 1, 6),
            hours=[(weekday, time(0), time(23, 59)) for weekday in range(7)],
            at=datetime.now(UTC),
            languages=("nl", "en", "ar"),
        )
        for title in TITLES:
            a_daily_activity(centre, title, starts=time(0), ends=time(23, 59))
        token = a_tablet(centre, at=datetime.now(UTC))
    with browser.served_here(app) as address:
        yield address, token


def _visit(chromium: Browser, address: str, token: str) -> Visit:
    context = chromium.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
    context.add_cookies([{"name": "tablet", "value": token, "url": address}])
    context.add_init_script(WATCH)
    page, fetched = context.new_page(), list[Response]()
    page.on("response", lambda response: fetched.append(response))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    with page.expect_response("**/kiosk/pack.json"):
        page.goto(f"{address}/kiosk/")
    page.wait_for_function("() => window.seen.usable")
    there = set(page.evaluate(THERE))
    needed = [one for one in fetched if _counts(one) and one.url in there]
    bodies = [len(gzip.compress(one.body())) for one in needed]
    page.wait_for_timeout(1_500)
    blocked, paint = page.evaluate(
        """() => [window.seen.blocked,
          performance.getEntriesByName('first-contentful-paint')[0].startTime]"""
    )
    return Visit(len(needed), sum(bodies) / 1024, paint, blocked, _tap(page))


def _counts(response: Response) -> bool:
    parts = set(response.url.split("?")[0].split("/"))
    return response.request.method == "GET" and not NOT_COUNTED & parts


def _tap(page: Page) -> float:
    """Return how long the slowest of a visit's touches took until its screen was painted."""
    page.click(".card")
    page.click("#screen[data-screen=wie] [data-event=detail]")
    page.click("#screen[data-screen=stemming] .skip")
    page.wait_for_timeout(1_500)
    longest: float = page.evaluate("() => Math.max(0, ...window.seen.taps)")
    page.context.close()
    return longest


def _report(visits: list[Visit]) -> None:
    table = Table(title=f"Welcome page, first load, CPU {SLOWER} x slower (median of {ROUNDS})")
    for heading, side in (("what", "left"), ("measured", "right"), ("bar", "right")):
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    rows = (
        ("requests before it is usable", "requests", "6"),
        ("KB gz, without fonts and scanner", "kilobytes", "60"),
        ("first paint, ms", "paint", ""),
        ("blocking time, ms", "blocked", "200"),
        ("interaction, ms", "interaction", "200"),
    )
    for words, name, bar in rows:
        table.add_row(words, f"{median(getattr(one, name) for one in visits):.0f}", bar)
    Console().print(table)


if __name__ == "__main__":
    main()
