"""A tablet as its outbox behaves, without a screen: many events in little time."""

from __future__ import annotations

import http.client
import json
import random
import time
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

Event = dict[str, Any]
BATCH = 50
SAFE = frozenset({"stored", "duplicate", "quarantined"})
VALUES = ("plus", "midden", "min", "skip")


class Tablet:
    """Makes visits and sends them like static/kiosk/sender.js: taps first, in order, by batches.

    Nothing leaves the outbox but by the server's word about that event.
    """

    details, undos = 0.7, 0.05
    """The shares of its visitors who choose something, and who take their tap back."""

    def __init__(self, address: str, token: str, seed: int) -> None:
        """Take where the server is, the tablet's token, and a chance that repeats."""
        self.where = urlsplit(address).netloc
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": f"tablet={token}",
            "Origin": address,
        }
        self.chance = random.Random(seed)  # noqa: S311  # visits, not secrets
        self.taps: list[Event] = []
        self.answers: dict[str, Event] = {}
        self.sent: list[Event] = []
        self.seq = 0
        self.acknowledged = 0

    def visit(self) -> None:
        """Keep the events of one visit: a tap, mostly details, two answers, sometimes an undo."""
        tap = self._tap("check_in", occurrence=None, **{"pass": None})
        if self.chance.random() < self.details:
            self._tap("detail", of=tap["id"], party=self.chance.randint(1, 5), role="meehelpen")
        if self.chance.random() < self.undos:
            self._tap("undo", of=tap["id"])
        self._tallied("language", language=self.chance.choice(("nl", "en", "ar")))
        for question in ("stemming", "SC-I1"):
            value = str(self.chance.randint(1, 5))
            value = value if question == "stemming" else self.chance.choice(VALUES)
            self._tallied("answer", question=question, variant="niveau", value=value)

    def _tap(self, kind: str, **fields: Any) -> Event:
        self.seq += 1
        made = {"id": str(uuid.uuid4()), "kind": kind, "at": _now(), "age_ms": 0, "seq": self.seq}
        event = {**made, **fields}
        self.taps.append(event)
        self.sent.append(event)
        return event

    def _tallied(self, kind: str, **fields: Any) -> None:
        event = {"id": str(uuid.uuid4()), "kind": kind, **fields}
        self.answers[event["id"]] = event
        self.sent.append(event)

    def waiting(self) -> list[Event]:
        """Return what the next batch holds."""
        waiting = [*self.taps, *(self.answers[key] for key in sorted(self.answers))]
        return waiting[: self.chance.randint(1, BATCH)]

    def forget(self, known: set[str]) -> None:
        """Take out of the outbox what the server has."""
        self.taps = [tap for tap in self.taps if tap["id"] not in known]
        for key in known & set(self.answers):
            del self.answers[key]

    def send_all(self, patience: float = 120) -> None:
        """Send until nothing waits. Raises TimeoutError where that takes too long."""
        deadline = time.monotonic() + patience
        while self.taps or self.answers:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.taps) + len(self.answers)} events still wait")
            self.send(self.waiting())

    def send(self, batch: list[Event]) -> None:
        """Send a batch once, and forget what the answer names; a fault leaves all as it was."""
        try:
            results = self._post(batch)
        except (OSError, http.client.HTTPException, ValueError):
            time.sleep(0.02)
            return
        known = {one["id"] for one in results if one["status"] in SAFE}
        self.acknowledged += len(known)
        self.forget(known)

    def _post(self, batch: list[Event]) -> list[dict[str, str]]:
        body = json.dumps({"sent_at": _now(), "events": batch})
        way = http.client.HTTPConnection(self.where, timeout=10)
        try:
            way.request("POST", "/kiosk/events", body=body, headers=self.headers)
            answer = way.getresponse()
            if answer.status != 200:
                time.sleep(0.05)
                return []
            results: list[dict[str, str]] = json.loads(answer.read())["results"]
            return results
        finally:
            way.close()


class Passing(Tablet):
    """Its visitors tap and walk on."""

    details, undos = 0.0, 0.0


class Hesitant(Tablet):
    """Half of its visitors take their tap back."""

    undos = 0.5


class Forgetful(Tablet):
    """Planted: forgets a batch when it is sent, not when it is answered."""

    def send(self, batch: list[Event]) -> None:
        """Send, and forget at once."""
        super().send(batch)
        self.forget({event["id"] for event in batch})


class Hasty(Tablet):
    """Planted: sends the newest taps first, so that details come before their check-in."""

    def waiting(self) -> list[Event]:
        """Return the next batch from the wrong end."""
        waiting = [*reversed(self.taps), *self.answers.values()]
        return waiting[: self.chance.randint(1, BATCH)]


def _now() -> str:
    return datetime.now(tz=UTC).isoformat()
