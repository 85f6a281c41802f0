"""How often the kiosk's reader reads a held pass, and how fast, beside jsQR on the same frames."""

from __future__ import annotations

import base64
import logging
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser
from tests.bench import held

JSQR = browser.ROOT / "node_modules" / "jsqr" / "dist" / "jsQR.js"
OURS, THEIRS = "kiosk", "jsQR"

READ = """async ([jpeg]) => {
  const picture = new Image();
  picture.src = `data:image/jpeg;base64,${jpeg}`;
  await picture.decode();
  const frame = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(frame, 0, 0);
  const pixels = pen.getImageData(0, 0, frame.width, frame.height);
  const timed = async (read) => {
    const before = performance.now();
    const text = await read();
    return [text, performance.now() - before];
  };
  return {
    kiosk: await timed(async () => (await window.reader.detect(frame))[0]?.rawValue ?? null),
    jsQR: await timed(() => jsQR(pixels.data, pixels.width, pixels.height)?.data || null),
  };
}"""
READY = """async ([camera, scanner, engine]) => {
  const { detectorFor } = await import(camera);
  window.reader = await detectorFor(new URL(scanner, location.href).href, engine);
  await window.reader.detect(await createImageBitmap(new ImageData(64, 64)));
}"""


@dataclass(frozen=True)
class Result:
    """What one reader made of one frame: whether it read the pass, in how many milliseconds."""

    reader: str
    way: str
    right: bool
    ms: float


def read_all(page: Page, frames: Iterable[held.Held]) -> list[Result]:
    """Let both readers read every frame, in a page of our own server."""
    page.evaluate(JSQR.read_text(encoding="utf-8"))
    vendor = "/static/vendor"
    page.evaluate(
        READY,
        [
            "/static/kiosk/camera.js",
            f"{vendor}/barcode-detector/ponyfill.js",
            f"{vendor}/zxing_reader.wasm",
        ],
    )
    results = []
    for frame in frames:
        read: dict[str, Any] = page.evaluate(READ, [base64.b64encode(frame.jpeg).decode()])
        results += [
            Result(reader, frame.way, text == frame.text, ms) for reader, (text, ms) in read.items()
        ]
    return results


def rate(results: Sequence[Result], reader: str) -> float:
    """Return the share of frames that a reader read right, from 0 to 1."""
    own = [one.right for one in results if one.reader == reader]
    return sum(own) / len(own)


def table(results: Sequence[Result]) -> str:
    """Return the read rate by way of holding, and the time, of both readers."""
    ways: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in results:
        ways[one.way, one.reader].append(one.right)
    lines = [f"{'held':<16}{OURS:>12}{THEIRS:>12}"]
    for way in dict.fromkeys(one.way for one in results):
        read = (f"{sum(ways[way, who])} of {len(ways[way, who])}" for who in (OURS, THEIRS))
        lines.append(f"{way:<16}" + "".join(f"{text:>12}" for text in read))
    for label, pick in (("median ms", median), ("slowest ms", max)):
        times = (pick([one.ms for one in results if one.reader == who]) for who in (OURS, THEIRS))
        lines.append(f"{label:<16}" + "".join(f"{ms:>12.1f}" for ms in times))
    rates = (f"{100 * rate(results, who):.0f} %" for who in (OURS, THEIRS))
    return "\n".join([*lines, f"{'read':<16}" + "".join(f"{text:>12}" for text in rates)])


@contextmanager
def bare_page(chromium: Browser) -> Iterator[Page]:
    """Open an empty page on a server that has our scripts."""
    app = Flask("bench", static_folder=str(browser.ROOT / "static"))
    app.add_url_rule("/", "page", lambda: "<!doctype html><title>bench</title>")
    with browser.served_here(app) as address:
        page = chromium.new_page()
        page.goto(address)
        yield page
        page.close()


def main() -> int:
    """Print the table of all frames."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as driver,
        browser.launched(driver) as chromium,
        bare_page(chromium) as page,
    ):
        sys.stdout.write(table(read_all(page, held.frames(Path(folder)))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
