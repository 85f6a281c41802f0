"""Commands for the accounts of the team."""

from __future__ import annotations

import click

from registry import clock
from registry.cli.frame import Refused, address_of, app_of, centre_of, inloop
from registry.settings import Settings
from registry.staff import services as staff
from registry.staff.queries import EVERYWHERE, ROLES


@inloop.group()
def account() -> None:
    """Accounts of the team."""


@account.command("new-app")
@click.argument("email")
@click.pass_context
def account_new_app(context: click.Context, email: str) -> None:
    """Let someone who lost phone and spare codes couple an app anew at the next sign-in."""
    with app_of(context):
        if not staff.forget_app(email=email, at=clock.now()):
            raise Refused(f"there is no account {email}")
    click.echo(f"{email} couples an app at the next sign-in.")


@account.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--centre", help="where; for a host or a coordinator")
@click.option("--name", help="as colleagues know them  [default: the e-mail address]")
@click.pass_context
def account_add(
    context: click.Context, email: str, role: str, centre: str | None, name: str | None
) -> None:
    """Give someone a role, and print a one-time link to choose a password with.

    Also for someone who forgot it: the role they have is not given twice.
    """
    if (role in EVERYWHERE) != (centre is None):
        raise Refused(
            f"the role {role} is at every centre: leave out --centre"
            if role in EVERYWHERE
            else f"the role {role} is at one centre: give --centre"
        )
    with app_of(context):
        centre_id = None if centre is None else centre_of(centre).id
        token = staff.make_link(
            email=email, name=name or email, role=role, centre_id=centre_id, at=clock.now()
        )
    click.echo(f"{address_of(Settings.read())}/team/welkom/{token}")
    click.echo(f"{email} chooses a password there, once, within three days.", err=True)
