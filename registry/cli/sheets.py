"""Commands for the month's sheet: one to look at, and issuing those of all centres."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from registry import clock
from registry.arguments import MonthType
from registry.centres.queries import CentreView, all_centres
from registry.cli.frame import FILE, Refused, app_of, bar, centre_of, inloop
from registry.figures.facts import Month
from registry.new_file import write_over

if TYPE_CHECKING:
    from registry.sheets.services import Press


@inloop.command()
@click.argument("centre")
@click.argument("month", type=MonthType())
@click.option("--pdf", type=FILE)
@click.option("--json", "as_json", type=FILE, help="exactly the printed figures")
@click.pass_context
def sheet(
    context: click.Context, centre: str, month: Month, pdf: Path | None, as_json: Path | None
) -> None:
    """Make the sheet of a centre's month, as issued or a draft; without a file print its JSON."""
    from registry.sheets import services as sheets

    with app_of(context) as app:
        found, theory_of_change = centre_of(centre), app.extensions["inloop_theory"]
        public_url = app.extensions["inloop_settings"].public_url
        try:
            made = sheets.current(
                centre_id=found.id, month=month, theory=theory_of_change, at=clock.now()
            )
        except sheets.NoSuchMonth as error:
            raise Refused(str(error)) from error
        text = json.dumps(made.figures(public_url), ensure_ascii=False, indent=2)
        if pdf is not None:
            write_over(pdf, made.pdf(public_url))
            click.echo(f"The sheet of {found.name}, {month}, is in {pdf}", err=True)
    if as_json is not None:
        write_over(as_json, f"{text}\n".encode())
        click.echo(f"The figures of {found.name}, {month}, are in {as_json}", err=True)
    if pdf is None and as_json is None:
        click.echo(text)


@inloop.group("sheets")
def sheets_group() -> None:
    """The sheets of all centres."""


@sheets_group.command("issue")
@click.argument("month", type=MonthType())
@click.pass_context
def issue_sheets(context: click.Context, month: Month) -> None:
    """Issue and freeze every centre's sheet of a month; what is issued already stays as it is."""
    from registry.sheets import services as sheets

    with app_of(context) as app, bar(f"Issuing {month}") as progress:
        press = sheets.Press(
            theory=app.extensions["inloop_theory"],
            public_url=app.extensions["inloop_settings"].public_url,
            at=clock.now(),
            by=None,
        )
        every = all_centres()
        for done, centre in enumerate(every):
            progress(done, len(every))
            click.echo(f"{centre.name}: {_issued(centre, month, press)}")
        progress(len(every), len(every))


def _issued(centre: CentreView, month: Month, press: Press) -> str:
    """Issue one sheet and say what came of it. Raises Refused for a month that still runs."""
    from registry.sheets import services as sheets

    try:
        return f"issued as {sheets.issue(centre_id=centre.id, month=month, press=press).number}"
    except sheets.AlreadyIssued:
        return "was issued already"
    except sheets.NoSuchMonth:
        return "was not open yet"
    except sheets.NotOver as error:
        raise Refused(f"{month} is not over: its sheets can be issued after it") from error
