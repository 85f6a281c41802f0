"""A bad network on purpose: between tablet and server it drops, doubles, delays, reorders, cuts."""

from __future__ import annotations

import http.client
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAULTS = ("drop", "cut", "unanswered", "halved", "twice", "later", "slow", "away")
"""Lost before the server; cut in the body; answer lost after the commit; answer cut; sent twice at
once; held back and delivered after newer batches, its sender long gone; late; answered by the
network itself, that the server is away."""
AWAY = (502, 503, 504)
"""What the network says then; with 504 the server did take the batch, only too late."""
EVENTS = "/kiosk/events"


class BadNetwork:
    """A proxy on this machine that spoils a share of the batches of events, and nothing else."""

    def __init__(
        self, upstream: int, *, share: float, seed: int, faults: Sequence[str] = FAULTS
    ) -> None:
        """Pass on to a port; spoil a share of the batches, by a chance that repeats."""
        self.upstream, self.share, self.faults = upstream, share, faults
        self.met: Counter[str] = Counter()
        self.batches = 0
        self._chance = random.Random(seed)  # noqa: S311  # faults, not secrets
        self._plan: list[str | None] = []
        self._lock = threading.Lock()
        self._late: list[threading.Thread] = []
        self._server = Wire(("127.0.0.1", 0), Handler)
        self._server.network = self

    @property
    def address(self) -> str:
        """Where tablets find the server, through this network."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[BadNetwork]:
        """Let the network work; at the end all that it held back is delivered."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self.deliver_late()
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def deliver_late(self) -> None:
        """Wait until everything that was held back has arrived."""
        for thread in self._late:
            thread.join()

    def fault(self, path: str) -> str | None:
        """Choose what happens to a request; None: nothing."""
        if path != EVENTS:
            return None
        with self._lock:
            self.batches += 1
            if not self._plan:
                self._plan = self._next_batches()
            chosen = self._plan.pop()
            self.met.update([chosen] if chosen else [])
            return chosen

    def _next_batches(self) -> list[str | None]:
        """Return what happens to the next twenty: just the share of them is spoiled."""
        spoiled = round(20 * self.share)
        faults = self._chance.choices(self.faults, k=spoiled)
        return self._chance.sample([*faults, *[None] * (20 - spoiled)], 20)

    def away(self) -> int:
        """Choose what the network says of a server that is away."""
        with self._lock:
            return self._chance.choice(AWAY)

    def later(self, deliver: Callable[[], object]) -> None:
        """Deliver something when newer batches have passed it."""
        with self._lock:
            wait = self._chance.uniform(0.05, 0.6)

        def wait_and_deliver() -> None:
            time.sleep(wait)
            deliver()

        thread = threading.Thread(target=wait_and_deliver)
        self._late.append(thread)
        thread.start()


class Wire(ThreadingHTTPServer):
    """The listening end; tablets that hang up on it are expected."""

    daemon_threads = True
    network: BadNetwork

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


Answer = tuple[int, list[tuple[str, str]], bytes]


class Handler(BaseHTTPRequestHandler):
    """One connection of a tablet."""

    server: Wire
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pass a page on."""
        self._pass_on()

    def do_POST(self) -> None:
        """Pass a batch on, or spoil it."""
        self._pass_on()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the figures are printed at the end."""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server.network.fault(self.path)
        self.close_connection = fault in ("drop", "cut", "unanswered", "halved", "later")
        if fault == "later":
            self.server.network.later(lambda: self._forward(body))
        elif fault == "cut":
            self._cut(body)
        elif fault == "away":
            self._say_away(body)
        elif fault != "drop":
            self._deliver(fault, body)

    def _say_away(self, body: bytes) -> None:
        status = self.server.network.away()
        if status == 504:
            self._forward(body)
        self._answer((status, [("Content-Type", "text/html")], b"<h1>Away</h1>"), halved=False)

    def _deliver(self, fault: str | None, body: bytes) -> None:
        if fault == "slow":
            time.sleep(0.1)
        if fault == "twice":
            twin = threading.Thread(target=self._forward, args=(body,))
            twin.start()
            answer = self._forward(body)
            twin.join()
        else:
            answer = self._forward(body)
        if fault != "unanswered":
            self._answer(answer, halved=fault == "halved")

    def _forward(self, body: bytes) -> Answer:
        way = http.client.HTTPConnection("127.0.0.1", self.server.network.upstream, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name != "Connection"}
        way.request(self.command, self.path, body=body or None, headers=headers)
        answer = way.getresponse()
        read = (answer.status, answer.getheaders(), answer.read())
        way.close()
        return read

    def _cut(self, body: bytes) -> None:
        """Deliver the headers and half the body, then hang up on both sides."""
        lines = [f"{self.command} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        where = ("127.0.0.1", self.server.network.upstream)
        with socket.create_connection(where, timeout=5) as way:
            way.sendall(head + body[: len(body) // 2])

    def _answer(self, answer: Answer, *, halved: bool) -> None:
        status, headers, body = answer
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if halved else body)
