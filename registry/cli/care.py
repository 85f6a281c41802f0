"""Commands that keep an installation safe: backup, restore, drill, retention."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from registry import clock
from registry.care import archive, backup, notes, retention
from registry.cli.frame import FILE, app_of, bar, inloop
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


RULES = {
    "visits": "check-ins lose their pass",
    "passes": "unused passes go",
    "apart": "events put apart go",
    "answers": "ids of answers go",
    "trail": "lines of the trail go",
}


@inloop.command("retention")
@click.option("--dry-run", is_flag=True, help="say what would go, and let go of nothing")
@click.pass_context
def retention_command(context: click.Context, dry_run: bool) -> None:
    """Let go of all that is older than the rules say; run it every night.

    Visits, tallies and issued sheets stay.
    """
    settings, at = Settings.read(), clock.now()
    with app_of(context) as app:
        theory = app.extensions["inloop_theory"]
        gone = retention.let_go(theory=theory, at=at, dry_run=dry_run)
    if not dry_run:
        notes.note(settings.data_dir, "retention", at)
    for one in gone:
        for line in one.lines:
            where = one.centre or "no centre"
            click.echo(f"{where}: {line.older:,} {RULES[line.key]}, from before {line.before}")
    if dry_run:
        click.echo("This was a dry run: all of it is still there.", err=True)


def _local(at: datetime) -> str:
    return f"{clock.to_local(at):%Y-%m-%d %H:%M:%S}"
