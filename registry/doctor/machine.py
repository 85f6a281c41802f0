"""The machine under an installation: processors, paper, fonts, browser, disk, clock, HTTPS."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from registry import clock
from registry.doctor.findings import Finding, note, ok, wrong
from registry.paper import pdf
from registry.settings import ROOT, Settings

GIGABYTE = 1024**3
LEAST_MEMORY = 1 * GIGABYTE
LEAST_ROOM, SOME_ROOM = GIGABYTE // 4, 2 * GIGABYTE
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox")
PATIENCE = 5
RUNS_OUT = timedelta(days=14)
"""So long before it ends a certificate should have been renewed, or in the last fifth of its time:
one that a proxy signs by itself lasts hours."""


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what is found of the machine."""
    yield _machine()
    yield _paper()
    yield _fonts()
    yield _browser()
    yield _disk(settings)
    yield _time_zone()
    yield _clock()
    yield _https(settings)


def _machine() -> Finding:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = (
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()},"
        f" {os.cpu_count()} processor(s), {memory / GIGABYTE:.1f} GB memory"
    )
    if memory < LEAST_MEMORY:
        return note("machine", said, "making sheets takes about half a GB: add memory")
    return ok("machine", said)


def _paper() -> Finding:
    try:
        pdf.check_ready()
    except pdf.PaperError as error:
        return wrong("pango", "no paper can be made", str(error))
    return ok("pango", "paper can be made")


def _fonts() -> Finding:
    found = sorted((ROOT / "static" / "vendor").rglob("*.woff2"))
    if not found:
        return wrong("fonts", "those of screens and paper are missing", "run `make vendor`")
    if shutil.which("fc-list") is None:
        return wrong("fonts", "fontconfig is missing", "apt-get install fontconfig")
    return ok("fonts", f"{len(found)} files of our own")


def _browser() -> Finding:
    found = next((name for name in BROWSERS if shutil.which(name)), None)
    if found is None:
        return ok("browser", "none here; only a machine that is a tablet itself needs one")
    return ok("browser", f"{found} is here")


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    said = f"{free / GIGABYTE:.1f} GB free where {folder} is"
    if free < LEAST_ROOM:
        return wrong("disk", said, "check-ins will soon have no place: make room now")
    if small(settings, free):
        return note("disk", said, "a backup needs twice the database's size for a while: make room")
    return ok("disk", said)


def small(settings: Settings, free: int) -> bool:
    """Tell whether so much room is little: a backup takes twice the database for a while."""
    file = settings.database_file
    twice = 2 * file.stat().st_size if file is not None and file.exists() else 0
    return free < max(SOME_ROOM, twice)


def _time_zone() -> Finding:
    now = clock.now()
    here, wall = now.astimezone(), clock.to_local(now)
    said = f"days are counted in {clock.LOCAL.key}, where it is {wall:%H:%M}"
    if here.utcoffset() != wall.utcoffset():
        do = "timers go by the machine's own time: timedatectl set-timezone Europe/Amsterdam"
        return note("time zone", f"{said}; the machine's own is {time.tzname[0]}", do)
    return ok("time zone", said)


def _clock() -> Finding:
    program = shutil.which("timedatectl")
    told = ""
    if program is not None:
        told = subprocess.run(  # noqa: S603  # found on the path, our own words
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        ).stdout.strip()
    if told == "yes":
        return ok("clock", "kept right over the network")
    if told == "no":
        return note("clock", "not kept right by itself", "timedatectl set-ntp true")
    return note("clock", "nobody here can say whether it is kept right", "look at it yourself")


def _https(settings: Settings) -> Finding:
    if not settings.public_url:
        do = "posters, phone passes and a tablet's camera need it: set INLOOP_PUBLIC_URL"
        return note("HTTPS", "there is no public address", do)
    parts = urlsplit(settings.public_url)
    host, port = parts.hostname or "", parts.port or 443
    try:
        with (
            socket.create_connection((host, port), timeout=PATIENCE) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as safe,
        ):
            began, ends = _lasts(safe)
    except (OSError, ValueError) as error:
        said = f"{settings.public_url} can't be reached safely: {error}"
        return wrong("HTTPS", said, "look at the proxy and its certificate")
    left = timedelta(seconds=ends - clock.now().timestamp())
    said = f"{settings.public_url}, its certificate lasts {_so_long(left)}"
    if left < min(RUNS_OUT, timedelta(seconds=ends - began) / 5):
        return note("HTTPS", said, "it should have been renewed by now: look at the proxy")
    return ok("HTTPS", said)


def _lasts(safe: ssl.SSLSocket) -> tuple[int, int]:
    told = safe.getpeercert() or {}
    began, ends = (str(told.get(name, "")) for name in ("notBefore", "notAfter"))
    return ssl.cert_time_to_seconds(began), ssl.cert_time_to_seconds(ends)


def _so_long(left: timedelta) -> str:
    return f"{left.days} day(s)" if left.days else f"{left.seconds // 3600} hour(s)"
