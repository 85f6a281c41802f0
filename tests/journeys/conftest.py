"""An installation that is open round the clock, served for real."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

import pytest
from flask import Flask

from registry import clock
from registry.activities import recurrence
from registry.activities import services as activities
from registry.centres import services as centres
from registry.centres.queries import CentreView, all_centres
from registry.settings import Settings
from registry.staff import services as staff
from tests import browser
from tests.builders import a_plan, couple

PASSWORD = "een heel lang wachtwoord 42"
ALL_DAY = {"starts": time(0, 0), "ends": time(23, 59, 59)}
EVERY_DAY = recurrence.weekly(range(7))


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
        command = [str(Path(sys.executable).parent / "inloop"), *words]
        done = subprocess.run(  # noqa: S603  # our own command
            command,
            env={"INLOOP_DATA_DIR": str(self.settings.data_dir), "PATH": "/usr/bin:/bin"},
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
        today = clock.local_day(clock.now())
        hours = [(weekday, time(0), time(23, 59)) for weekday in range(7)]
        centre_id = centres.add_centre(
            languages=("nl", "en", "ar"),
            name="De Linde",
            neighbourhood="Moerwijk",
            opened_on=today - timedelta(days=400),
            hours=hours,
            at=clock.now(),
        )
        for title, type_key, main_o, sensitive in (
            ("Open inloop", "A1", "ontmoeten", False),
            ("Fietsles", "A10", "ontwikkelen", False),
            ("Hulp bij brieven", "A2", "ondersteunen", True),
        ):
            plan = a_plan(
                title,
                type_key=type_key,
                main_o=main_o,
                sensitive=sensitive,
                recurrence=EVERY_DAY,
                first_day=today - timedelta(days=40),
                **ALL_DAY,
            )
            activities.create(centre_id=centre_id, plan=plan, at=clock.now(), by=None)
        activities.plan_until(centre_id=centre_id, last_day=today + timedelta(days=30))
        (centre,) = all_centres()
    with browser.serving(settings) as address:
        yield House(settings, app, address, centre)
