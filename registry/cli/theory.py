"""Commands for the theory of change."""

from __future__ import annotations

from pathlib import Path

import click

from registry.cli.frame import FILE, Refused, inloop
from registry.settings import Settings
from registry.theory import load
from registry.theory.source import TheoryError


@inloop.group()
def theory() -> None:
    """The theory of change."""


@theory.command("check")
@click.argument("file", type=FILE, required=False)
def theory_check(file: Path | None) -> None:
    """Read a theory of change and say what is wrong, with the line."""
    path = file or Settings.read().theory or load.DEFAULT
    try:
        found = load.load(path)
    except TheoryError as error:
        raise Refused(str(error)) from error
    click.echo(
        f"{path}: version {found.version}, {len(found.goals)} goals,"
        f" {len(found.subgoals)} subgoals, {len(found.indicators)} indicators,"
        f" {len(found.activity_types)} activity types"
    )
