"""Two views as small as the work allows, to measure against: SQLAlchemy Core, and its ORM.

Both look up the tablet and the pass by hash, store a check-in once by its id, and count an
answer once by its id: what any check-in has to do, and nothing around it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

from flask import Flask, jsonify, request
from sqlalchemy import Engine, bindparam, create_engine, event, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

KEY = b"a key of the measurement"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON")


class Base(DeclarativeBase):
    """The tables of the minimal views."""


class Tablet(Base):
    """A tablet by the hash of its token."""

    __tablename__ = "tablet"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)


class Pass(Base):
    """A pass by the keyed hash of its text."""

    __tablename__ = "pass"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)


class CheckIn(Base):
    """A check-in by its event's id."""

    __tablename__ = "check_in"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
    pass_hash: Mapped[bytes | None]


class SeenAnswer(Base):
    """The id of an answer that was counted."""

    __tablename__ = "seen_answer"

    id: Mapped[str] = mapped_column(primary_key=True)


class Tally(Base):
    """How often a value was given to a question."""

    __tablename__ = "tally"

    question: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


def prepare(file: str, *, tokens: Iterable[str], passes: Iterable[str]) -> None:
    """Make the tables, and fill in who may come."""
    engine = _engine(file)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Tablet), [{"token_hash": _plain(one)} for one in tokens])
        connection.execute(insert(Pass), [{"token_hash": _keyed(one)} for one in passes])
    engine.dispose()


def core(file: str) -> Flask:
    """Return the app whose view uses SQLAlchemy Core, with statements built once."""
    app, engine = Flask(__name__), _engine(file)
    tablet = select(Tablet.token_hash).where(Tablet.token_hash == bindparam("key"))
    known = select(Pass.token_hash).where(Pass.token_hash == bindparam("key"))
    check_in = sqlite.insert(CheckIn).on_conflict_do_nothing()
    seen = sqlite.insert(SeenAnswer).on_conflict_do_nothing()
    one_more = sqlite.insert(Tally)
    one_more = one_more.on_conflict_do_update(
        index_elements=["question", "value"], set_={"count": Tally.count + 1}
    )

    @app.post("/kiosk/events")
    def events() -> Any:
        token, body = _plain(request.cookies.get("tablet", "")), request.get_json()
        results = []
        with engine.begin() as connection:
            if connection.execute(tablet, {"key": token}).first() is None:
                return "", 401
            for one in body["events"]:
                if one["kind"] == "check_in":
                    key = None if one["pass"] is None else _keyed(one["pass"])
                    if key and connection.execute(known, {"key": key}).first() is None:
                        return "", 422
                    row = {"id": one["id"], "at": one["at"], "pass_hash": key}
                    new = connection.execute(check_in, row).rowcount
                else:
                    new = connection.execute(seen, {"id": one["id"]}).rowcount
                    if new:
                        said = {"question": one["question"], "value": one["value"], "count": 1}
                        connection.execute(one_more, said)
                results.append({"id": one["id"], "status": "stored" if new else "duplicate"})
        return jsonify(results=results)

    return app


def orm(file: str) -> Flask:
    """Return the app whose view uses a session and objects."""
    app, engine = Flask(__name__), _engine(file)

    @app.post("/kiosk/events")
    def events() -> Any:
        token, body = _plain(request.cookies.get("tablet", "")), request.get_json()
        with Session(engine) as session:
            if session.get(Tablet, token) is None:
                return "", 401
            results = []
            for one in body["events"]:
                new = _check_in(session, one) if one["kind"] == "check_in" else _tell(session, one)
                results.append({"id": one["id"], "status": "stored" if new else "duplicate"})
            session.commit()
        return jsonify(results=results)

    return app


def _check_in(session: Session, one: dict[str, Any]) -> bool:
    key = None if one["pass"] is None else _keyed(one["pass"])
    if key is not None and session.get(Pass, key) is None:
        raise LookupError("an unknown pass")
    if session.get(CheckIn, one["id"]) is not None:
        return False
    session.add(CheckIn(id=one["id"], at=one["at"], pass_hash=key))
    return True


def _tell(session: Session, one: dict[str, Any]) -> bool:
    if session.get(SeenAnswer, one["id"]) is not None:
        return False
    session.add(SeenAnswer(id=one["id"]))
    tally = session.get(Tally, (one["question"], one["value"]))
    if tally is None:
        session.add(Tally(question=one["question"], value=one["value"], count=1))
    else:
        tally.count += 1
    return True


def _engine(file: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}",
        pool_size=8,
        max_overflow=2,
        json_serializer=json.dumps,
        connect_args={"isolation_level": None, "timeout": 30},
    )

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def one_writer(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _plain(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _keyed(text: str) -> bytes:
    return hmac.new(KEY, text.encode(), hashlib.sha256).digest()
