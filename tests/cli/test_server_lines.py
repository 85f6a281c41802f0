"""What the server logs is cut down to its own fixed words and whole numbers."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from registry.serve import SafeLine


def line_of(message: object, *args: object, fault: BaseException | None = None) -> dict[str, Any]:
    trace = (type(fault), fault, None) if fault else None
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "x", 1, message, args, trace)
    line: dict[str, Any] = json.loads(SafeLine().format(record))
    return line


@pytest.mark.parametrize(
    ("message", "args", "event"),
    [
        ("Booting worker with pid: %s", (41,), "Booting worker with pid: 41"),
        ("Handling signal: %s", ("term",), "Handling signal: …"),
        ("Error handling request %s", ("/p/GEHEIM?x=1",), "Error handling request …"),
        ("Invalid request from ip=10.0.0.7: bad 'GEHEIM'", (), "Invalid request from ip"),
        ("Worker exiting", (), "Worker exiting"),
        (ValueError("GEHEIM"), (), "ValueError"),
        ("%d of %s", (1,), "%d of %s"),
    ],
)
def test_a_message_keeps_its_words_and_loses_its_values(
    message: object, args: tuple[object, ...], event: str
) -> None:
    assert line_of(message, *args)["event"] == event


def test_an_exception_is_told_by_its_type_only() -> None:
    line = line_of("Exception in worker process", fault=ValueError("GEHEIM"))
    assert line["exception_type"] == "ValueError"
    assert "GEHEIM" not in json.dumps(line)
    assert set(line) == {"event", "level", "timestamp", "exception_type"}


def test_python_itself_prints_nothing_beside_the_line() -> None:
    assert "\n" not in SafeLine().format(
        logging.LogRecord("x", 40, "x", 1, "a", (), (*sys.exc_info()[:2], None))
    )
