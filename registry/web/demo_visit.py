"""Whether a made-up neighbourhood may be entered, by this request, without a password."""

from __future__ import annotations

from flask import current_app, request

from registry.centres import queries as centres
from registry.demo_doors import is_loopback, why_shut

PROXY_SIGNS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def demo_is_open() -> bool:
    """Tell whether demo doors may open for this request.

    Besides the three conditions of the server, the visitor must sit at this machine: a proxy in
    front of the server, or a foreign name that leads to it, opens nothing.
    """
    if not current_app.config["DEMO"]:
        return False
    shut = why_shut(
        asked=True,
        last_day=centres.demo_last_day(),
        host=current_app.config.get("BOUND_TO", ""),
    )
    name = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    return (
        shut is None
        and is_loopback(request.remote_addr or "")
        and is_loopback(name)
        and not any(sign in request.headers for sign in PROXY_SIGNS)
    )
