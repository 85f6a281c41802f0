"""The door to paper: pages become PDFs here, by the one warm process where an app is served.

A command, which makes a few pages and ends, makes them in its own process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from registry.paper import pdf
from registry.paper.kept import Kept
from registry.paper.pdf import PaperError
from registry.paper.renderer import ANSWERED, ASKED
from registry.settings import ROOT

SECONDS = 120.0
"""A page may take so long ..."""
BYTES_A_SECOND = 20_000
"""... and a second more for so much HTML: a thousand cards are one page too."""
IN_LINE = 4
"""So many wait at once, each in a thread of the server's: the others are for visitors."""
TRIES = 2


class PaperBusy(PaperError):
    """So many PDFs are being made already that this one must be asked for again."""

    code = "paper_busy"


class Printer:
    """A warm process for PDFs: started by the first page, started again when it died.

    Pages are made one by one, first come first served, whichever thread asks.
    """

    def __init__(self, folder: Path, *, in_line: int = IN_LINE, seconds: float = SECONDS) -> None:
        """Keep finished PDFs in a folder; let at most so many threads wait."""
        self.kept = Kept(folder)
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(in_line)
        self._line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paper")
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Return the process, or None where none was needed yet."""
        return None if self._process is None else self._process.pid

    def render(self, html: str, *, keep: bool) -> bytes:
        """Return a page as PDF, and keep that where told so. Raises PaperError."""
        found = self.kept.find(html) if keep else None
        return self._in_turn(html, keep) if found is None else found

    def check_ready(self) -> None:
        """Start the process where it does not run yet. Raises PaperError."""
        self._in_turn("", keep=False)

    def close(self) -> None:
        """End the process; who still waits gets a PaperError."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
        self._line.shutdown()
        self._stop()

    def _in_turn(self, html: str, keep: bool) -> bytes:
        if not self._places.acquire(blocking=False):
            raise PaperBusy("several PDFs are being made already; try again in half a minute")
        try:
            return self._line.submit(self._made, html, keep).result()
        finally:
            self._places.release()

    def _made(self, html: str, keep: bool) -> bytes:
        """Return a page as PDF: of just now where another waited for the same, else made now."""
        found = self.kept.find(html) if keep else None
        if found is not None:
            return found
        body = self._answer(html.encode())
        if keep:
            with suppress(OSError):  # of a full disk; it is made again next time
                self.kept.keep(html, body)
        return body

    def _answer(self, page: bytes) -> bytes:
        for _ in range(TRIES):
            if self._closed:
                raise PaperError("the server stops")
            answer = self._asked(self._running(), page)
            if answer is not None:
                return answer
            self._stop()
        raise PaperError("the process that makes PDFs ended twice over this page")

    def _asked(self, process: subprocess.Popen[bytes], page: bytes) -> bytes | None:
        """Return the answer of the process, or None where it died. Raises PaperError."""
        limit, late = self._seconds + len(page) / BYTES_A_SECOND, threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(limit, give_up)
        watch.start()
        try:
            answer = _exchange(process, page)
        except OSError:
            answer = None
        finally:
            watch.cancel()
        if answer is None and late.is_set():
            self._stop()
            raise PaperError(f"this page took longer than {limit:.0f} seconds to put on paper")
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = _started()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _started() -> subprocess.Popen[bytes]:
    """Start the process: nothing open but its pipes, and no setting to find a database by."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("INLOOP_")}
    return subprocess.Popen(  # our own module
        [sys.executable, "-m", "registry.paper.renderer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=known,
    )


def _exchange(process: subprocess.Popen[bytes], page: bytes) -> bytes | None:
    """Send a page and return its PDF, or None where the process ended before that."""
    pages, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    pages.write(ASKED.pack(len(page)) + page)
    pages.flush()
    head = answers.read(ANSWERED.size)
    if len(head) < ANSWERED.size:
        return None
    made, length = ANSWERED.unpack(head)
    content = answers.read(length)
    if len(content) < length:
        return None
    if not made:
        raise PaperError(content.decode())
    return content


_open: Printer | None = None


def open_printer(folder: Path, *, in_line: int = IN_LINE) -> Printer:
    """Let this process make its PDFs by a warm process from now on, and keep them in a folder."""
    global _open  # one for all that this process makes
    _open = Printer(folder, in_line=in_line)
    return _open


def close_printer() -> None:
    """End what `open_printer` began, if anything."""
    global _open
    printer, _open = _open, None
    if printer is not None:
        printer.close()


def render(html: str, *, keep: bool = False) -> bytes:
    """Return an HTML document as a tagged PDF. Raises PaperError.

    `keep` is for what may lie in the data folder for a day: figures and programmes, never passes.
    """
    return pdf.render(html) if _open is None else _open.render(html, keep=keep)


def check_ready() -> None:
    """Raise PaperError where no PDF can be made, before anything else is."""
    if _open is None:
        pdf.check_ready()
    else:
        _open.check_ready()


def forget() -> None:
    """Throw the kept PDFs away: what was on them may no longer be shown."""
    if _open is not None:
        _open.kept.forget()
