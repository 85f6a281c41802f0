"""Run as tests/elsewhen.py is: a server that the tests may look into, also without being root."""

from __future__ import annotations

import ctypes
import os

from tests import elsewhen

PR_SET_PTRACER = 0x59616D61
ANY = -1


def main() -> None:
    """Serve; every process of the server says that it may be watched."""

    def allow() -> None:
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANY), 0, 0, 0)

    os.register_at_fork(after_in_child=allow)
    elsewhen.main()


if __name__ == "__main__":
    main()
