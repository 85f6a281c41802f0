"""Canaries through every form, event and file: where they may not sing afterwards.

What a person types for others to read is kept, that is what it is typed for; but nothing typed gets
into a log or a number, and what opens doors, or tells who asked from where, is kept nowhere.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import structlog
from flask.testing import FlaskClient
from sqlalchemy import text

from registry import logs
from registry.care import backup
from registry.database import reading, writing
from registry.passes import services as passes
from registry.readers import services as readers
from registry.settings import Settings
from tests.builders import MONDAY_TEN, a_tablet
from tests.sheets.build import text_of
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_desk import a_pin, at_desk, type_in
from tests.web.test_hostile_input import FORM, encoded, look_around

METRICS_KEY = "a key of this test, and long enough"
SONG = "kanarie"
NOBODYS = frozenset({"password", "code", "pin", "bewijs", "card", "present", "seed"})
"""Fields of what opens doors: nothing typed there is kept, right or wrong."""
FROM = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 kanarieagent Firefox/140.0"}
WHO_ASKED = ("203.0.113.77", "kanarieagent", "kanariequery", "kanariefile", "kanariereferrer")


class Sung:
    """Every canary that was sent: those that may be kept, and those that may not."""

    def __init__(self) -> None:
        """Begin with none."""
        self._next = count(1)
        self.typed: list[str] = []
        self.secret: list[str] = []

    def one(self, field: str) -> str:
        """Return a new canary for a field."""
        made = f"{SONG}{next(self._next):05}z"
        (self.secret if field in NOBODYS else self.typed).append(made)
        return made


def through_every_form(here: Neighbourhood) -> Sung:
    """Send each form with a canary in one field after the other, from an address of one's own."""
    sung, client = Sung(), here.browser("coordinator")
    client.environ_base.update(FROM)
    for form in look_around(here).forms.values():
        for name in sorted(form.names):
            body = encoded(form.with_one(name, sung.one(name)))
            joined = "&" if "?" in form.action else "?"
            address = f"{form.action}{joined}x=kanariequery"
            headers = {"Referer": "http://localhost/kanariereferrer"}
            client.post(address, data=body, content_type=FORM, headers=headers)
    for page, field in (("oude-lijsten", "bestand"), ("instellingen/logo", "picture")):
        file = (io.BytesIO(f"{SONG}00000z".encode()), "kanariefile.csv")
        client.post(f"/team/{page}", data={field: file}, content_type="multipart/form-data")
    return sung


def by_every_door(here: Neighbourhood) -> list[str]:
    """Come in by every way there is, with what is right; return what opened those doors."""
    email = here.with_password("host")
    link, tablet = here.invite("host", here.linde), a_tablet(here.linde, "Kast")
    at, key = MONDAY_TEN, here.app.config["PASS_KEY"]
    (card,) = passes.make(centre_id=here.linde, count=1, on=at.date(), at=at, key=key)
    reader = readers.add(name="Gemeente", centre_id=here.linde, at=at, by=None)
    who, pin = a_pin(here, "host")
    visitor: FlaskClient = here.browser()
    visitor.environ_base.update(FROM)
    visitor.post("/team/inloggen", data={"email": email, "password": PASSWORD})
    visitor.get(f"/team/welkom/{link}")
    visitor.get("/api/v1/sheets", headers={"Authorization": f"Bearer {reader}"})
    type_in(at_desk(here), who, pin)
    here.browser("coordinator").post("/team/passen/pas", data={"card": card})
    visitor.set_cookie("tablet", tablet)
    event = {"id": "0193a0c0-0000-7000-8000-000000000001", "kind": "check_in", "pass": card}
    event |= {"at": at.isoformat(), "age_ms": 0, "seq": 1, "occurrence": None}
    odd = {**event, "id": "0193a0c0-0000-7000-8000-000000000002", "pass": "kanariepas"}
    named = {**odd, "id": "0193a0c0-0000-7000-8000-000000000003", "name": "kanarienaam"}
    body = {"sent_at": at.isoformat(), "events": [event, odd, named]}
    answer = visitor.post("/kiosk/events", json=body, headers={"Origin": "http://localhost"})
    assert answer.status_code == 200
    return [
        PASSWORD,
        link,
        tablet.rpartition(".")[2],
        card,
        reader,
        pin,
        "kanariepas",
        "kanarienaam",
    ]


def kept(settings: Settings, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of all that is kept: the database's files, and a backup that is unpacked."""
    assert settings.database_file is not None
    for file in settings.database_file.parent.glob("inloop.sqlite3*"):
        yield file.name, file.read_bytes()
    made = folder / "all.backup"
    backup.make(settings, made, progress=lambda *_: None)
    yield "backup", made.read_bytes()
    yield "backup, unpacked", gzip.decompress(made.read_bytes())


PAPERS = (
    *("vandaag/turflijst", "programma/2026-W48", "maandblad/2026-10", "maandblad/2026-10/bijlage"),
    *("maandblad/2026-10/poster", "kwartaal/2026-Q4", "jaar/2026", "hulpvragen/1/briefje"),
)


def printed(here: Neighbourhood, folder: Path) -> dict[str, bytes]:
    """Return the words of every paper that can be had after all that, with its metadata."""
    client, told = here.browser("coordinator"), {}
    for name in PAPERS:
        answer = client.get(f"/team/{name}.pdf")
        if answer.status_code == 200:
            with pikepdf.open(io.BytesIO(answer.data)) as pdf:
                about = str(dict(pdf.docinfo.items()))
            told[name] = " ".join([about, *text_of(answer.data, folder)]).encode()
    return told


def heard(songs: list[str], told: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return which canary sings where; digits of a PIN alone say nothing in a file of bytes."""
    longer = [song for song in songs if len(song) > 6]
    return [
        (song, where) for where, data in told.items() for song in longer if song.encode() in data
    ]


@pytest.fixture
def watched(
    neighbourhood: Neighbourhood, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Neighbourhood:
    """Return the neighbourhood, its log on and its numbers to be had."""
    known = neighbourhood.app.extensions["inloop_settings"]
    keyed = known.model_copy(update={"metrics_key": METRICS_KEY})
    monkeypatch.setitem(neighbourhood.app.extensions, "inloop_settings", keyed)
    logs.configure()
    return neighbourhood


def numbers(here: Neighbourhood) -> bytes:
    """Return what Prometheus reads."""
    answer = here.browser().get("/metrics", headers={"Authorization": f"Bearer {METRICS_KEY}"})
    assert answer.status_code == 200
    return answer.data


def test_no_canary_sings_where_it_may_not(
    watched: Neighbourhood, settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sung = through_every_form(watched)
    opened = by_every_door(watched)
    log = "".join(capfd.readouterr())
    assert len(sung.typed) > 150
    assert len(sung.secret) >= 3
    assert log.count('"event": "request"') > len(sung.typed)
    places: dict[str, bytes] = {"log": log.encode(), "metrics": numbers(watched)}
    assert heard([*sung.typed, *sung.secret, *opened, *WHO_ASKED], places) == []
    files = dict(kept(settings, tmp_path))
    assert heard([*sung.secret, *opened, *WHO_ASKED], files) == []
    papers = printed(watched, tmp_path)
    assert len(papers) >= 4
    assert heard([*sung.secret, *opened, *WHO_ASKED], papers) == []
    written = heard(sung.typed, {"backup": files["backup, unpacked"]})
    assert len(written) > 8, "what is typed for others to read is kept: canaries do sing"


def test_pins_are_in_no_line_and_no_row(
    watched: Neighbourhood, capfd: pytest.CaptureFixture[str]
) -> None:
    who, pin = a_pin(watched, "host")
    type_in(at_desk(watched), who, pin)
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if line[:1] == "{"]
    assert lines
    assert not any(pin in str(value) for line in lines for value in line.values())
    with reading() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for (name,) in names.all():
            rows: Any = connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608
            assert not any(str(value) == pin for row in rows for value in row), name


def test_a_canary_that_gets_out_is_heard(
    watched: Neighbourhood, settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    structlog.get_logger().info("request", route="/team/welkom/kanarielink")
    assert heard(["kanarielink"], {"log": "".join(capfd.readouterr()).encode()}) != []
    with writing() as connection:
        connection.execute(
            text("UPDATE centre SET name = 'kanariepapier', neighbourhood = 'kanariewachtwoord'")
        )
    papers = printed(watched, tmp_path)
    assert {name for _, name in heard(["kanariepapier"], papers)} == papers.keys() != set()
    places = {where for _, where in heard(["kanariewachtwoord"], dict(kept(settings, tmp_path)))}
    assert "backup, unpacked" in places
    assert any(where.startswith("inloop.sqlite3") for where in places)
