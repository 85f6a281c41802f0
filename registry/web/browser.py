"""What a person calls the browser they sign in with, and which shared desk it is."""

from __future__ import annotations

import uuid

from flask import request
from flask_babel import gettext as _

from registry.web.desk_cookie import desk_here

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"))
_CHROME = (("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_name() -> str:
    """Return what is kept of the browser of a sign-in: two words, the same for millions."""
    sent = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in (*_BROWSERS, *_CHROME) if sign in sent), None)
    machine = next((name for sign, name in _MACHINES if sign in sent), None)
    if browser is None or machine is None:
        return str(_("Een browser"))
    return str(_("%(browser)s op %(machine)s", browser=browser, machine=machine))


def desk_id_here() -> uuid.UUID | None:
    """Return the key of the shared desk that this browser is, or None."""
    desk = desk_here()
    return None if desk is None else desk.id
