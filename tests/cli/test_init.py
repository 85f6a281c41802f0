"""`inloop init` makes an installation, once and again, and invites the first admin."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from flask import Flask

from registry import clock, installation
from registry.settings import Settings
from registry.staff import queries as people
from registry.staff import services as staff
from tests.cli.conftest import Run
from tests.databases import Make, close


def link_in(text: str) -> str:
    found = re.search(r"/team/welkom/(\S+)", text)
    assert found
    return found[1]


def test_it_makes_folder_secret_and_tables(run: Run, make_app: Make, tmp_path: Path) -> None:
    said = run("init", INLOOP_DATA_DIR=str(tmp_path / "new"))
    assert said.code == 0
    settings = Settings.read(data_dir=tmp_path / "new")
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    if settings.database_file is not None:
        assert stat.S_IMODE(settings.database_file.stat().st_mode) == 0o600
    app = make_app(settings)
    assert installation.is_current(app)
    close(app)


def test_its_link_lets_the_first_admin_in(run: Run, at_home: Settings, app: Flask) -> None:
    said = run("init", "--email", "Baas@Voorbeeld.nl", "--name", "De baas")
    with app.app_context():
        invited = people.invited(token=link_in(said.out), at=clock.now())
    assert invited
    assert (invited.name, invited.email) == ("De baas", "baas@voorbeeld.nl")


def test_doing_it_again_keeps_the_secret_and_makes_another_link(
    run: Run, at_home: Settings
) -> None:
    secret = at_home.key_file.read_bytes()
    first, second = run("init"), run("init")
    assert at_home.key_file.read_bytes() == secret
    assert link_in(first.out) != link_in(second.out)


def test_there_is_no_link_once_an_admin_chose_a_password(
    run: Run, at_home: Settings, app: Flask
) -> None:
    token = link_in(run("init").out)
    with app.app_context():
        staff.use_link(token=token, password="kruiwagen vol ganzen", at=clock.now())
    said = run("init")
    assert said.code == 0
    assert "welkom" not in said.out


def test_the_link_uses_the_public_address(run: Run, at_home: Settings) -> None:
    said = run("init", INLOOP_PUBLIC_URL="https://inloop.voorbeeld.nl")
    assert "\nhttps://inloop.voorbeeld.nl/team/welkom/" in said.out
