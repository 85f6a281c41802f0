"""`inloop serve`: one process on SQLite, doors told, logs that hold nothing, a graceful end."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from registry import serve
from registry.centres import services as centres
from registry.settings import ROOT, Settings
from tests.cli.conftest import Run, one_line
from tests.demo.conftest import THURSDAY_NOON


@dataclass(slots=True)
class Served:
    """A running server: its port, its process, and the files of what it said."""

    port: int
    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def get(self, path: str, *, timeout: float = 5, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(sign)
        return self.process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(settings: Settings, **environment: str) -> Iterator[Served]:
    """Serve by the command itself, and wait until it answers."""
    folder, port = settings.data_dir, free_port()
    out, err = folder / "out.log", folder / "err.log"
    known = {"INLOOP_DATA_DIR": str(folder), "HOME": str(folder / "home"), **environment}
    command = [str(Path(sys.executable).with_name("inloop")), "serve", "--port", str(port)]
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, env={**os.environ, **known}, stdout=stdout, stderr=stderr, cwd=ROOT
        )
    server = Served(port, process, out, err)
    try:
        wait_until_ready(server)
        yield server
    finally:
        if process.poll() is None:
            server.stop(signal.SIGKILL)


def wait_until_ready(server: Served) -> None:
    for _ in range(900):
        assert server.process.poll() is None, server.err.read_text()
        try:
            if server.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


@pytest.fixture(scope="module")
def server(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a server on an empty database, which stays up for all who ask for it."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("served"))
    settings.make_secret()
    assert settings.database_file is not None
    shutil.copy(migrated_file, settings.database_file)
    with served(settings) as running:
        yield running


def test_it_tells_where_the_doors_are_and_what_it_chose(server: Served) -> None:
    told = server.err.read_text()
    assert server.get("/")[0] == server.get("/theorie")[0] == 200
    address = f"http://127.0.0.1:{server.port}"
    for door in ("/", "/kiosk/", "/team/vandaag", "/team/maand"):
        assert f" {address}{door}\n" in told
    assert "1 process(es) of 8 threads, SQLite" in told


def test_every_line_of_its_log_is_json_without_query_or_address(server: Served) -> None:
    server.get("/healthz?pas=8F3K")
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as raw:
        raw.sendall(b"GET /geheim\x01 HTTP/9.9\r\n\r\n")
        raw.recv(1000)
    log = server.out.read_text()
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert "request" in events
    assert "Invalid request from ip" in events
    assert not [word for word in ("8F3K", "127.0.0.1", "geheim") if word in log]


def test_it_puts_its_socket_in_the_data_folder_and_nothing_at_home(server: Served) -> None:
    folder = server.out.parent
    assert (folder / "gunicorn.ctl").is_socket()
    assert not (folder / "home").exists()


def test_behind_a_proxy_each_visitor_has_tries_of_their_own(
    settings: Settings, book: Flask
) -> None:
    with served(settings, INLOOP_PUBLIC_URL="https://inloop.example") as server:

        def guess(address: str) -> int:
            return server.get("/p/ZZZZZZZZ", **{"X-Forwarded-For": address})[0]

        assert [guess("192.0.2.1") for _ in range(21)] == [404] * 20 + [429]
        assert guess("192.0.2.9, 192.0.2.1") == 429, "only what the proxy adds is believed"
        assert guess("192.0.2.2") == 404
        assert "192.0.2" not in server.out.read_text() + server.err.read_text()


@pytest.mark.parametrize(
    ("host", "public"),
    [("127.0.0.1", ""), ("0.0.0.0", "https://inloop.example")],  # noqa: S104
)
def test_without_a_proxy_a_made_up_address_gives_no_more_tries(
    app: Flask, monkeypatch: pytest.MonkeyPatch, host: str, public: str
) -> None:
    settings = app.extensions["inloop_settings"].model_copy(update={"public_url": public})
    monkeypatch.setattr(app, "wsgi_app", app.wsgi_app)
    monkeypatch.setitem(app.config, "BOUND_TO", "")
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    serve.bind(app, serve.Plan(settings, host, 8000, 1, 8))
    answers = [
        app.test_client()
        .post("/kiosk/koppelen", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        .status_code
        for number in range(21)
    ]
    assert answers[-1] == 429


def test_it_ends_gracefully_and_answers_what_it_has_begun(settings: Settings) -> None:
    head = b"POST /team/inloggen HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n"
    form = b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with served(settings) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as begun:
            begun.sendall(head + form + b"ema")
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            begun.sendall(b"il=")
            assert begun.recv(12) == b"HTTP/1.1 400"
        assert server.process.wait(timeout=30) == 0


def test_a_second_server_on_the_same_sqlite_file_is_refused(run: Run, server: Served) -> None:
    folder = str(server.out.parent)
    line = one_line(run("serve", "--port", str(free_port()), INLOOP_DATA_DIR=folder))
    assert line == "another `inloop serve` has this SQLite database"


@pytest.mark.usefixtures("at_home")
def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = one_line(run("serve", "--port", str(port)))
    assert line == f"127.0.0.1, port {port}: address already in use"


@pytest.mark.usefixtures("at_home")
def test_an_address_of_another_machine_is_told(run: Run) -> None:
    assert one_line(run("serve", "--host", "192.0.2.1")).startswith("192.0.2.1, port 8000: ")


def test_a_database_of_another_version_is_refused(run: Run, tmp_path: Path) -> None:
    bare = Settings.read(data_dir=tmp_path / "bare")
    bare.make_secret()
    line = one_line(run("serve", INLOOP_DATA_DIR=str(bare.data_dir)))
    assert line == "the database is not made for this version yet: run `inloop init`"


@pytest.mark.usefixtures("at_home")
def test_demo_doors_are_refused_on_a_database_that_is_no_demo(run: Run) -> None:
    line = one_line(run("serve", INLOOP_DEMO="1"))
    assert line.endswith("but this database was not filled by `inloop demo`")


@pytest.mark.usefixtures("at_home")
def test_demo_doors_are_refused_where_others_could_reach_them(run: Run, book: Flask) -> None:
    centres.mark_as_demo(last_day=THURSDAY_NOON.date(), seed=1)
    line = one_line(run("serve", "--host", "0.0.0.0", INLOOP_DEMO="1"))  # noqa: S104
    assert line.endswith("but 0.0.0.0 can be reached from other machines")


@pytest.mark.parametrize(("asked", "open_doors"), [("1", True), ("0", False)])
def test_demo_doors_open_only_where_that_is_asked(
    settings: Settings, book: Flask, asked: str, open_doors: bool
) -> None:
    centres.mark_as_demo(last_day=THURSDAY_NOON.date(), seed=1)
    with served(settings, INLOOP_DEMO=asked) as server:
        assert ("one click signs you in" in server.err.read_text()) is open_doors
