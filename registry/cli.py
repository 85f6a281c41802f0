"""The `inloop` command: each subcommand reads its words, does one thing and says what it did."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from registry import clock, installation, opening, refusals, words
from registry.arguments import MonthType, Whole
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.centres.queries import CentreView
from registry.database import writing
from registry.figures.facts import Month
from registry.new_file import new_file
from registry.paper import cards
from registry.paper.pdf import check_ready
from registry.passes import services as passes
from registry.serve import serve
from registry.settings import Settings
from registry.staff import queries as people
from registry.staff import services as staff
from registry.theory import load
from registry.theory.source import TheoryError

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
def _app(context: click.Context) -> Iterator[Flask]:
    app: Flask = context.obj(Settings.read())
    with app.app_context():
        yield app


@contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what draws a progress bar on stderr: told how much is done, and of how much."""
    bar = Progress(*BAR, console=Console(stderr=True))
    task = bar.add_task(title, total=None)

    def progress(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        if bar.live.is_started:
            bar.stop()


def _centre(slug: str) -> CentreView:
    found = centres.by_slug(slug)
    if found is None:
        known = ", ".join(centre.slug for centre in centres.all_centres()) or "none yet"
        raise Refused(f"there is no centre {slug}; known centres: {known}")
    return found


def _address(settings: Settings) -> str:
    return settings.public_url or f"http://127.0.0.1:{settings.port}"


_FILE = click.Path(dir_okay=False, path_type=Path)


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
            click.echo("There is an admin already, who can make links for others.")
            return
        token = staff.make_link(
            email=email, name=name, role="admin", centre_id=None, at=clock.now()
        )
    click.echo(f"Start `inloop serve`; then {email} chooses a password, once, at:")
    click.echo(f"{_address(settings)}/team/welkom/{token}")


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
    with _bar("A made-up neighbourhood") as progress:
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
    with _app(context) as app:
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
    click.echo(added.slug if added else "")


@centre.command("list")
@click.pass_context
def centre_list(context: click.Context) -> None:
    """List the centres: slug and name."""
    with _app(context):
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
    with _app(context):
        code = centre_services.issue_enrolment_code(
            centre_id=_centre(centre).id, tablet_name=name, at=clock.now()
        )
    click.echo(code)
    address = f"{_address(Settings.read())}/kiosk/koppelen"
    click.echo(f"Type it on the tablet, within ten minutes, at {address}", err=True)


@inloop.group("passes")
def passes_group() -> None:
    """Passes."""


@passes_group.command("new")
@click.argument("centre")
@click.option("--count", type=Whole(1, 1000), required=True)
@click.option("--pdf", type=_FILE, required=True, help="where the cards go; kept nowhere else")
@click.pass_context
def passes_new(context: click.Context, centre: str, count: int, pdf: Path) -> None:
    """Make passes and print them on cards, ten on an A4."""
    with _app(context) as app:
        at, found = clock.now(), _centre(centre)
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


@inloop.command()
@click.argument("centre")
@click.argument("month", type=MonthType())
@click.option("--pdf", type=_FILE)
@click.option("--json", "as_json", type=_FILE, help="exactly the printed figures")
@click.pass_context
def sheet(
    context: click.Context, centre: str, month: Month, pdf: Path | None, as_json: Path | None
) -> None:
    """Make the sheet of a centre's month; without a file its JSON is printed."""
    from registry.sheets import services as sheets

    with _app(context) as app:
        found, theory_of_change = _centre(centre), app.extensions["inloop_theory"]
        try:
            made = sheets.draft(
                centre_id=found.id, month=month, theory=theory_of_change, at=clock.now()
            )
        except sheets.NoSuchMonth as error:
            raise Refused(str(error)) from error
        text = json.dumps(sheets.sheet_json(made), ensure_ascii=False, indent=2)
        if pdf is not None:
            pdf.write_bytes(sheets.sheet_pdf(made))
            click.echo(f"The sheet of {found.name}, {month}, is in {pdf}", err=True)
    if as_json is not None:
        as_json.write_text(text + "\n", encoding="utf-8")
        click.echo(f"The figures of {found.name}, {month}, are in {as_json}", err=True)
    if pdf is None and as_json is None:
        click.echo(text)


@inloop.group()
def theory() -> None:
    """The theory of change."""


@theory.command("check")
@click.argument("file", type=_FILE, required=False)
def theory_check(file: Path | None) -> None:
    """Read a theory of change and say what is wrong, with the line."""
    path = file or Settings.read().theory or load.DEFAULT
    try:
        found = load.load(path)
    except TheoryError as error:
        raise Refused(str(error)) from error
    click.echo(
        f"{path}: version {found.version}, {len(found.goals)} goals,"
        f" {len(found.subgoals)} subgoals, {len(found.indicators)} indicators,"
        f" {len(found.activity_types)} activity types"
    )
