"""Commands that keep an installation safe: backup, restore, drill, retention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click

from registry import clock, drill, restore
from registry.care import archive, backup, notes, retention
from registry.cli.frame import FILE, Refused, app_of, bar, inloop
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


@inloop.command("restore")
@click.argument("file", type=FILE)
@click.option("--identity", type=FILE, help="the private key of a backup that is shut")
@click.option("--key", type=FILE, help="the copy of the secret key that was kept apart")
@click.option("--new-key", is_flag=True, help="the secret key is lost: go on with another")
@click.option("--journal", type=FILE, help="a later erased.txt, where one was kept elsewhere")
@click.pass_context
def restore_command(
    context: click.Context,
    file: Path,
    identity: Path | None,
    key: Path | None,
    new_key: bool,
    journal: Path | None,
) -> None:
    """Put a backup back into an empty installation, and say what is lost.

    What was erased since stays erased, and what is too old by now goes.
    """
    opened_by = [] if identity is None else archive.identities(identity)
    wish = restore.Wish(file=file, opened_by=opened_by, key=key, new_key=new_key, journal=journal)
    with bar("Unpacking, checking, forgetting") as progress:
        done = restore.restore(context.obj, Settings.read(), wish, progress=progress)
    for line in told(done):
        click.echo(line)
    for line in to_do(done, new_key=new_key):
        click.echo(line, err=True)


@inloop.command("drill")
@click.argument("file", type=FILE)
@click.option("--identity", type=FILE, help="the private key of a backup that is shut")
@click.option("--database", default="", help="an empty PostgreSQL database to do it in")
@click.pass_context
def drill_command(context: click.Context, file: Path, identity: Path | None, database: str) -> None:
    """Put a backup back somewhere else, look at it, and clear it away; once a month."""
    settings = Settings.read()
    opened_by = [] if identity is None else archive.identities(identity)
    wish = restore.Wish(file=file, opened_by=opened_by, journal=drill.journal_of(settings))
    with bar("Putting back, looking, clearing away") as progress:
        found = drill.drill(context.obj, settings, wish, empty=database, progress=progress)
    for line in told(found.restored):
        click.echo(line)
    for name, (then, now) in found.rows.items():
        click.echo(f"{name}: {then:,} in the backup, {now:,} now")
    click.echo(f"{found.months} kept month(s) compared with the check-ins")
    if found.wrong:
        raise Refused(f"kept figures differ in the backup: {', '.join(found.wrong)}")
    click.echo("The drill went well; all of it is cleared away.")


def told(done: restore.Restored) -> Iterator[str]:
    """Say what was put back and what is lost."""
    manifest = done.manifest
    yield f"{sum(manifest.rows.values()):,} rows in {len(manifest.rows)} tables are back and whole"
    newest = "nothing" if manifest.newest is None else _local(manifest.newest)
    yield (
        f"lost: what came in from {_local(manifest.made_at)} until {_local(done.at)}"
        f" ({_span(done.at - manifest.made_at)}); the newest entry is of {newest}"
    )
    yield f"erased again: {done.erased} pass(es) that were erased after the backup"
    gone = sum(line.older for one in done.gone for line in one.lines)
    yield f"let go of: {gone} thing(s) that are too old by now"


def to_do(done: restore.Restored, *, new_key: bool) -> Iterator[str]:
    """Say what people have to do after that."""
    yield (
        "What was revoked after the backup counts again: look at the tablets, desks, passes,"
        " readers and accounts. Everybody signs in anew."
    )
    if new_key:
        yield (
            "With another secret key no card is known any more and no app fits: print new cards,"
            " and give each `inloop account new-app EMAIL`."
        )
    if done.theory is not None:
        yield f"The theory of change of then is {done.theory}: set INLOOP_THEORY to it."


def _span(lasted: timedelta) -> str:
    minutes = int(lasted.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    return f"{days} d {hours} h {minutes % 60} min" if days else f"{hours} h {minutes % 60} min"


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
    with app_of(context) as app, bar("Letting go of what is too old") as progress:
        theory = app.extensions["inloop_theory"]
        gone = retention.let_go(theory=theory, at=at, dry_run=dry_run, progress=progress)
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
