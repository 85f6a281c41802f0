"""Tablets that go on sending while something happens to their server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from tests.builders import a_centre, a_tablet
from tests.faults.tablet import Event, Tablet

PATIENCE = 90
TABLETS = 6
WAITING = 50
"""With so many taps in its outbox a tablet has no more visitors until some are stored."""


def enrolled(app: Flask, number: int = TABLETS) -> list[str]:
    """Return the tokens of so many tablets of a new centre."""
    with app.app_context():
        centre = a_centre()
        at = datetime.now(tz=UTC)
        return [a_tablet(centre, f"Tablet {one}", at=at) for one in range(number)]


@contextmanager
def at_once(works: Sequence[Callable[[], None]], done: threading.Event) -> Iterator[None]:
    """Let each work in a thread of its own; at the end tell them that it is done, and wait."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


class Load:
    """The tablets of a centre, each sending in a thread of its own, all at the same time."""

    def __init__(
        self,
        address: str,
        tokens: Sequence[str],
        *,
        seed: int,
        pause: float = 0,
        kind: type[Tablet] = Tablet,
    ) -> None:
        """Take where the server is; between two batches a tablet may pause, in seconds."""
        self.tablets = [kind(address, token, seed + n) for n, token in enumerate(tokens)]
        self.pause = pause

    @property
    def sent(self) -> list[Event]:
        """Every event that was made."""
        return [event for tablet in self.tablets for event in tablet.sent]

    @property
    def answered(self) -> int:
        """How many events the server has answered for."""
        return sum(tablet.acknowledged for tablet in self.tablets)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Let every tablet make visits and send them; at the end each sends all that waits."""
        done = threading.Event()

        def work(tablet: Tablet) -> None:
            while not done.is_set():
                for _ in range(tablet.chance.randint(1, 4)):
                    if len(tablet.taps) < WAITING:
                        tablet.visit()
                tablet.send(tablet.waiting())
                time.sleep(self.pause)
            tablet.send_all()

        with at_once([partial(work, tablet) for tablet in self.tablets], done):
            yield

    def wait_until_answered(self, number: int) -> None:
        """Wait until so many events were answered for. Raises TimeoutError if in vain."""
        deadline = time.monotonic() + PATIENCE
        while self.answered < number:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.answered} events answered for, not {number}")
            time.sleep(0.005)
