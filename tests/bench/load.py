"""A small load generator: kept-open sockets in threads, requests made before the clock starts."""

from __future__ import annotations

import json
import random
import socket
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import quantiles

ANSWER_EVERY = 3
"""One in so many check-ins is followed by an answer."""


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who comes: the tokens of the tablets, and the texts of the passes."""

    tokens: Sequence[str]
    passes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run brought: answers a second, and milliseconds an answer took."""

    rate: float
    milliseconds: tuple[float, ...]

    def percentile(self, hundredth: int) -> float:
        """Return the time within which so many of a hundred were answered."""
        return quantiles(self.milliseconds, n=100)[hundredth - 1]


def requests(visitors: Visitors, *, host: str, count: int, seed: int, now: datetime) -> list[bytes]:
    """Return so many check-ins, ready to send; none is a repeat."""
    chance = random.Random(seed)  # noqa: S311  # which tablet and pass, nothing secret
    made = []
    for number in range(count):
        at = now - timedelta(milliseconds=chance.randrange(500, 3000))
        events = [_check_in(chance, visitors, at, number)]
        if number % ANSWER_EVERY == 0:
            events.append(_answer(chance))
        body = json.dumps({"sent_at": now.isoformat(), "events": events}).encode()
        head = (
            f"POST /kiosk/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Cookie: tablet={chance.choice(visitors.tokens)}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


def _check_in(
    chance: random.Random, visitors: Visitors, at: datetime, number: int
) -> dict[str, object]:
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "kind": "check_in",
        "at": at.isoformat(),
        "age_ms": 0,
        "seq": number,
        "occurrence": None,
        "pass": chance.choice(visitors.passes),
    }


def _answer(chance: random.Random) -> dict[str, object]:
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "kind": "answer",
        "question": "SC-I1",
        "variant": "niveau",
        "value": chance.choice(("plus", "midden", "min")),
    }


def measure(visitors: Visitors, port: int, *, connections: int, seconds: float) -> Measured:
    """Send check-ins over so many open connections for a time.

    Raises AssertionError for any answer that does not store what was sent.
    """
    host = f"127.0.0.1:{port}"
    ready = [
        requests(
            visitors,
            host=host,
            count=max(200, int(3500 * seconds / connections)),
            seed=uuid.uuid4().int,
            now=datetime.now(UTC),
        )
        for _ in range(connections)
    ]
    start, times = threading.Barrier(connections), [list[float]() for _ in ready]
    faults: list[BaseException] = []

    def visit(mine: list[bytes], took: list[float]) -> None:
        try:
            _visit(port, mine, took, start, seconds)
        except (AssertionError, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=visit, args=pair) for pair in zip(ready, times, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise AssertionError(f"{len(faults)} connections failed: {faults[0]}")
    together = tuple(one for took in times for one in took)
    return Measured(len(together) / seconds, together)


def _visit(
    port: int, mine: list[bytes], took: list[float], start: threading.Barrier, seconds: float
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        start.wait()
        end = time.perf_counter() + seconds
        for one in mine:
            sent = time.perf_counter()
            if sent >= end:
                return
            connection.sendall(one)
            answer = _answer_of(connection)
            took.append((time.perf_counter() - sent) * 1000)
            if not answer.startswith(b"HTTP/1.1 200") or b'"stored"' not in answer:
                raise AssertionError(answer[:300])
        raise AssertionError("ran out of requests: make more beforehand")


def _answer_of(connection: socket.socket) -> bytes:
    answer = connection.recv(65536)
    while (split := answer.find(b"\r\n\r\n")) < 0:
        answer += connection.recv(65536)
    head = answer[:split].lower()
    at = head.find(b"content-length:")
    length = int(head[at + 15 :].split(b"\r\n", 1)[0])
    while len(answer) < split + 4 + length:
        answer += connection.recv(65536)
    return answer
