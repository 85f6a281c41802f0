"""A worker that gives a request a thread only when all of it is there: who is slow waits outside.

gunicorn's own gives a thread to whoever connects, and the thread reads: eight clients that send a
byte now and then would keep everybody else out. Here the one loop that takes connections in also
collects what comes, without waiting for anybody.
"""

from __future__ import annotations

import re
import selectors
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

SECONDS = 20.0
"""A request may take so long to come ..."""
BYTES_A_SECOND = 10_000
"""... and a second more for so much of it."""
MOST_HEAD = 64 * 1024
MOST_BODY = 1024 * 1024
"""What any form may send. Who sends more needs a sign-in, which is seen to before it is read."""
MOST_HELD = 64 * 1024 * 1024
"""So much is collected at once, of all requests together."""
AT_ONCE = 64 * 1024
BLANK = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
ASKS_FIRST = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Coming:
    """What has come of a request so far."""

    def __init__(self, connection: Any, now: float) -> None:
        """Begin with nothing."""
        self.connection = connection
        self.came = bytearray()
        self._began = now
        self._whole_at: int | None = None
        self._chunked = False
        self.asks_first = False

    def take(self, data: bytes) -> bool:
        """Take what came next; True when it is time to read the request."""
        looked = max(0, len(self.came) - len(BLANK) + 1)
        self.came += data
        if self._whole_at is None and not self._chunked:
            end = self.came.find(BLANK, looked)
            if end < 0:
                return len(self.came) > MOST_HEAD
            self._read_head(bytes(self.came[: end + 2]), end + len(BLANK))
        if self._chunked:
            return self.came.endswith(LAST_CHUNK) or len(self.came) > MOST_BODY
        return self._whole_at is not None and len(self.came) >= self._whole_at

    def _read_head(self, head: bytes, ends: int) -> None:
        self._chunked = CHUNKED.search(head) is not None
        if self._chunked:
            return
        length = LENGTH.search(head)
        body = int(length[1]) if length else 0
        self.asks_first = body <= MOST_BODY and ASKS_FIRST.search(head) is not None
        self._whole_at = ends + (body if body <= MOST_BODY else 0)

    def is_late(self, now: float) -> bool:
        """Tell whether it should have been there by now."""
        return now - self._began > SECONDS + len(self.came) / BYTES_A_SECOND


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's worker of threads, behind a loop that collects requests first."""

    def __init__(self, *words: Any, **more: Any) -> None:
        """Begin with nobody."""
        super().__init__(*words, **more)
        self.coming: set[Coming] = set()
        self.held = 0

    def enqueue_req(self, conn: Any) -> None:
        """Collect the next request of a connection; some of it may have been read already."""
        left = b"" if conn.parser is None else conn.parser.unreader.take_buffered()
        conn.sock.setblocking(False)
        one = Coming(conn, time.monotonic())
        self.coming.add(one)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._more, one))
        if left:
            self._take(one, left)
        if one in self.coming:
            self._more(one, conn.sock)

    def murder_pending(self) -> None:
        """Close what is late; and, when it is time to stop, who has not begun."""
        super().murder_pending()
        now = time.monotonic()
        for one in [*self.coming]:
            if one.is_late(now) or not (self.alive or one.came):
                self._end(one, TOO_SLOW if one.came else b"")

    def _more(self, one: Coming, sock: Any) -> None:
        try:
            data = sock.recv(AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._take(one, data)
        else:
            self._end(one)

    def _take(self, one: Coming, data: bytes) -> None:
        whole = one.take(data)
        self.held += len(data)
        if whole:
            self._hand_over(one)
        elif self.held > MOST_HELD:
            self._end(one)
        elif one.asks_first:
            one.asks_first = False
            with suppress(OSError):
                one.connection.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _hand_over(self, one: Coming) -> None:
        self._forget(one)
        conn = one.connection
        conn.init()
        conn.data_ready = True
        conn.parser.unreader.unread(bytes(one.came))
        super().enqueue_req(conn)

    def _end(self, one: Coming, last_words: bytes = b"") -> None:
        self._forget(one)
        self.nr_conns -= 1
        with suppress(OSError):
            one.connection.sock.send(last_words)
        one.connection.close()

    def _forget(self, one: Coming) -> None:
        self.coming.discard(one)
        self.held -= len(one.came)
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(one.connection.sock)
