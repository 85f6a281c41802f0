"""Measures sheets: beside a bare WeasyPrint loop, in memory, and what check-ins notice of them.

`make bench-sheets` prints it. The sheets are asked for over HTTP, as coordinators do.
"""

from __future__ import annotations

import argparse
import http.client
import importlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from registry import clock
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.paper import pages
from registry.paper.printing import Printer
from registry.paper.renderer import NICENESS
from registry.settings import ROOT, Settings
from registry.staff import queries as people
from registry.staff import services as staff
from tests.bench import bench
from tests.bench.load import measure
from tests.sheets import odd

SHEETS, MANY = 12, 100
CONNECTIONS = 8
BARE = """
import os, sys, time, weasyprint, logging
from registry.paper.pdf import FOLDER
os.nice(int(sys.argv[1]))
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
for line in sys.stdin:
    began = time.perf_counter()
    for name in line.split():
        html = open(name, encoding="utf-8").read()
        page = weasyprint.HTML(string=html, base_url=f"{FOLDER.as_uri()}/")
        page.write_pdf(pdf_variant="pdf/ua-1")
    print(time.perf_counter() - began, flush=True)
"""


def main() -> None:
    """Measure all three and print them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=10.0)
    options = asked.parse_args()
    console = Console()
    table = Table(title=f"Sheets (medians of {options.rounds} rounds, in turns)")
    for heading in ("what", "measured", "ratio", "bar"):
        table.add_column(heading, justify="left" if heading == "what" else "right")

    def note(what: str, measured: float, beside: float, bar: float) -> None:
        """Say it at once too: a run that is cut off has told what it had."""
        row = (what, f"{measured:.1f} / {beside:.1f}", f"{measured / beside:.2f}", f"{bar}")
        table.add_row(*row)
        console.log(*row)

    with tempfile.TemporaryDirectory() as folder:
        with _printer(Path(folder)) as printer:
            twelfth = _print(printer, 0, SHEETS)
            ours, bare = _beside_a_bare_loop(printer, Path(folder), options.rounds)
            note(f"{SHEETS} sheets, s, beside a bare WeasyPrint loop", ours, bare, 1.3)
            last = _print(printer, SHEETS * (1 + options.rounds), MANY)
            note(f"memory after sheet {MANY} and {SHEETS}, MB", last, twelfth, 1.1)
        idle, busy, made = _check_ins(Path(folder), options.rounds, options.seconds)
        note("check-in p95 during a batch and idle, ms", busy, idle, 2.0)
    console.print(table)
    console.print(f"Sheets made while check-ins came in: {made}, {CONNECTIONS} connections.")


def _pages(count: int) -> list[str]:
    """So many sheets that differ, ordinary and odd ones in turns."""
    kinds = list(odd.SHEETS.values())
    made = [
        pages.fill("sheets/maandblad.html", sheet=kind(), issue=None) for kind in kinds[:SHEETS]
    ]
    return [f"{made[at % len(made)]}<!-- {at} -->" for at in range(count)]


def _print(printer: Printer, made: int, count: int) -> float:
    """Print on from so many sheets to so many; return the megabytes of the process after that."""
    for html in track(_pages(count)[made:], f"to sheet {count}", console=Console(stderr=True)):
        printer.render(html, keep=False)
    status = Path(f"/proc/{printer.pid}/statm").read_text(encoding="utf-8")
    return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _beside_a_bare_loop(printer: Printer, folder: Path, rounds: int) -> tuple[float, float]:
    """Return the seconds of our printer and of the loop, both warm and of the same priority."""
    sheets = _pages(SHEETS)
    files = [folder / f"{at}.html" for at in range(SHEETS)]
    for file, html in zip(files, sheets, strict=True):
        file.write_text(html, encoding="utf-8")
    command = [sys.executable, "-c", BARE, str(NICENESS)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as loop:  # noqa: S603
        _bare(loop, files[:2])  # warms it up
        ours, bare = [], []
        for _ in track(range(rounds), "a bare loop", console=Console(stderr=True)):
            began = time.perf_counter()
            for html in sheets:
                printer.render(html, keep=False)
            ours.append(time.perf_counter() - began)
            bare.append(_bare(loop, files))
        assert loop.stdin is not None
        loop.stdin.close()
    return median(ours), median(bare)


def _bare(loop: subprocess.Popen[bytes], files: Sequence[Path]) -> float:
    """Return the seconds that the loop takes for some sheets."""
    assert loop.stdin is not None
    assert loop.stdout is not None
    loop.stdin.write((" ".join(map(str, files)) + "\n").encode())
    loop.stdin.flush()
    return float(loop.stdout.readline())


@contextmanager
def _printer(folder: Path) -> Iterator[Printer]:
    printer = Printer(folder / "paper", seconds=600)
    try:
        yield printer
    finally:
        printer.close()


@dataclass
class Batch:
    """Somebody who asks a served app for one sheet after another, none of them kept."""

    port: int
    cookie: str
    kept: Path
    made: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Ask until the block ends; at least one sheet is being made when it begins."""
        self._over.clear()
        thread = threading.Thread(target=self._ask)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _ask(self) -> None:
        while not self._over.is_set():
            for file in self.kept.glob("*"):
                file.unlink(missing_ok=True)
            self.ask()
            self.made += 1

    def ask(self) -> None:
        """Ask for the sheet of the month that runs. Raises AssertionError where it is no PDF."""
        month = Month.of(clock.local_day(clock.now()))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", f"/team/maandblad/{month}.pdf", headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert body.startswith(b"%PDF"), (answer.status, answer.headers.get("Location"))


def _check_ins(folder: Path, rounds: int, seconds: float) -> tuple[float, float, int]:
    """Return the p95 of check-ins idle and during a batch of sheets, and how many those were."""
    with bench.served_inloop(folder) as server:
        batch = Batch(server.port, _cookie(folder / "inloop"), folder / "inloop" / "paper")
        batch.ask()
        idle, busy = [], []
        for _ in track(range(rounds), "check-ins", console=Console(stderr=True)):
            idle.append(_p95(server, seconds))
            with batch.running():
                busy.append(_p95(server, seconds))
    return median(idle), median(busy), batch.made


def _p95(server: bench.Server, seconds: float) -> float:
    return measure(
        server.visitors, server.port, connections=CONNECTIONS, seconds=seconds
    ).percentile(95)


def _cookie(data_dir: Path) -> str:
    """Sign a coordinator in beside the running server, and return the browser's cookie."""
    wsgi: Any = importlib.import_module("wsgi")
    app = wsgi.create_app(Settings.read(data_dir=data_dir))
    with app.app_context():
        (centre,) = centres.all_centres()
        staff.make_link(
            email="meting@inloop.voorbeeld",
            name="Meting",
            role="coordinator",
            centre_id=centre.id,
            at=clock.now(),
        )
        person = people.first_with(role="coordinator", centre_id=centre.id)
        assert person is not None
        door = staff.open_door(account_id=person.account_id, at=clock.now())
        signer = app.session_interface.get_signing_serializer(app)
        return f"inloop={signer.dumps({'sign_in': door})}"


if __name__ == "__main__":
    main()
