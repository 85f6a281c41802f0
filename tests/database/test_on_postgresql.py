"""What PostgreSQL alone has: others in the way, limits of time, a pooler in between."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask, request
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from registry import database
from registry.away import is_away
from registry.centres.models import DemoMark
from registry.database import reading, writing
from registry.installation import close
from registry.settings import Settings
from tests import postgres
from tests.builders import MONDAY_TEN
from tests.databases import Make

pytestmark = pytest.mark.parametrize("engine_name", ["postgresql"])
DAY = MONDAY_TEN.date()


@pytest.fixture
def pooler(postgresql: postgres.Server) -> Iterator[int]:
    """Return the port of a PgBouncer that hands one server out for a transaction at a time."""
    folder = Path(tempfile.mkdtemp(prefix="inloop-pooler-"))
    user = "nobody" if os.geteuid() == 0 else None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    told = folder / "pgbouncer.ini"
    told.write_text(
        f"[databases]\n* = host=127.0.0.1 port={postgresql.port} user=postgres\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\n"
        "unix_socket_dir =\npool_mode = transaction\ndefault_pool_size = 1\n"
        "ignore_startup_parameters = extra_float_digits,options\n"
    )
    if user is not None:
        shutil.chown(folder, user)
        told.chmod(0o644)
    process = subprocess.Popen(  # noqa: S603  # our own words
        [shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin") or "", "-q", str(told)],
        user=user,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def through(port: int, settings: Settings) -> Settings:
    name = settings.database_url.rpartition("/")[2]
    address = f"postgresql://postgres@127.0.0.1:{port}/{name}"
    return settings.model_copy(update={"database_url": address})


def ask_by_turns(app: Flask) -> None:
    """Let two connections ask the same so often that it is prepared where that is done."""
    for _ in range(12):
        with app.app_context(), writing() as connection:
            connection.execute(text("SELECT count(*) FROM centre"))
        with app.app_context(), reading() as connection:
            connection.execute(text("SELECT count(*) FROM centre"))


def test_a_pooler_in_between_is_noticed(
    pooler: int, settings: Settings, make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(through(pooler, settings))
    ask_by_turns(app)
    with app.app_context(), writing() as connection:
        connection.execute(insert(DemoMark).values(last_day=DAY, seed=1))
    with app.app_context(), reading() as connection, pytest.raises(DBAPIError):
        connection.execute(insert(DemoMark).values(last_day=DAY, seed=1))
    close(app)
    monkeypatch.setattr(database, "_postgresql", lambda *_: None)
    unaware = make_app(through(pooler, settings))
    with pytest.raises(DBAPIError, match="prepared statement"):
        ask_by_turns(unaware)
    close(unaware)


def test_without_a_pooler_statements_are_prepared(book: Flask) -> None:
    with reading() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        assert raw.prepare_threshold is not None


def test_a_statement_has_an_end(
    settings: Settings, make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LIMITS", database.LIMITS.replace("60s", "50ms"))
    app = make_app(settings)
    with app.app_context(), reading() as connection, pytest.raises(OperationalError) as ended:
        connection.execute(text("SELECT pg_sleep(5)"))
    assert is_away(ended.value)
    close(app)


def test_an_address_may_have_limits_of_its_own(settings: Settings, make_app: Make) -> None:
    own = f"{settings.database_url}?options=-c%20statement_timeout%3D7s"
    app = make_app(settings.model_copy(update={"database_url": own}))
    with app.app_context(), reading() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "7s"
    close(app)


@pytest.fixture
def crossing(app: Flask) -> list[bytes]:
    """Add a page that takes two rows in the order that it is told, and wait for another between."""
    both, met = threading.Barrier(2, timeout=5), []

    @app.post("/crossing/<first>/<second>")
    def cross(first: str, second: str) -> str:
        met.append(request.files["a"].read())
        with writing() as connection:
            for number, seed in enumerate((first, second)):
                rows = update(DemoMark).where(DemoMark.seed == int(seed))
                connection.execute(rows.values(last_day=DemoMark.last_day))
                if number == 0 and len(met) <= 2:
                    both.wait()
        return "done"

    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context(), writing() as connection:
        for seed in (1, 2):
            day = DAY.replace(day=seed)
            connection.execute(insert(DemoMark).values(last_day=day, seed=seed))
    return met


def test_who_was_in_the_way_of_another_is_answered_all_the_same(
    app: Flask, crossing: list[bytes]
) -> None:
    import io

    said = []

    def ask(path: str) -> None:
        sent = {"a": (io.BytesIO(b"a file"), "a.bin")}
        said.append(app.test_client().post(path, data=sent).text)

    asked = [threading.Thread(target=ask, args=(f"/crossing/{way}",)) for way in ("1/2", "2/1")]
    for one in asked:
        one.start()
    for one in asked:
        one.join()
    assert said == ["done", "done"]
    assert crossing == [b"a file"] * 3, "one of them was asked twice, and had its file again"
