"""A pass from paper into a phone, at the desk; the server never gets it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from registry import fragments
from registry.web.access import EVERYONE, pages, team
from registry.web.installation import public_url


@pages.get("/team/pas-in-telefoon")
@team(*EVERYONE)
def phone_pass() -> ResponseReturnValue:
    """Show the page whose script reads a pass and draws the code that a phone scans."""
    return fragments.page("registry/pas-in-telefoon.html", public=public_url())
