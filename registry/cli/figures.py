"""Commands about what is kept of months that are over."""

from __future__ import annotations

import click

from registry import clock
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.cli.frame import Refused, app_of, centre_of, inloop
from registry.reporting import services as reporting


@inloop.group()
def figures() -> None:
    """The figures that are kept of months that are over."""


@figures.command()
@click.argument("centre", required=False)
@click.pass_context
def verify(context: click.Context, centre: str | None) -> None:
    """Count every kept month anew and say which differ, of one centre or of all."""
    differ = []
    with app_of(context) as app:
        for one in _asked(centre):
            found = reporting.verify(
                centre=one, theory=app.extensions["inloop_theory"], at=clock.now()
            )
            click.echo(f"{one.slug}: {found.months} kept month(s) compared with the check-ins")
            for month in found.wrong:
                click.echo(f"{one.slug}: {month} differs")
            if found.passes:
                click.echo(f"{one.slug}: {found.passes} pass(es) with another first day")
            if found.wrong or found.passes:
                differ.append(one.slug)
    if differ:
        raise Refused(f"kept figures differ; run `inloop figures recount` for {', '.join(differ)}")


@figures.command()
@click.argument("centre", required=False)
@click.pass_context
def recount(context: click.Context, centre: str | None) -> None:
    """Drop what is kept of a centre's months, or of all, so that each is counted anew."""
    with app_of(context):
        for one in _asked(centre):
            reporting.forget(centre_id=one.id)
            click.echo(f"{one.slug}: every month is counted anew when it is next asked for")


def _asked(slug: str | None) -> tuple[CentreView, ...]:
    return centres.all_centres() if slug is None else (centre_of(slug),)
