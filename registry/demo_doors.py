"""The three conditions under which a made-up neighbourhood may be entered without a password."""

from __future__ import annotations

import ipaddress
from datetime import date


def is_loopback(host: str) -> bool:
    """Tell whether an address or host name can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def why_shut(*, asked: bool, last_day: date | None, host: str) -> str | None:
    """Return why the doors stay shut, or None where all three conditions hold.

    `asked` is INLOOP_DEMO, `last_day` that of the database's mark (None: it has no mark), and
    `host` the address the server is bound to.
    """
    if not asked:
        return "INLOOP_DEMO is not 1"
    if last_day is None:
        return "this database was not filled by `inloop demo`"
    if not is_loopback(host):
        return f"{host} can be reached from other machines"
    return None
