"""Serves the app by gunicorn: one process of eight threads on SQLite, two of four on PostgreSQL."""

from __future__ import annotations

import gc
import json
import logging
import re
import socket
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from werkzeug.middleware.proxy_fix import ProxyFix

from registry import checkpoint, demo_doors, installation
from registry.care import moved
from registry.centres import queries as centres
from registry.paper.printing import close_printer, open_printer
from registry.settings import ROOT, Settings
from registry.write_lock import DatabaseBusy

MENDED = (3, 51, 3)
"""The first SQLite in which two connections that write and checkpoint at once are safe."""
FROM_NPM = ("vendor/htmx.min.js", "built/kiosk.js", "built/kiosk.css")
WORKER = "registry.whole_requests.PatientWorker"
LONGEST_SOCKET = 100
"""Unix socket addresses have room for about 108 bytes."""


class CannotServe(Exception):
    """Something must be done before the app can be served; the text says what."""

    code = "cannot_serve"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where and with how many processes and threads the app is served."""

    settings: Settings
    host: str
    port: int
    workers: int
    threads: int

    @property
    def address(self) -> str:
        """Return the address of the doors."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def serve(create_app: installation.CreateApp, settings: Settings, *, host: str, port: int) -> None:
    """Serve until stopped.

    Raises CannotServe before anything is opened, and what create_app raises.
    """
    workers, threads = (1, 8) if settings.database_file else (2, 4)
    plan = Plan(settings, host, port, workers, threads)
    _check(create_app(settings), plan)
    try:
        with installation.serving(settings):
            _Server(create_app, plan).run()
    except DatabaseBusy as busy:
        raise CannotServe("another `inloop serve` has this SQLite database") from busy


def _check(app: Flask, plan: Plan) -> None:
    why = moved.why_not(plan.settings)
    if why:
        raise CannotServe(f"this database is not to be served: {why}")
    if not installation.is_current(app):
        raise CannotServe("the database is not made for this version yet: run `inloop init`")
    if not all((ROOT / "static" / name).exists() for name in FROM_NPM):
        raise CannotServe("static/vendor or static/built is missing: run `make vendor`")
    if plan.settings.demo:
        with app.app_context():
            last_day = centres.demo_last_day()
        shut = demo_doors.why_shut(asked=True, last_day=last_day, host=plan.host)
        if shut:
            raise CannotServe(f"INLOOP_DEMO=1 opens doors without a password, but {shut}")
    for engine in ("write", "read"):
        app.extensions["inloop_engines"][engine].dispose()  # nothing open is inherited
    _try_port(plan)


def _try_port(plan: Plan) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            plan.host, plan.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotServe(f"{plan.host}, port {plan.port}: {reason}") from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, told all it needs from here; each worker makes an app of its own."""

    def __init__(self, create_app: installation.CreateApp, plan: Plan) -> None:
        self._create_app = create_app
        self._plan = plan
        self._checkpoints: checkpoint.Checkpoints | None = None
        super().__init__()

    def load_config(self) -> None:
        plan = self._plan
        for name, value in {
            "bind": plan.address.removeprefix("http://"),
            "worker_class": WORKER,
            "workers": plan.workers,
            "threads": plan.threads,
            "keepalive": 30,
            "graceful_timeout": 20,
            "proc_name": "inloop",
            "logger_class": ServerLog,
            "logconfig_dict": LOGGING,
            "when_ready": lambda _server: announce(plan),
            "worker_exit": lambda _server, _worker: self._stop(),
            **_control_socket(plan.settings.data_dir.resolve()),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = self._create_app(self._plan.settings)
        bind(app, self._plan)
        open_printer(self._plan.settings.data_dir / "paper", in_line=self._plan.threads // 2)
        self._checkpoints = checkpoint.take_over(app)
        if self._checkpoints is not None:
            self._checkpoints.start()
        gc.freeze()  # what is loaded stays: nobody waits while it is looked through
        return app

    def _stop(self) -> None:
        close_printer()
        if self._checkpoints is not None:
            self._checkpoints.stop()


def _control_socket(folder: Path) -> dict[str, Any]:
    """Put gunicorn's control socket in the data folder; left alone it goes to the home folder."""
    path = folder / "gunicorn.ctl"
    if len(bytes(path)) > LONGEST_SOCKET:
        return {"control_socket_disable": True}
    return {"control_socket": str(path)}


def bind(app: Flask, plan: Plan) -> None:
    """Tell an app where it is served.

    At a public address but bound to this machine it is reached through a proxy only, whose last
    X-Forwarded-For is the visitor: each has tries of their own. Elsewhere anyone could make that
    header up, so it is not read.
    """
    app.config["BOUND_TO"] = plan.host
    if plan.settings.public_url and demo_doors.is_loopback(plan.host):
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way


def announce(plan: Plan) -> None:
    """Say what is served, how, and where the doors are."""
    file = plan.settings.database_file
    store = f"SQLite {sqlite3.sqlite_version} in {file}" if file else "PostgreSQL"
    doors = [("doors", "/"), ("tablet", "/kiosk/"), ("host's desk", "/team/vandaag")]
    doors += [("coordinator", "/team/maand"), ("theory", "/theorie")]
    lines = [
        f"Inloop: {plan.workers} process(es) of {plan.threads} threads, {store}",
        *(f"  {name:<12} {plan.address}{path}" for name, path in doors),
    ]
    if plan.settings.demo:
        lines.append("  All data is made up; on the first page one click signs you in.")
    if file and sqlite3.sqlite_version_info < MENDED:
        lines.append(
            f"  SQLite {sqlite3.sqlite_version} may damage a file that two programs write at once"
            " (mended in 3.51.3). Inloop takes turns by a lock; let no other program write in it."
        )
    click.echo("\n".join(lines), err=True)


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """The server's own messages; what was asked for is logged by the app, by its allow-list."""

    def access(self, *_request: object) -> None:
        """Write nothing, and put nothing together to write."""


class SafeLine(logging.Formatter):
    """One JSON line of a server message: its fixed words and whole numbers, nothing of a request.

    Messages that were filled in already are cut at the first sign that may start a value.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception is told by its type only."""
        line = {
            "event": _fixed_words(record),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception_type"] = record.exc_info[0].__name__
        return json.dumps(line)


def _fixed_words(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    if not isinstance(record.args, tuple) or not record.args:
        return re.split(r"[:=('\"\[]", record.msg, maxsplit=1)[0].strip()
    kept = tuple(value if isinstance(value, int) else "…" for value in record.args)
    try:
        return record.msg % kept
    except (TypeError, ValueError):
        return record.msg


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"safe": {"()": SafeLine}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "formatter": "safe",
            "stream": "ext://sys.stdout",
        }
    },
    "root": {"level": "WARNING", "handlers": ["stdout"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["stdout"], "propagate": False},
    },
}
