"""The `inloop` command, its clock a number of seconds off: `python -m tests.elsewhen SECONDS …`.

So a server or a command of a test that lives on a fixed Monday lives on that Monday too.
"""

from __future__ import annotations

import importlib
import sys
import time

import time_machine

if __name__ == "__main__":
    shift = float(sys.argv.pop(1))
    sys.argv[0] = "inloop"
    time_machine.travel(time.time() + shift, tick=True).start()
    time.time()  # the clock stands still until it is read for the first time
    importlib.import_module("wsgi").main()
