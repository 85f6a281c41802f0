"""The posters that the tablet itself can show: the codes of what is open now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app

from kiosk import programme
from registry import clock, qr
from registry.centres.queries import CentreView
from registry.posters import services as posters
from registry.posters.services import PosterView

MOST = 4
"""So many codes fit on a screen with room enough for a phone to see one of them."""


def public_url() -> str:
    """Return the address that phones know us by; "" where there is none, and so no posters."""
    url: str = current_app.extensions["inloop_settings"].public_url
    return url


def open_now(centre: CentreView, at: datetime) -> list[PosterView] | None:
    """Return the posters of a centre that work at a moment, at most four; what began last first.

    None where phones do not know us.
    """
    if not public_url():
        return None
    today = posters.posters_of(centre=centre, days=[clock.local_day(at)], at=at)
    works = [one for one in today if one.code and one.state(at) == "open"]
    return sorted(works, key=lambda one: one.item.starts_at, reverse=True)[:MOST]


def cards(shown: Sequence[PosterView], language: str, at: datetime) -> list[dict[str, Any]]:
    """Return posters as a screen shows them: a card each, and the symbol of its QR code."""
    return [
        {**programme.card(one.item, language, at), "symbol": f"poster-{one.code}"} for one in shown
    ]


def symbols(shown: Sequence[PosterView]) -> str:
    """Return the QR codes as <symbol>s, with the white that a reader needs round them."""
    return "".join(_symbol(one) for one in shown)


def _symbol(poster: PosterView) -> str:
    code = qr.drawn(f"{public_url()}/p/{poster.code}")
    box = f"-4 -4 {code.size + 8} {code.size + 8}"
    return (
        f'<symbol id="poster-{poster.code}" viewBox="{box}">'
        f'<path fill="#1c1d36" d="{code.path}" shape-rendering="crispEdges"/></symbol>'
    )
