"""Says in one line what was wrong, for whoever typed a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from registry.care.archive import BackupError
from registry.centres.services import CentreExists, NameRefused
from registry.opening import UnreadableHours
from registry.paper.pdf import PaperError
from registry.serve import CannotServe
from registry.settings import SettingsError
from registry.staff.services import AddressRefused
from registry.theory.source import TheoryError
from registry.write_lock import DatabaseBusy

_LINES: dict[type[Exception], Callable[[Any], str]] = {
    click.exceptions.NoArgsIsHelpError: lambda _: "say which command; `inloop --help` lists them",
    click.ClickException: lambda error: error.format_message(),
    click.Abort: lambda _: "stopped",
    SettingsError: str,
    BackupError: str,
    CannotServe: str,
    UnreadableHours: str,
    NameRefused: str,
    AddressRefused: str,
    PaperError: str,
    TheoryError: lambda error: f"{str(error).splitlines()[0]} (see `inloop theory check`)",
    DatabaseBusy: lambda _: "another program is writing in the database; try again later",
    CentreExists: lambda error: f"there is a centre {error} already",
    SQLAlchemyError: lambda error: f"the database can't be used: {_cause(error)}",
    OSError: lambda error: f"{error.filename or 'this machine'}: {error.strerror or error}",
}

KNOWN = tuple(_LINES)
"""What a person can do something about; anything else is a fault of ours."""


def in_words(error: Exception) -> str:
    """Return the line for an error of a known kind; a broken theory's own command gives more."""
    return next(say(error) for kind, say in _LINES.items() if isinstance(error, kind))


def _cause(error: SQLAlchemyError) -> str:
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    unmade = "no such table" in cause or cause.startswith('relation "')
    return f"{cause}; run `inloop init`" if unmade else cause
