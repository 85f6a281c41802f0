"""Makes the Flask app: settings, database, theory, languages, headers, logs and error pages.

It knows neither the kiosk nor the team's pages; wsgi.py adds those.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Flask, Request, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_migrate import Migrate
from jinja2 import StrictUndefined
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from registry import clock, counting, database, errors, guards, headers, logs, speech, words
from registry.away import is_in_the_way
from registry.settings import ROOT, Settings
from registry.theory import load


class OnlyWhereOneIs(SecureCookieSessionInterface):
    """Signed cookies, read only where one came along: a tablet's events carry none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a request, new and empty where it brought none."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


class Inloop(Flask):
    """Flask, which answers a request once more where PostgreSQL undid it for another one's sake."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Return the answer of the page that a request asks for."""
        try:
            return super().dispatch_request()
        except DBAPIError as error:
            if not is_in_the_way(error):
                raise
        for file in request.files.values():
            file.stream.seek(0)
        return super().dispatch_request()


def create_app(settings: Settings) -> Flask:
    """Return an app on the database and theory of the settings.

    Raises settings.SettingsError for an unusable secret and load.TheoryError for a broken theory.
    """
    app = Inloop(
        "inloop",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        static_url_path="/static",
    )
    app.session_interface = OnlyWhereOneIs()
    app.config.from_mapping(_config(settings))
    app.extensions["inloop_settings"] = settings
    app.extensions["inloop_theory"] = load.load(settings.theory or load.DEFAULT)
    database.init_app(app, settings)
    Migrate(app, database.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    Babel(app, default_locale="nl", default_translation_directories=_TRANSLATIONS)
    speech.init_app(app)
    logs.init_app(app)
    guards.init_app(app)
    build = build_of(ROOT)
    app.config["BUILD"] = build
    headers.init_app(app, build=build, secure=bool(settings.public_url))
    errors.init_app(app)
    _templates(app)
    _health(app)
    return app


_TRANSLATIONS = str(ROOT / "registry" / "translations")


def _config(settings: Settings) -> dict[str, object]:
    secure = bool(settings.public_url)
    return {
        "SECRET_KEY": settings.key_for("session"),
        "PASS_KEY": settings.key_for("passes"),
        "CORNER_KEY": settings.key_for("corner"),
        "SECOND_KEY": settings.key_for("second step"),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our own policy never sends
        "SESSION_COOKIE_NAME": "__Host-inloop" if secure else "inloop",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 256 * 1024,
        "DEMO": settings.demo,
        "TRAP_HTTP_EXCEPTIONS": False,
    }


def build_of(root: Path) -> str:
    """Return a short name for what browsers are served: other files, another name."""
    digest = hashlib.sha256((root / "package-lock.json").read_bytes())
    for folder in ("static", "templates", "registry/translations", "registry/theory"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "vendor" not in path.parts and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    def static_url(path: str) -> str:
        return url_for("static", filename=path, v=app.config["BUILD"])

    app.jinja_env.globals.update(
        static_url=static_url,
        demo=app.config["DEMO"],
        direction=words.direction,
        ways_to_count=counting.ways_to_count,
    )
    app.jinja_env.filters.update(words.FILTERS, local_day=clock.local_day)


def _health(app: Flask) -> None:
    """Tell who watches over the server that it answers, and that it can take what comes in."""

    @app.get("/healthz/alive")
    def alive() -> ResponseReturnValue:
        return {"status": "alive", "build": app.config["BUILD"]}

    @app.get("/healthz")
    def health() -> ResponseReturnValue:
        why = _not_ready(app)
        told = {"status": why or "ok", "ready": not why, "build": app.config["BUILD"]}
        return told, 503 if why else 200

    alive.access = health.access = "public"  # type: ignore[attr-defined]


def _not_ready(app: Flask) -> str:
    """Return why nothing can be taken in now, "" where it can."""
    known = app.extensions.get("inloop_tables")
    if known is None:
        known = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
        app.extensions["inloop_tables"] = known
    try:
        with database.reading() as connection:
            made = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError as error:
        logs.fault(error)
        return "no database"
    return "" if made == known else "other tables"
