"""Takes the pictures of docs/handboek from a demo that runs on a Monday morning.

Not a test of its own: `make handbook-pictures` runs it, and somebody looks at what it made.
"""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from PIL import Image
from playwright.sync_api import Browser

from registry import clock
from registry.settings import Settings
from tests import browser

FOLDER = browser.ROOT / "docs" / "handboek" / "beelden"
AT = datetime(2026, 11, 23, 10, 20, tzinfo=clock.LOCAL)
SHRUNK, QUALITY = 0.6, 60


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it: by which door they came in, and its address."""

    who: str
    address: str
    size: tuple[int, int] = (1366, 768)


PICTURES = {
    "vandaag": Picture("host", "/team/vandaag"),
    "mensen-erbij": Picture("host", "/team/vandaag/groep"),
    "passen": Picture("host", "/team/passen"),
    "hulpvragen": Picture("host", "/team/hulpvragen"),
    "activiteiten": Picture("coordinator", "/team/activiteiten"),
    "programma": Picture("coordinator", "/team/programma"),
    "dicht": Picture("coordinator", "/team/instellingen/dicht"),
    "vragen": Picture("coordinator", "/team/instellingen/vragen"),
    "maand": Picture("coordinator", "/team/maand/2026-10"),
    "maandblad": Picture("coordinator", "/team/maandblad/2026-10"),
    "instellingen": Picture("admin", "/team/instellingen"),
    "tablets": Picture("coordinator", "/team/instellingen/tablets"),
    "hoe-lang": Picture("admin", "/team/instellingen/bewaren"),
    "logboek": Picture("coordinator", "/team/instellingen/logboek"),
    "wat-we-bewaren": Picture("stranger", "/bewaren", (820, 1160)),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Fill a demo up to that morning, serve it, and return its address."""
    with time_machine.travel(AT, tick=True):
        settings = Settings.read(data_dir=tmp_path_factory.mktemp("demo") / "data")
        environment = {**os.environ, "INLOOP_DATA_DIR": str(settings.data_dir)}
        backup = str(settings.data_dir.parent / "one.backup")
        for typed in (["demo", "--months", "4"], ["backup", backup], ["retention"]):
            told = browser.inloop(*typed)
            subprocess.run(told, env=environment, cwd=browser.ROOT, check=True)  # noqa: S603
        with browser.serving(settings, INLOOP_DEMO="1") as address:
            yield address


@pytest.mark.parametrize("name", PICTURES)
def test_picture(demo: str, plain_browser: Browser, name: str) -> None:
    wanted = PICTURES[name]
    width, height = wanted.size
    context = plain_browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="nl-NL"
    )
    page = context.new_page()
    if wanted.who != "stranger":
        page.goto(demo)
        page.click(f'form[action$="{wanted.who}"] button')
        page.wait_for_load_state("networkidle")
    answer = page.goto(f"{demo}{wanted.address}", wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    shot = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    small = shot.resize((int(shot.width * SHRUNK), int(shot.height * SHRUNK)), Image.LANCZOS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def test_no_stray_picture_stays() -> None:
    for file in FOLDER.glob("*.webp"):
        if file.stem not in PICTURES:
            Path(file).unlink()
