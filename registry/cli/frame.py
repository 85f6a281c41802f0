"""What every command shares: the group itself, the app it works on, how it refuses, a bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from registry import installation, refusals
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.settings import Settings

REFUSED = 2
BAR = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())


class Refused(click.ClickException):
    """What was asked can't be done; the text says why and what to do."""


def main(create_app: installation.CreateApp, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process: 0 when it was done, 2 with one line when not."""
    try:
        inloop.main(arguments, prog_name="inloop", standalone_mode=False, obj=create_app)
    except refusals.KNOWN as error:
        click.echo(f"inloop: {refusals.in_words(error)}", err=True)
        sys.exit(REFUSED)
    sys.exit(0)


@click.group()
def inloop() -> None:
    """The registry of a neighbourhood's meeting centres."""


@contextmanager
def app_of(context: click.Context) -> Iterator[Flask]:
    """Yield the app on the settings of the environment, its context open."""
    app: Flask = context.obj(Settings.read())
    with app.app_context():
        yield app


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what draws a progress bar on stderr: told how much is done, and of how much.

    Of what failed no bar stays: what is left is the one line that says why.
    """
    drawn = Progress(*BAR, console=Console(stderr=True))
    task = drawn.add_task(title, total=None)

    def progress(done: int, total: int) -> None:
        drawn.start()
        drawn.update(task, completed=done, total=total)

    try:
        yield progress
    except BaseException:
        drawn.live.transient = True
        drawn.console.quiet = not drawn.console.is_terminal
        raise
    finally:
        if drawn.live.is_started:
            drawn.stop()


def centre_of(slug: str) -> CentreView:
    """Return the centre of an address name. Raises Refused, with the names there are."""
    found = centres.by_slug(slug)
    if found is None:
        known = ", ".join(centre.slug for centre in centres.all_centres()) or "none yet"
        raise Refused(f"there is no centre {slug}; known centres: {known}")
    return found


def address_of(settings: Settings) -> str:
    """Return where people reach the app."""
    return settings.public_url or f"http://127.0.0.1:{settings.port}"


FILE = click.Path(dir_okay=False, path_type=Path)
"""A file that a command reads or writes."""
