"""The command that takes an installation to another database."""

from __future__ import annotations

import click

from registry import move
from registry.care import moved
from registry.cli.frame import bar, inloop
from registry.settings import Settings


@inloop.command("move")
@click.argument("to", metavar="ADDRESS")
@click.pass_context
def move_command(context: click.Context, to: str) -> None:
    """Take all that is kept to the database at ADDRESS, and see that every sheet is the same there.

    ADDRESS is postgresql://… or sqlite:///…, of an empty database. Stop the server first: tablets
    keep what is tapped. A move that was cut off goes on when the same words are typed again.
    """
    source, target = Settings.read(), Settings.read(database_url=to)
    with bar("Copying every row, comparing") as progress:
        done = move.move(context.obj, source, target, progress=progress)
    click.echo(f"{done.rows:,} rows in {done.tables} tables are equal, sum {done.sum[:16]}")
    click.echo(f"{done.sheets} sheets print the same in both")
    click.echo(f"Now set INLOOP_DATABASE_URL to {moved.address_of(target)} and start the server.")
    click.echo(
        f"{moved.address_of(source)} is as it was; delete it when a backup of the new one is made.",
        err=True,
    )
