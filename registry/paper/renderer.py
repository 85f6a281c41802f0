"""The warm PDF process: pages of HTML in, PDFs out, at low priority, until nobody asks any more.

It gets text over a pipe and gives bytes over another. It has no settings, opens no database, and
ends with the process that started it, however that ends: then its pipe is closed.
"""

from __future__ import annotations

import os
import signal
import struct
from typing import BinaryIO

from registry.paper import pdf

NICENESS = 10
"""A tenth of what another process gets where all are busy: what a visitor waits for goes first."""

ASKED = struct.Struct(">Q")
"""Before a page: its length in bytes. An empty page asks whether PDFs can be made at all."""
ANSWERED = struct.Struct(">?Q")
"""Before an answer: whether it is a PDF, else the line of a PaperError; and its length."""


def main() -> None:
    """Answer pages until there are no more."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal; the asker says when it is over
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with os.fdopen(0, "rb") as pages, answers:
        while (page := _read(pages)) is not None:
            made, content = _made(page)
            answers.write(ANSWERED.pack(made, len(content)) + content)
            answers.flush()


def _read(pages: BinaryIO) -> bytes | None:
    head = pages.read(ASKED.size)
    if len(head) < ASKED.size:
        return None
    (length,) = ASKED.unpack(head)
    page = pages.read(length)
    return page if len(page) == length else None


def _made(page: bytes) -> tuple[bool, bytes]:
    try:
        if page:
            return True, pdf.render(page.decode())
        pdf.check_ready()
    except pdf.PaperError as error:
        return False, str(error).encode()
    except Exception as error:  # one bad page must not end the others
        return False, f"this page can't be put on paper ({type(error).__name__})".encode()
    return True, b""


if __name__ == "__main__":
    main()
