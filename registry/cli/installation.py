"""Commands that make an installation, fill it with a made-up one, and serve it."""

from __future__ import annotations

import click

from registry import clock, installation
from registry.arguments import Whole
from registry.cli.frame import Refused, address_of, bar, inloop
from registry.serve import serve
from registry.settings import Settings
from registry.staff import queries as people
from registry.staff import services as staff


@inloop.command()
@click.option("--email", default="beheerder@inloop.local", show_default=True)
@click.option("--name", default="Beheerder", show_default=True, help="of the first admin")
@click.pass_context
def init(context: click.Context, email: str, name: str) -> None:
    """Make the data folder, the secret and the tables; print a link for the first admin."""
    settings = Settings.read()
    app = installation.prepare(context.obj, settings)
    click.echo(f"The installation in {settings.data_dir} is ready.")
    with app.app_context():
        if people.has_admin():
            click.echo("There is an admin already; `inloop account add` makes links for others.")
            return
        token = staff.make_link(
            email=email, name=name, role="admin", centre_id=None, at=clock.now()
        )
    click.echo(f"Start `inloop serve`; then {email} chooses a password, once, at:")
    click.echo(f"{address_of(settings)}/team/welkom/{token}")


@inloop.command()
@click.option("--months", type=Whole(1, 36), default=13, show_default=True)
@click.option("--centres", "count", type=Whole(1, 3), default=3, show_default=True)
@click.option("--seed", type=Whole(), default=1, show_default=True)
@click.option("--refresh", is_flag=True, help="fill anew unless it reaches to today already")
@click.pass_context
def demo(context: click.Context, months: int, count: int, seed: int, refresh: bool) -> None:
    """Fill an empty database with a made-up neighbourhood; refuse any other."""
    from registry.demo import neighbourhood

    settings, at = Settings.read(), clock.now()
    if refresh and neighbourhood.reaches(context.obj, settings, clock.local_day(at)):
        click.echo("The made-up neighbourhood reaches to today already.")
        return
    wish = neighbourhood.Wish(at=at, months=months, centres=count, seed=seed, anew=refresh)
    with bar("A made-up neighbourhood") as progress:
        try:
            neighbourhood.make(context.obj, settings, wish, progress=progress)
        except (neighbourhood.NotEmpty, neighbourhood.BeingServed) as refusal:
            raise Refused(str(refusal)) from refusal
    click.echo(f"Filled {count} made-up centre(s) up to {clock.local_day(at)}, seed {seed}.")


@inloop.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=Whole(1, 65535), help="[default: PORT, else 8000]")
@click.pass_context
def serve_command(context: click.Context, host: str, port: int | None) -> None:
    """Serve the app under gunicorn."""
    settings = Settings.read()
    serve(context.obj, settings, host=host, port=port or settings.port)
