"""Commands for the month's sheet."""

from __future__ import annotations

import json
from pathlib import Path

import click

from registry import clock
from registry.arguments import MonthType
from registry.cli.frame import FILE, Refused, app_of, centre_of, inloop
from registry.figures.facts import Month
from registry.new_file import write_over


@inloop.command()
@click.argument("centre")
@click.argument("month", type=MonthType())
@click.option("--pdf", type=FILE)
@click.option("--json", "as_json", type=FILE, help="exactly the printed figures")
@click.pass_context
def sheet(
    context: click.Context, centre: str, month: Month, pdf: Path | None, as_json: Path | None
) -> None:
    """Make the sheet of a centre's month; without a file its JSON is printed."""
    from registry.sheets import services as sheets

    with app_of(context) as app:
        found, theory_of_change = centre_of(centre), app.extensions["inloop_theory"]
        try:
            made = sheets.draft(
                centre_id=found.id, month=month, theory=theory_of_change, at=clock.now()
            )
        except sheets.NoSuchMonth as error:
            raise Refused(str(error)) from error
        text = json.dumps(sheets.sheet_json(made), ensure_ascii=False, indent=2)
        if pdf is not None:
            write_over(pdf, sheets.sheet_pdf(made))
            click.echo(f"The sheet of {found.name}, {month}, is in {pdf}", err=True)
    if as_json is not None:
        write_over(as_json, f"{text}\n".encode())
        click.echo(f"The figures of {found.name}, {month}, are in {as_json}", err=True)
    if pdf is None and as_json is None:
        click.echo(text)
