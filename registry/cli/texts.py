"""Commands for the kiosk's texts: what centres corrected, on its way into the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from registry.cli.frame import Refused, app_of, inloop
from registry.texts import exchange
from registry.texts.queries import TRANSLATED

_FOLDER = click.Path(file_okay=False, path_type=Path)


@inloop.group()
def texts() -> None:
    """The kiosk's texts."""


@texts.command("export")
@click.argument("folder", type=_FOLDER)
@click.pass_context
def texts_export(context: click.Context, folder: Path) -> None:
    """Write what all centres corrected or checked: a catalogue for each language in FOLDER."""
    with app_of(context):
        written = exchange.export(folder)
    for file, count in written.items():
        click.echo(f"{count} texts in {file}")
    if not written:
        click.echo("No centre corrected or checked a text.")


@texts.command("import")
@click.argument("folder", type=_FOLDER)
def texts_import(folder: Path) -> None:
    """Take such files into the project's own catalogues; `make catalogue` compiles them."""
    files = {code: folder / f"{code}.po" for code in TRANSLATED}
    there = {code: file for code, file in files.items() if file.is_file()}
    if not there:
        raise Refused(f"{folder} has no file like {files[TRANSLATED[0]].name}")
    for code, file in there.items():
        try:
            click.echo(f"{exchange.take_in(file, code)} texts of {file.name} taken in")
        except exchange.NotACatalogue as error:
            raise Refused(f"{file}: {error}") from error
