"""Two centres, a team with every role, and browsers signed in as them, on a Monday at ten."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from registry import clock
from registry.activities import queries as activities
from registry.centres import services as centres
from registry.figures.facts import Month
from registry.imports import files
from registry.imports import services as imports
from registry.readers import queries as reader_queries
from registry.readers import services as readers
from registry.settings import Settings
from registry.sheets import queries as sheet_queries
from registry.sheets import services as sheets
from registry.spoken import services as spoken
from registry.staff import queries, services
from registry.support import services as support
from registry.theory import load
from registry.visits import services as visits
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_daily_activity,
    a_help_request,
    a_tablet,
    a_wav,
    couple,
    occurrence_on,
)
from tests.databases import Make, close


class Browser(FlaskClient):
    """A browser whose every form carries a token that fits its session, as the pages' forms do."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for an address."""
        with self.session_transaction() as session:
            session["csrf_token"] = "a secret of this session"
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        self.environ_base["HTTP_X_CSRFTOKEN"] = signer.dumps("a secret of this session")
        return super().open(*args, **kwargs)


PASSWORD = "vijf paarse fietsen"
OCTOBER = Month(2026, 10)
PRESS = sheets.Press(load.load(), public_url="", at=MONDAY_TEN, by=None, files=False)
"""With what a test issues sheets: without their files."""
TEAM = ("host", "coordinator", "area", "admin")


@dataclass
class Neighbourhood:
    """De Linde, where host and coordinator work, and Het Anker, where they don't."""

    app: Flask
    linde: uuid.UUID
    anker: uuid.UUID
    inloop: uuid.UUID
    surgery: uuid.UUID
    elsewhere: uuid.UUID

    @classmethod
    def of(cls, app: Flask) -> Neighbourhood:
        """Open both centres, with a programme that runs at ten and a team."""
        linde, anker = a_centre("De Linde"), a_centre("Het Anker")
        inloop = cls.running(linde, "Open inloop", type_key="A1", main_o="ontmoeten")
        kind: dict[str, object] = {"type_key": "A2", "main_o": "ondersteunen", "sensitive": True}
        surgery = cls.running(linde, "Hulp bij brieven", **kind)
        elsewhere = cls.running(anker, "Open inloop", type_key="A1")
        for role in TEAM:
            cls.invite(role, linde if role in ("host", "coordinator") else None)
        return cls(app, linde, anker, inloop, surgery, elsewhere)

    @staticmethod
    def running(centre_id: uuid.UUID, title: str, **more: object) -> uuid.UUID:
        """Add an activity and return its occurrence of this morning."""
        activity = a_daily_activity(centre_id, title, **more)
        return occurrence_on(centre_id, activity, MONDAY_TEN.date())

    @staticmethod
    def activity_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Return the first activity of a centre."""
        return activities.activities(centre_id=centre_id)[0].id

    @staticmethod
    def tablet_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Enrol another tablet of a centre and return its key."""
        tablet = centres.identify_tablet(token=a_tablet(centre_id))
        assert tablet is not None
        return tablet.tablet_id

    @staticmethod
    def apart_at(centre_id: uuid.UUID, code: str = "unknown_pass", **more: Any) -> uuid.UUID:
        """Put a check-in of ten o'clock apart at a centre and return its key; `more` of it."""
        event_id = uuid.uuid4()
        happened_at = more.pop("happened_at", MONDAY_TEN)
        content = {"id": str(event_id), "kind": "check_in", **more}
        misfit = visits.Misfit(event_id, code, event_id.bytes * 2, content, happened_at)
        source = visits.Source(centre_id, "tablet", uuid.uuid4())
        visits.quarantine(source=source, misfit=misfit, at=MONDAY_TEN)
        return event_id

    @staticmethod
    def help_at(centre_id: uuid.UUID, **more: Any) -> int:
        """Record a help request of this day at a centre and return its number."""
        return a_help_request(centre_id, on=MONDAY_TEN.date(), **more)

    @staticmethod
    def partner_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Add another partner to a centre and return its key."""
        name = f"Partner {uuid.uuid4()}"
        return support.add_partner(centre_id=centre_id, name=name, at=MONDAY_TEN, by=None)

    @staticmethod
    def issued_at(centre_id: uuid.UUID, month: Month = OCTOBER) -> str:
        """Issue a month's sheet where that was not done, without its file; return its code."""
        issued = sheet_queries.current(centre_id=centre_id, period=str(month))
        if issued is not None:
            return issued.code
        return sheets.issue(centre_id=centre_id, month=month, press=PRESS).code

    @staticmethod
    def joint_at(month: Month) -> str:
        """Issue the joint sheet of a month where that was not done; return its code."""
        issued = sheet_queries.current(centre_id=None, period=str(month))
        if issued is not None:
            return issued.code
        return sheets.issue_together(month=month, press=PRESS).code

    @staticmethod
    def reader_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Give somebody a key to a centre's issued figures, and return the reader's key."""
        key = readers.add(name="Gemeente", centre_id=centre_id, at=MONDAY_TEN, by=None)
        found = reader_queries.reader_of(key=key)
        assert found is not None
        return found.id

    @staticmethod
    def effort_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Write down hours of volunteers today and return the key."""
        key = uuid.uuid4()
        effort = support.Effort(
            day=MONDAY_TEN.date(), sort="uren", kind="keuken", people=3, minutes=90
        )
        support.add_effort(centre_id=centre_id, effort=effort, at=MONDAY_TEN, by=None, key=key)
        return key

    @staticmethod
    def import_of(centre_id: uuid.UUID) -> uuid.UUID:
        """Count in an old list of one row, another one each time, and return its key."""
        key = uuid.uuid4()
        people = key.int % 900 + 1
        opened_on = MONDAY_TEN.date() - timedelta(days=400)
        listed = files.read(f"Datum;Activiteit;Aantal\n20-11-2026;Open inloop;{people}\n".encode())
        choices = imports.proposed(centre_id=centre_id, table=listed, since=opened_on)
        imports.count_in(
            centre_id=centre_id,
            table=listed,
            choices=replace(choices, counted=True),
            import_id=key,
            at=clock.now(),
            by=uuid.uuid4(),
        )
        return key

    @staticmethod
    def clip_of(centre_id: uuid.UUID) -> str:
        """Keep a clip that no other centre has, and return its digest."""
        return spoken.keep_clip(
            centre_id=centre_id,
            language="nl",
            text="Welkom",
            sound=a_wav(centre_id.int % 997),
            at=MONDAY_TEN,
            by=None,
        )

    @staticmethod
    def invite(role: str, centre_id: uuid.UUID | None) -> str:
        """Invite someone for a role and return the token of the link."""
        return services.make_link(
            email=f"{role}@linde.voorbeeld",
            name=role.capitalize(),
            role=role,
            centre_id=centre_id,
            at=MONDAY_TEN,
        )

    def with_password(self, role: str) -> str:
        """Give the person of a role a password and return the e-mail address."""
        scope = self.linde if role in ("host", "coordinator") else None
        services.use_link(token=self.invite(role, scope), password=PASSWORD, at=MONDAY_TEN)
        return f"{role}@linde.voorbeeld"

    def with_app(self, role: str) -> tuple[str, str]:
        """Give the person of a role a password and an app; return the address and its secret."""
        email, before = self.with_password(role), MONDAY_TEN - timedelta(hours=1)
        token = services.sign_in(email=email, password=PASSWORD, at=before)
        return email, couple(token, key=self.app.config["SECOND_KEY"], at=before)

    @staticmethod
    def account_at(centre_id: uuid.UUID) -> uuid.UUID:
        """Return a host of a centre who works nowhere else."""
        email = f"host.{centre_id.hex}@voorbeeld.nl"
        services.make_link(
            email=email, name="Gerda", role="host", centre_id=centre_id, at=MONDAY_TEN
        )
        admin = queries.first_with(role="admin", centre_id=centre_id)
        assert admin is not None
        known = queries.accounts(at=MONDAY_TEN, of=admin, centre_id=centre_id)
        return next(one.id for one in known if one.email == email)

    @staticmethod
    def desk_at(centre_id: uuid.UUID, name: str = "Ingang") -> tuple[str, uuid.UUID]:
        """Make some browser a shared desk of a centre, open today; return its token and key."""
        person = queries.first_with(role="admin", centre_id=centre_id)
        assert person is not None
        at = clock.now()
        door = services.open_door(account_id=person.account_id, at=at)
        entry = queries.sign_in_of(token=door, at=at)
        assert entry is not None
        token = services.enrol_desk(centre_id=centre_id, name=name, at=at, signed_in=entry)
        desk = queries.desk_of(token=token)
        assert desk is not None
        return token, desk.id

    def browser(self, who: str = "stranger") -> FlaskClient:
        """Return a browser: signed in as a role, with a tablet's cookie, or a stranger's."""
        client = Browser(self.app, self.app.response_class)
        if who == "tablet":
            client.set_cookie("tablet", a_tablet(self.linde))
        elif who != "stranger":
            person = queries.first_with(role=who, centre_id=self.linde)
            assert person is not None
            with client.session_transaction() as session:
                door = services.open_door(account_id=person.account_id, at=clock.now())
                session["sign_in"] = door
        return client


@pytest.fixture(scope="session")
def filled(
    tmp_path_factory: pytest.TempPathFactory, migrated_file: Path, make_app: Make
) -> tuple[Path, Neighbourhood]:
    """Return the neighbourhood in an SQLite file, filled once for every test to copy."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("filled"))
    settings.make_secret()
    assert settings.database_file is not None
    shutil.copy(migrated_file, settings.database_file)
    app = make_app(settings)
    with time_machine.travel(MONDAY_TEN, tick=False), app.app_context():
        made = Neighbourhood.of(app)
    close(app)
    return settings.database_file, made


@pytest.fixture
def neighbourhood(
    engine_name: str, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[Neighbourhood]:
    """Return the neighbourhood, at ten o'clock."""
    if engine_name == "sqlite":
        file, made = request.getfixturevalue("filled")
        assert settings.database_file is not None
        shutil.copy(file, settings.database_file)
    book: Flask = request.getfixturevalue("book")
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield replace(made, app=book) if engine_name == "sqlite" else Neighbourhood.of(book)


@pytest.fixture
def public(neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> Neighbourhood:
    """Return the neighbourhood where phones know the address."""
    extensions = neighbourhood.app.extensions
    known = extensions["inloop_settings"].model_copy(
        update={"public_url": "https://inloop.voorbeeld"}
    )
    monkeypatch.setitem(extensions, "inloop_settings", known)
    return neighbourhood
