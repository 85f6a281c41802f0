"""The command that writes a centre's months as tables, for a funder or an evaluator."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from registry import clock
from registry.arguments import MonthType
from registry.cli.frame import Refused, app_of, bar, centre_of, inloop
from registry.figures.facts import Month
from registry.new_file import new_file

if TYPE_CHECKING:
    from registry.sheets.table import Line

FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)


@inloop.command()
@click.argument("centre")
@click.argument("first", type=MonthType(), metavar="FROM")
@click.argument("last", type=MonthType(), metavar="TO")
@click.option("--out", type=FOLDER, required=True, help="the folder for both files")
@click.pass_context
def export(context: click.Context, centre: str, first: Month, last: Month, out: Path) -> None:
    """Write what the sheets of a centre's months print, as CSV and XLSX with a data dictionary.

    Of an issued month its issued figures, of another those of its draft, which says so.
    """
    from registry.sheets import services as sheets
    from registry.sheets import spreadsheets

    if first > last:
        raise Refused(f"{first} comes after {last}")
    with app_of(context) as app, ExitStack() as files, bar(f"{first} to {last}") as progress:
        found, at = centre_of(centre), clock.now()
        names = [out / f"{found.slug}-{first}-{last}.{kind}" for kind in ("csv", "xlsx")]
        as_csv, as_xlsx = (files.enter_context(new_file(name)) for name in names)
        theory_of_change = app.extensions["inloop_theory"]
        lines: list[Line] = []
        months = tuple(first.until(last))
        for done, month in enumerate(months, 1):
            try:
                made = sheets.current(
                    centre_id=found.id, month=month, theory=theory_of_change, at=at
                )
            except sheets.NoSuchMonth as error:
                raise Refused(str(error)) from error
            lines += made.lines(app.extensions["inloop_settings"].public_url)
            progress(done, len(months))
        as_csv(spreadsheets.as_csv(lines))
        as_xlsx(spreadsheets.as_xlsx(lines))
        for month in months:
            sheets.record_download(
                centre_id=found.id, period=str(month), kind="csv xlsx", at=at, by=None
            )
    for name in names:
        click.echo(f"The figures of {found.name}, {first} to {last}, are in {name}")
