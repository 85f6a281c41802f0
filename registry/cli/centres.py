"""Commands for centres, and for the tablets at their doors."""

from __future__ import annotations

import click

from registry import clock, opening, words
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.cli.frame import address_of, app_of, centre_of, inloop
from registry.settings import Settings
from registry.texts import queries as texts


@inloop.group()
def centre() -> None:
    """Centres."""


@centre.command("add")
@click.argument("name")
@click.option("--neighbourhood", help="[default: the theory's area]")
@click.option("--hours", multiple=True, default=("mon-fri 9:00-17:00",), show_default=True)
@click.option(
    "--language",
    "more",
    multiple=True,
    type=click.Choice([code for code in words.LANGUAGES if code != "nl"]),
    help="of the kiosk, besides Dutch; a draft until a native speaker has checked it",
)
@click.pass_context
def centre_add(
    context: click.Context,
    name: str,
    neighbourhood: str | None,
    hours: tuple[str, ...],
    more: tuple[str, ...],
) -> None:
    """Add a centre; give --hours once for each row of the opening hours."""
    with app_of(context) as app:
        at, area = clock.now(), app.extensions["inloop_theory"].area
        centre_id = centre_services.add_centre(
            name=name,
            neighbourhood=area if neighbourhood is None else neighbourhood,
            opened_on=clock.local_day(at),
            hours=[row for text in hours for row in opening.read(text)],
            languages=("nl", *dict.fromkeys(more)),
            at=at,
        )
        added = centres.by_id(centre_id)
        wording = tuple(app.extensions["inloop_theory"].wording())
        drafts = texts.drafts(centre_id=centre_id, wording=wording)
    click.echo(added.slug if added else "")
    for code in dict.fromkeys(more):
        count, of = drafts[code]
        click.echo(f"{words.LANGUAGES[code]}: {count} of {of} texts are drafts", err=True)


@centre.command("list")
@click.pass_context
def centre_list(context: click.Context) -> None:
    """List the centres: slug and name."""
    with app_of(context):
        found = centres.all_centres()
    width = max((len(one.slug) for one in found), default=0)
    for one in found:
        click.echo(f"{one.slug:<{width}}  {one.name}")


@inloop.group()
def tablet() -> None:
    """Tablets."""


@tablet.command("add")
@click.argument("centre")
@click.option("--name", default="Ingang", show_default=True)
@click.pass_context
def tablet_add(context: click.Context, centre: str, name: str) -> None:
    """Print a code that makes one browser a tablet of a centre; on stderr where to type it."""
    with app_of(context):
        code = centre_services.issue_enrolment_code(
            centre_id=centre_of(centre).id, tablet_name=name, at=clock.now()
        )
    click.echo(code)
    address = f"{address_of(Settings.read())}/kiosk/koppelen"
    click.echo(f"Type it on the tablet, within ten minutes, at {address}", err=True)
