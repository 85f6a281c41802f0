"""`inloop centre` and `inloop tablet`: adding, listing, a code for a tablet."""

from __future__ import annotations

from datetime import time

import pytest
from flask import Flask

from registry import clock
from registry.centres import queries as centres
from registry.centres import services as centre_services
from tests.cli.conftest import Run, one_line

pytestmark = pytest.mark.usefixtures("at_home")


def test_a_centre_is_added_with_hours_and_listed_in_columns(run: Run, app: Flask) -> None:
    added = run(
        "centre", "add", "Het Anker", "--neighbourhood", "Morgenstond",
        "--hours", "mon-tue 9:30-16:00", "--hours", "sat 10:00-12:00",
    )  # fmt: skip
    assert (added.code, added.out) == (0, "het-anker\n")
    run("centre", "add", "De Kas")
    assert run("centre", "list").out == "de-kas     De Kas\nhet-anker  Het Anker\n"
    with app.app_context():
        found = centres.by_slug("het-anker")
        assert found
        monday = clock.now().date()
        assert found.neighbourhood == "Morgenstond"
        assert set(centres.hours_of(found.id).weekdays(found.opened_on)) == {0, 1, 5}
        while monday.weekday() != 0:
            monday = monday.replace(day=monday.day % 28 + 1)
        assert centres.hours_on(found.id, monday) == ((time(9, 30), time(16)),)


def test_a_centre_without_a_neighbourhood_gets_the_area_of_the_theory(run: Run, app: Flask) -> None:
    run("centre", "add", "De Kas")
    with app.app_context():
        (only,) = centres.all_centres()
    assert only.neighbourhood == "Den Haag Zuidwest"


def test_the_same_centre_is_not_added_twice(run: Run) -> None:
    run("centre", "add", "De Kas")
    assert one_line(run("centre", "add", "de kás")) == "there is a centre de-kas already"


@pytest.mark.parametrize("hours", ["9-5", "mon 17:00-9:00", "fri-mon 9:00-17:00", "mon 9:00-25:00"])
def test_unreadable_hours_add_no_centre(run: Run, hours: str) -> None:
    assert hours in one_line(run("centre", "add", "De Kas", "--hours", hours))
    assert run("centre", "list").out == ""


def test_a_code_makes_a_tablet_of_that_centre(run: Run, app: Flask) -> None:
    run("centre", "add", "De Kas")
    said = run("tablet", "add", "de-kas", "--name", "Zaal", PORT="8123")
    code = said.out.rstrip("\n")
    assert len(code) == 8
    assert said.err == (
        "Type it on the tablet, within ten minutes, at http://127.0.0.1:8123/kiosk/koppelen\n"
    )
    with app.app_context():
        token = centre_services.enrol(code=code, at=clock.now())
        identity = centre_services.identify_tablet(token=token)
    assert identity
    assert identity.name == "Zaal"


def test_an_unknown_centre_is_refused_with_the_known_ones(run: Run) -> None:
    assert one_line(run("tablet", "add", "x")) == "there is no centre x; known centres: none yet"
    run("centre", "add", "De Kas")
    run("centre", "add", "De Brug")
    line = one_line(run("tablet", "add", "kas"))
    assert line == "there is no centre kas; known centres: de-brug, de-kas"
