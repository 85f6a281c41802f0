"""Commands for the month's sheet: one to look at, and issuing those of all centres."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from registry import clock
from registry.arguments import MonthType
from registry.centres.queries import all_centres
from registry.cli.frame import FILE, Refused, app_of, bar, centre_of, inloop
from registry.figures.facts import Month
from registry.new_file import write_over

if TYPE_CHECKING:
    import uuid

    from registry.sheets.services import Check, Current, Issue, Press
    from registry.theory.model import Theory

TOGETHER = "All centres together"
POINTS = {
    "empty_days": "open days on which nothing was counted",
    "silent": "tablets that were silent on a day on which others came",
    "apart": "events that wait for a decision",
    "on_tablets": "taps that are still on a tablet",
    "links": "activities whose O is still a proposal",
    "thin": "questions with too few answers to show",
    "earlier": "sheets of the month before that are not issued",
    "centres": "centres that did not issue theirs",
}
"""What the check list's kinds are called (registry.sheets.services.checks)."""
NAMED = POINTS.keys() - {"thin"}
"""Those of which the names are told too."""


@inloop.command()
@click.argument("centre", required=False)
@click.argument("month", type=MonthType(), required=False)
@click.option("--joint", type=MonthType(), metavar="MONTH", help="of all centres, in their place")
@click.option("--pdf", type=FILE)
@click.option("--json", "as_json", type=FILE, help="exactly the printed figures")
@click.pass_context
def sheet(
    context: click.Context,
    centre: str | None,
    month: Month | None,
    joint: Month | None,
    pdf: Path | None,
    as_json: Path | None,
) -> None:
    """Make the sheet of a month, as issued or a draft; without a file print its JSON."""
    with app_of(context) as app:
        public_url = app.extensions["inloop_settings"].public_url
        made, of = _made(centre, month, joint, app.extensions["inloop_theory"])
        figures = made.as_file("json", public_url)
        if pdf is not None:
            write_over(pdf, made.pdf(public_url))
            click.echo(f"The sheet of {of} is in {pdf}", err=True)
    if as_json is not None:
        write_over(as_json, figures)
        click.echo(f"The figures of {of} are in {as_json}", err=True)
    if pdf is None and as_json is None:
        click.echo(figures.decode(), nl=False)


def _made(
    centre: str | None, month: Month | None, joint: Month | None, theory: Theory
) -> tuple[Current, str]:
    """Return the sheet that is asked for, and what it is of. Raises Refused."""
    from registry.sheets import services as sheets

    if joint is not None and centre is None:
        try:
            made = sheets.current_together(month=joint, theory=theory)
        except sheets.NothingIssued as error:
            raise Refused(f"no centre's sheet of {joint} is issued") from error
        return made, f"all centres, {joint},"
    if joint is not None or centre is None or month is None:
        raise Refused("name a centre and a month, or only --joint with a month")
    found = centre_of(centre)
    try:
        made = sheets.current(centre_id=found.id, month=month, theory=theory, at=clock.now())
    except sheets.NoSuchMonth as error:
        raise Refused(str(error)) from error
    return made, f"{found.name}, {month},"


@inloop.group("sheets")
def sheets_group() -> None:
    """The sheets of all centres."""


@sheets_group.command("issue")
@click.argument("month", type=MonthType())
@click.option("--check", is_flag=True, help="only say what needs a look, and issue nothing")
@click.pass_context
def issue_sheets(context: click.Context, month: Month, check: bool) -> None:
    """Issue and freeze every centre's sheet of a month, then the joint one.

    What is issued already stays as it is. Before each sheet stands what its draft needs a look at.
    """
    from registry.sheets import services as sheets

    if not sheets.is_over(month, clock.now()):
        raise Refused(f"{month} is not over: its sheets can be issued after it")
    with app_of(context) as app, bar(f"Issuing {month}") as progress:
        press = sheets.Press(
            theory=app.extensions["inloop_theory"],
            public_url=app.extensions["inloop_settings"].public_url,
            at=clock.now(),
            by=None,
        )
        every = all_centres()
        for done, centre in enumerate(every):
            progress(done, len(every) + 1)
            _look_at(centre.name, partial(_centre_checks, centre.id, month, press))
            one = partial(sheets.issue, centre_id=centre.id, month=month, press=press)
            if not check:
                click.echo(f"{centre.name}: {_issued(one)}")
        _look_at(TOGETHER, partial(_joint_checks, month, press))
        joint = partial(sheets.issue_together, month=month, press=press)
        if not check:
            click.echo(f"{TOGETHER}: {_issued(joint)}")
        progress(len(every) + 1, len(every) + 1)


def _centre_checks(centre_id: uuid.UUID, month: Month, press: Press) -> tuple[Check, ...]:
    from registry.sheets import queries
    from registry.sheets import services as sheets

    if queries.current(centre_id=centre_id, period=str(month)) is not None:
        return ()
    try:
        made = sheets.composed(centre_id=centre_id, month=month, theory=press.theory, at=press.at)
    except sheets.NoSuchMonth:
        return ()
    return sheets.checks(made, centre_id=centre_id, at=press.at)


def _joint_checks(month: Month, press: Press) -> tuple[Check, ...]:
    from registry.sheets import services as sheets

    try:
        made = sheets.current_together(month=month, theory=press.theory)
    except sheets.NothingIssued:
        return ()
    return sheets.checks_put_together(made, theory=press.theory)


def _look_at(whose: str, found: Callable[[], tuple[Check, ...]]) -> None:
    """Say what needs a look before something is issued, a line for each point."""
    for one in found():
        names = f": {', '.join(one.names)}" if one.names and one.kind in NAMED else ""
        click.echo(f"{whose}: look at {one.count} {POINTS[one.kind]}{names}")


def _issued(issue: Callable[[], Issue]) -> str:
    """Issue a sheet and say what came of it."""
    from registry.sheets import services as sheets

    try:
        return f"issued as {issue().number}"
    except sheets.AlreadyIssued:
        return "was issued already"
    except sheets.NothingIssued:
        return "there is no sheet to put together"
    except sheets.PassesGone:
        return "is too long ago: its passes are gone"
    except sheets.NoSuchMonth:
        return "was not open yet"
