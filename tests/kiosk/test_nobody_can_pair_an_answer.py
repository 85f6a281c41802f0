"""An attacker with the database file, its free pages, all row orders and the logs guesses who
answered what, and does no better than chance. With a leak planted the same attacker succeeds."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from math import sqrt

import pytest
from sqlalchemy import text

from registry.database import db, reading, writing
from tests.kiosk.conftest import Door

VISITORS = 150
VALUES = ("plus", "midden", "min")
TRACE = re.compile(rb"SC-I1.{0,24}?(plus|midden|min)", re.DOTALL)
LOGGED = re.compile(r"\b(plus|midden|min)\b")
WORD = re.compile(r"'(plus|midden|min)'")


@pytest.fixture
def engine_name() -> str:
    """Return SQLite: what can be carried off as one file."""
    return "sqlite"


def visits(door: Door, *, planted: bool = False) -> list[str]:
    """Let visitors scan a pass and answer, each after the other; return what they answered."""
    chance = random.Random(7)  # noqa: S311  # visitors, not secrets
    if planted:
        with writing() as connection:
            connection.execute(text("CREATE TABLE leak (n INTEGER PRIMARY KEY, value TEXT)"))
    answers = []
    for number in range(VISITORS):
        if number % 45 == 0:  # the clock stands still, and a tablet has its pace
            door.client = door.new_tablet(f"Tablet {number}")
        value = chance.choice(VALUES)
        door.send(door.tap(None, **{"pass": door.a_pass()}))
        door.send(door.answer(value=value))
        if planted:
            with writing() as connection:
                connection.execute(text("INSERT INTO leak (value) VALUES (:v)"), {"v": value})
        answers.append(value)
    return answers


def sequences(door: Door, log: str) -> Iterator[list[str]]:
    """Yield every order of answers that the file or the log could give away."""
    raw = db.engine.raw_connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    raw.close()
    content = door.app.extensions["inloop_settings"].database_file.read_bytes()
    yield [found.decode() for found in TRACE.findall(content)]
    yield LOGGED.findall(log)
    with reading() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for name in names.scalars().all():
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()  # noqa: S608
            yield [found for row in rows for found in WORD.findall(repr(tuple(row)))]


def best_guess(door: Door, log: str, truth: list[str]) -> float:
    """Return how many answers the attacker gets right, as a share, by the best of all orders.

    Check-ins have a time and a pass, so their order is known. An order of fewer answers than
    visitors is filled up with the commonest value: the tallies tell it.
    """
    commonest = Counter(truth).most_common(1)[0][0]
    best = 0.0
    for found in sequences(door, log):
        for order in (found, found[::-1]):
            guess = [*order, *[commonest] * VISITORS][:VISITORS]
            right = sum(one == real for one, real in zip(guess, truth, strict=True))
            best = max(best, right / VISITORS)
    return best


def chance_of(truth: list[str]) -> float:
    """Return what guessing the commonest value gives, and four standard deviations more."""
    share = Counter(truth).most_common(1)[0][1] / len(truth)
    return share + 4 * sqrt(share * (1 - share) / len(truth))


def test_file_and_log_tell_no_more_than_the_tallies(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = visits(door)
    assert best_guess(door, capsys.readouterr().out, truth) <= chance_of(truth)


def test_a_row_for_each_answer_would_give_everybody_away(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = visits(door, planted=True)
    assert best_guess(door, capsys.readouterr().out, truth) == 1


def test_a_word_in_the_log_would_give_everybody_away(door: Door) -> None:
    truth = visits(door)
    assert best_guess(door, "\n".join(f'"value": "{value}"' for value in truth), truth) == 1
