"""Commands for passes."""

from __future__ import annotations

from pathlib import Path

import click

from registry import clock
from registry.arguments import Whole
from registry.centres import queries as centres
from registry.cli.frame import FILE, app_of, centre_of, inloop
from registry.database import writing
from registry.new_file import new_file
from registry.paper import cards
from registry.paper.printing import check_ready
from registry.passes import services as passes


@inloop.group("passes")
def passes_group() -> None:
    """Passes."""


@passes_group.command("new")
@click.argument("centre")
@click.option("--count", type=Whole(1, 1000), required=True)
@click.option("--pdf", type=FILE, required=True, help="where the cards go; kept nowhere else")
@click.pass_context
def passes_new(context: click.Context, centre: str, count: int, pdf: Path) -> None:
    """Make passes and print them on cards, ten on an A4."""
    with app_of(context) as app:
        at, found = clock.now(), centre_of(centre)
        made_up = centres.demo_last_day() is not None
        check_ready()
        with new_file(pdf) as write, writing():
            texts = passes.make(
                centre_id=found.id,
                count=count,
                on=clock.local_day(at),
                at=at,
                key=app.config["PASS_KEY"],
            )
            write(cards.cards_pdf(texts, centre=found.name, example=made_up))
    click.echo(f"{count} passes of {found.name} in {pdf}")
