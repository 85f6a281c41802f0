"""Commands that refuse rather than lose something or make what nobody could name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from registry.centres import queries as centres
from registry.cli import passes as pass_commands
from registry.database import reading
from registry.paper import cards
from tests.cli.conftest import Run, one_line

pytestmark = pytest.mark.usefixtures("at_home")


def kept(app: Flask, table: str) -> int:
    with app.app_context(), reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_passes_are_never_printed_over_others(run: Run, app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "cards.pdf"
    file.write_bytes(b"twenty passes")
    slug = run("centre", "add", "De Kas").out.strip()
    said = run("passes", "new", slug, "--count", "3", "--pdf", str(file))
    assert said.code == 2
    assert "is there already" in one_line(said)
    assert file.read_bytes() == b"twenty passes"
    assert kept(app, "pass") == 0


def test_passes_that_can_not_be_printed_are_not_made(
    run: Run, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cards, "cards_pdf", broken)
    slug = run("centre", "add", "De Kas").out.strip()
    said = run("passes", "new", slug, "--count", "3", "--pdf", str(tmp_path / "cards.pdf"))
    assert said.code == 2
    assert kept(app, "pass") == 0
    assert list(tmp_path.glob("*cards.pdf*")) == []


def test_no_cards_are_left_of_passes_that_are_not_kept(
    run: Run, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pass_commands.writing

    @contextmanager
    def no_commit() -> Iterator[Connection]:
        with real() as connection:
            yield connection
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(pass_commands, "writing", no_commit)
    slug = run("centre", "add", "De Kas").out.strip()
    said = run("passes", "new", slug, "--count", "3", "--pdf", str(tmp_path / "cards.pdf"))
    assert "No space left" in one_line(said)
    assert kept(app, "pass") == 0
    assert list(tmp_path.glob("*cards.pdf*")) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "De\x07Kas"])
def test_a_centre_has_a_name(run: Run, app: Flask, name: str) -> None:
    said = run("centre", "add", name)
    assert said.code == 2
    assert "a name has 1 to 60 printable characters" in one_line(said)
    assert kept(app, "centre") == 0


@pytest.mark.parametrize("neighbourhood", ["", " ", "x" * 61, "Moer\nwijk\x1b"])
def test_a_neighbourhood_that_is_given_has_a_name(run: Run, app: Flask, neighbourhood: str) -> None:
    said = run("centre", "add", "De Kas", "--neighbourhood", neighbourhood)
    assert "a name has 1 to 60 printable characters" in one_line(said)
    assert kept(app, "centre") == 0


def test_a_tablet_has_a_name(run: Run, app: Flask) -> None:
    slug = run("centre", "add", "De Kas").out.strip()
    said = run("tablet", "add", slug, "--name", "x" * 41)
    assert said.code == 2
    assert kept(app, "enrolment_code") == 0


def test_draft_languages_are_on_only_where_somebody_turned_them_on(run: Run, app: Flask) -> None:
    run("centre", "add", "De Kas")
    run("centre", "add", "Het Anker", "--language", "ar")
    with app.app_context():
        spoken = {one.slug: one.languages for one in centres.all_centres()}
    assert spoken == {"de-kas": ("nl",), "het-anker": ("nl", "ar")}
