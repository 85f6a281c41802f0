"""What a machine that watches over the server may know: numbers, and no label about a person.

Requests are told by part of the house and never by page, so that nobody's deed shows in them.
"""

from __future__ import annotations

import hmac
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from flask import Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from registry import clock
from registry.centres import queries as centres
from registry.settings import Settings
from registry.web.access import pages, public
from registry.web.installation import last_done

PARTS = ("kiosk", "team", "api")
GOOD_FOR = timedelta(days=180)
UNSEEN = timedelta(minutes=15)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10)
TEXT = "text/plain; version=0.0.4; charset=utf-8"


def init_app(app: Flask) -> None:
    """Count the requests of this process, by part of the house and how they ended."""
    known = CollectorRegistry()
    seconds = Histogram(
        "inloop_request_seconds",
        "Time taken by requests to this process",
        ("part", "status"),
        buckets=BUCKETS,
        registry=known,
    )
    known.register(_House())
    app.extensions["inloop_metrics"] = known

    @app.after_request
    def count(response: Response) -> Response:
        if request.endpoint != "static" and "started" in g:
            status = f"{response.status_code // 100}xx"
            seconds.labels(_part(request.path), status).observe(time.perf_counter() - g.started)
        return response


def _part(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return first if first in PARTS else "public"


@pages.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Tell the numbers to who has the installation's key; there is nothing here for others."""
    key = current_app.extensions["inloop_settings"].metrics_key
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not key or not hmac.compare_digest(key.encode(), given.encode()):
        abort(404)
    told = generate_latest(current_app.extensions["inloop_metrics"])
    return Response(told, content_type=TEXT)


@pages.get("/.well-known/security.txt")
@public
def security() -> ResponseReturnValue:
    """Say whom to tell of a leak (RFC 9116), where the installation names somebody."""
    settings: Settings = current_app.extensions["inloop_settings"]
    if not settings.security_contact:
        abort(404)
    until = f"{clock.now() + GOOD_FOR:%Y-%m-%dT00:00:00Z}"
    lines = [f"Contact: {settings.security_contact}", f"Expires: {until}"]
    lines.append("Preferred-Languages: nl, en")
    if settings.public_url:
        lines.append(f"Canonical: {settings.public_url}/.well-known/security.txt")
    return Response(
        "".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8"
    )


class _House(Collector):
    """Looks at the installation when it is asked: disk, care, tablets."""

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing beforehand: there is nobody to look for before it is asked."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each number with what it is."""
        settings: Settings = current_app.extensions["inloop_settings"]
        now = clock.now()
        yield _one("inloop_build", "Which build answers", 1, build=current_app.config["BUILD"])
        free = shutil.disk_usage(settings.data_dir).free
        yield _one("inloop_disk_free_bytes", "Room left where the data lives", free)
        for deed in ("backup", "drill", "retention"):
            yield from _age(deed, last_done(deed), now)
        yield from _tablets(now)


def _age(deed: str, at: datetime | None, now: datetime) -> Iterator[GaugeMetricFamily]:
    done = f"Whether a {deed} was ever done here"
    yield _one(f"inloop_{deed}_done", done, 0 if at is None else 1)
    if at is not None:
        age = (now - at).total_seconds()
        yield _one(f"inloop_{deed}_age_seconds", f"Time since the last {deed}", age)


def _tablets(now: datetime) -> Iterable[GaugeMetricFamily]:
    """The tablets of each centre: how many, how many are unseen, and how many events wait."""
    told = {
        "inloop_tablets": "Tablets of a centre",
        "inloop_tablets_unseen": "Tablets that were not seen for a quarter of an hour",
        "inloop_tablet_events_waiting": "Events that tablets said they still have to send",
    }
    families = [GaugeMetricFamily(name, what, labels=["centre"]) for name, what in told.items()]
    for centre in centres.all_centres():
        there = centres.tablets(centre.id)
        unseen = [one for one in there if not one.last_seen_at or now - one.last_seen_at > UNSEEN]
        numbers = (len(there), len(unseen), sum(one.waiting for one in there))
        for family, number in zip(families, numbers, strict=True):
            family.add_metric([centre.slug], number)
    return families


def _one(name: str, what: str, value: float, **labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, what, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
