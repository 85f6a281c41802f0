"""Planted: a server that answers first and stores a moment later."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from tests.faults import planted

LATER = 0.2
"""Seconds between the answer and the storing."""


class EarlyAnswer:
    """Between gunicorn and the app: takes every batch for stored before it is."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        """Take what stores."""
        self.app = app

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer at once, and pass the batch on later; pass anything else on now."""
        if environ["PATH_INFO"] != "/kiosk/events":
            return self.app(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        again = {**environ, "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
        threading.Thread(target=self._store, args=(again,)).start()
        results = [{"id": one["id"], "status": "stored"} for one in json.loads(body)["events"]]
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"results": results}).encode()]

    def _store(self, environ: dict[str, Any]) -> None:
        time.sleep(LATER)
        for _ in self.app(environ, lambda *_: None):
            pass


def plant(app: Flask) -> None:
    """Put it before an app."""
    app.wsgi_app = EarlyAnswer(app.wsgi_app)  # type: ignore[method-assign]


if __name__ == "__main__":
    planted.run(plant)
