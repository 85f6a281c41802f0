"""The `inloop` command: each subcommand reads its words, does one thing and says what it did."""

from registry.cli import (
    accounts,
    care,
    centres,
    doctor,
    export,
    figures,
    installation,
    move,
    passes,
    sheets,
    texts,
    theory,
)
from registry.cli.frame import main

__all__ = [
    "accounts",
    "care",
    "centres",
    "doctor",
    "export",
    "figures",
    "installation",
    "main",
    "move",
    "passes",
    "sheets",
    "texts",
    "theory",
]
