"""Handboek: the two pages of the host, to hang at the desk."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from registry.paper.handbook import handbook_pdf
from registry.web import papers
from registry.web.access import EVERYONE, pages, team


@pages.get("/team/handboek.pdf")
@team(*EVERYONE)
def handbook() -> ResponseReturnValue:
    """Hand out the handbook of the desk; else say so on Meer."""
    return papers.hand_out(handbook_pdf, name="handboek-balie.pdf", instead=url_for("web.more"))
