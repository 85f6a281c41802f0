"""What this installation runs on, for pages: its theory of change and its public address."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import current_app

from registry import clock
from registry.care import notes
from registry.care.notes import Deed
from registry.theory.model import Theory


def theory_of_change() -> Theory:
    """Return the theory of change that this app runs on."""
    return cast(Theory, current_app.extensions["inloop_theory"])


def public_url() -> str:
    """Return this installation's public address, "" without one."""
    return cast(str, current_app.extensions["inloop_settings"].public_url)


def last_done(deed: Deed) -> datetime | None:
    """Return when a backup, a drill or retention was last done here; None: not yet."""
    return notes.last(current_app.extensions["inloop_settings"].data_dir, deed)


def is_missed(deed: Deed) -> bool:
    """Tell whether a nightly deed was not done here when it should have been, or never."""
    return notes.is_missed(current_app.extensions["inloop_settings"].data_dir, deed, clock.now())
