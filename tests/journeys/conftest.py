"""An installation on a Monday at ten, whatever the day and the hour outside, served for real."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta

import pytest
import time_machine
from flask import Flask

from registry import clock
from registry.centres import services as centres
from registry.centres.queries import CentreView, all_centres
from registry.settings import Settings
from registry.staff import services as staff
from tests import browser
from tests.builders import FIRST_OF_NOVEMBER, MONDAY_TEN, a_centre, a_daily_activity, couple

PASSWORD = "een heel lang wachtwoord 42"
ALL_DAY = {"starts": time(9), "ends": time(17), "first_day": FIRST_OF_NOVEMBER.date()}


@pytest.fixture(scope="module", autouse=True)
def monday() -> Iterator[None]:
    """Let it be Monday, from ten o'clock on, here and in every process that is started here."""
    with time_machine.travel(MONDAY_TEN, tick=True):
        yield


@dataclass(frozen=True)
class House:
    """A served installation with one centre, an open inloop and two more activities today."""

    settings: Settings
    app: Flask
    address: str
    centre: CentreView

    def enrolment_code(self) -> str:
        """Return a code that makes a browser a tablet."""
        with self.app.app_context():
            return centres.issue_enrolment_code(
                centre_id=self.centre.id, tablet_name="Ingang", at=clock.now()
            )

    def account(self, role: str) -> str:
        """Make somebody with a role at the centre and return the e-mail address."""
        return self.account_with_app(role)[0]

    def account_with_app(self, role: str) -> tuple[str, str]:
        """Make somebody; return the e-mail address, and the app's secret ("" for a host)."""
        email = f"{role}@linde.voorbeeld"
        with self.app.app_context():
            at = clock.now()
            scope = self.centre.id if role in {"host", "coordinator"} else None
            token = staff.make_link(email=email, name=role, role=role, centre_id=scope, at=at)
            door = staff.use_link(token=token, password=PASSWORD, at=at)
            if role == "host":
                return email, ""
            before = at - timedelta(minutes=5)
            return email, couple(door, key=self.app.config["SECOND_KEY"], at=before)

    def run(self, *words: str) -> str:
        """Run an `inloop` command on this installation and return what it prints."""
        done = subprocess.run(  # noqa: S603  # our own command
            browser.inloop(*words),
            env={**os.environ, "INLOOP_DATA_DIR": str(self.settings.data_dir)},
            cwd=browser.ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


@pytest.fixture
def house(settings: Settings, make_app: Callable[[Settings], Flask]) -> Iterator[House]:
    """Serve an installation of the test's own."""
    app = make_app(settings)
    with app.app_context():
        centre_id = a_centre("De Linde")
        for title, type_key, main_o, sensitive in (
            ("Open inloop", "A1", "ontmoeten", False),
            ("Fietsles", "A10", "ontwikkelen", False),
            ("Hulp bij brieven", "A2", "ondersteunen", True),
        ):
            kind = {"type_key": type_key, "main_o": main_o, "sensitive": sensitive}
            a_daily_activity(centre_id, title, **kind, **ALL_DAY)
        (centre,) = all_centres()
    with browser.serving(settings) as address:
        yield House(settings, app, address, centre)
