"""The command that looks at an installation and says what to do about it."""

from __future__ import annotations

import click

from registry import doctor
from registry.cli.frame import Refused, inloop
from registry.settings import Settings


@inloop.command("doctor")
@click.pass_context
def doctor_command(context: click.Context) -> None:
    """Look at machine, paper, database, disk, clock, HTTPS, backups and tablets."""
    settings = Settings.read()
    found = []
    for one in doctor.findings(context.obj(settings), settings):
        found.append(one)
        click.echo(f"{one.mark:<5}  {one.name}: {one.said}")
        if one.do:
            click.echo(f"       → {one.do}")
    wrong = [one.name for one in found if one.mark == "wrong"]
    if wrong:
        raise Refused(f"to be put right: {', '.join(wrong)}")
