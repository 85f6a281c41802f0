"""`inloop account add` gives someone a role, with a link to choose a password."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from registry import clock
from registry.centres import queries as centres
from registry.staff import queries as people
from registry.staff import services as staff
from tests.builders import couple
from tests.cli.conftest import Run, one_line

PASSWORD = "zeven blauwe stoelen"


@pytest.fixture
def kas(run: Run, at_home: object) -> str:
    return run("centre", "add", "De Kas").out.strip()


def token_in(text: str) -> str:
    found = re.fullmatch(r"http://127\.0\.0\.1:8123/team/welkom/(\S+)\n", text)
    assert found
    return found[1]


def test_a_coordinator_gets_in_by_the_link_and_has_that_role_there_only(
    run: Run, kas: str, app: Flask
) -> None:
    said = run(
        "account", "add", "mila@voorbeeld.nl", "--role", "coordinator", "--centre", kas,
        "--name", "Mila", PORT="8123",
    )  # fmt: skip
    assert said.err == "mila@voorbeeld.nl chooses a password there, once, within three days.\n"
    with app.app_context():
        at = clock.now()
        door = staff.use_link(token=token_in(said.out), password=PASSWORD, at=at)
        entry, centre = people.sign_in_of(token=door, at=at), centres.by_slug(kas)
        assert entry is not None
        assert centre is not None
        assert (entry.person.name, entry.person.roles_at(centre.id)) == ("Mila", {"coordinator"})
        assert entry.second == "setup"


def test_who_forgot_the_password_gets_a_link_to_the_same_account(
    run: Run, kas: str, app: Flask
) -> None:
    words = ("account", "add", "baas@voorbeeld.nl", "--role", "admin")
    first, second = (token_in(run(*words, PORT="8123").out) for _ in range(2))
    with app.app_context():
        at = clock.now()
        assert people.invited(token=first, at=at) is None
        assert people.invited(token=second, at=at) is not None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("a@b.nl", "--role", "host"), "the role host is at one centre: give --centre"),
        (
            ("a@b.nl", "--role", "area", "--centre", "de-kas"),
            "the role area is at every centre: leave out --centre",
        ),
        (("mila", "--role", "admin"), "'mila' is no e-mail address"),
        (
            ("a@b.nl", "--role", "host", "--centre", "x"),
            "there is no centre x; known centres: de-kas",
        ),
    ],
)
@pytest.mark.usefixtures("kas")
def test_what_can_not_be_is_refused(run: Run, words: tuple[str, ...], line: str) -> None:
    assert one_line(run("account", "add", *words)) == line


def test_who_lost_phone_and_spare_codes_starts_anew_by_a_command(
    run: Run, kas: str, app: Flask
) -> None:
    words = ("account", "add", "baas@voorbeeld.nl", "--role", "admin")
    link = token_in(run(*words, PORT="8123").out)
    with app.app_context():
        at, key = clock.now(), app.config["SECOND_KEY"]
        door = staff.use_link(token=link, password=PASSWORD, at=at)
        couple(door, key=key, at=at)
    said = run("account", "new-app", "Baas@Voorbeeld.nl").out
    assert said == "Baas@Voorbeeld.nl couples an app at the next sign-in.\n"
    with app.app_context():
        door = staff.sign_in(email="baas@voorbeeld.nl", password=PASSWORD, at=at)
        entry = people.sign_in_of(token=door, at=at)
        assert entry is not None
        assert entry.second == "setup"


@pytest.mark.usefixtures("kas")
def test_an_unknown_account_has_no_app_to_lose(run: Run) -> None:
    assert one_line(run("account", "new-app", "wie@b.nl")) == "there is no account wie@b.nl"
