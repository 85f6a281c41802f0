"""Commands that keep an installation safe: backup, restore, drill, retention."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from registry import clock
from registry.care import archive, backup
from registry.cli.frame import FILE, bar, inloop
from registry.settings import Settings


@inloop.command("backup")
@click.argument("file", type=FILE)
@click.option("--to", "keys", multiple=True, help="a public key (age1… or ssh-…) that opens it")
def backup_command(file: Path, keys: tuple[str, ...]) -> None:
    """Write all that is kept to FILE, while the server runs, and read it back.

    The installation's secret key is not in it. With --to only the keeper of that key can open it;
    give it once for each keeper.
    """
    settings, recipients = Settings.read(), [archive.recipient(key) for key in keys]
    with bar("Copying, packing, reading back") as progress:
        made = backup.make(settings, file, recipients=recipients, progress=progress)
    told = made.manifest
    rows = sum(told.rows.values())
    click.echo(f"{file}: {rows:,} rows in {len(told.rows)} tables, {made.size:,} bytes")
    click.echo(f"read back and whole; holds all that came in before {_local(told.made_at)}")
    click.echo(
        f"The secret key is not in it: keep a copy of {settings.key_file} somewhere else, once.",
        err=True,
    )
    if not made.shut:
        click.echo("Anyone who has the file can read it; --to KEY shuts it.", err=True)
    if made.beside:
        click.echo("It lies on the same disk as the database: take it elsewhere.", err=True)


def _local(at: datetime) -> str:
    return f"{clock.to_local(at):%Y-%m-%d %H:%M:%S}"
