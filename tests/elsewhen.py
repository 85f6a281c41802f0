"""The `inloop` command, its clock a number of seconds off: `python -m tests.elsewhen SECONDS …`.

So a server or a command of a test that lives on a fixed Monday lives on that Monday too. In place
of the number may stand a file that holds it: then a server that is told another number there is at
another time from then on.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from pathlib import Path

import time_machine


def go(seconds: str) -> time_machine.Traveller:
    """Let the clock be so many seconds off."""
    traveller = time_machine.travel(time.time() + float(seconds), tick=True).start()
    time.time()  # the clock stands still until it is read for the first time
    return traveller


def follow(file: Path, known: str, traveller: time_machine.Traveller) -> None:
    """Go wherever the file says, from now on."""
    while True:
        time.sleep(0.02)
        said = file.read_text(encoding="ascii")
        if said not in {"", known}:
            known = said
            real = time_machine.escape_hatch.time.time()
            traveller.move_to(real + float(said), tick=True)
            time.time()


def main() -> None:
    """Run the command at another time."""
    when = sys.argv.pop(1)
    sys.argv[0] = "inloop"
    file = Path(when)
    if file.is_file():
        known = file.read_text(encoding="ascii")
        there = (file, known, go(known))
        workers = threading.Thread(target=follow, args=there, daemon=True)
        os.register_at_fork(after_in_child=workers.start)
    else:
        go(when)
    importlib.import_module("wsgi").main()


if __name__ == "__main__":
    main()
