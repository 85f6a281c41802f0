"""The poster of a month's sheet for residents, in a language of the centre."""

from __future__ import annotations

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from registry.sheets import services as sheets
from registry.web import papers
from registry.web.access import CARERS, centre, pages, proved, team
from registry.web.installation import public_url
from registry.web.month import month_of
from registry.web.sheets import current_of, poster_languages, taken


@pages.get("/team/maandblad/<month>/poster.pdf")
@team(*CARERS)
@proved("GET", back="web.sheet")
def resident_poster(month: str) -> ResponseReturnValue:
    """Hand out the poster as a PDF; where none can be made, say so on the sheet's page."""
    asked, language = month_of(month), request.args.get("taal", "nl")
    made = current_of(asked)
    if language not in poster_languages(made.issued):
        abort(404)

    def make() -> bytes:
        body = sheets.resident_poster(
            centre_id=centre().id, sheet=made, language=language, public_url=public_url()
        )
        return taken(asked).recorded(body, f"poster-{language}")

    return papers.hand_out(
        make,
        name=f"poster-{centre().slug}-{asked}-{language}.pdf",
        instead=url_for("web.sheet", month=month),
        disposition="attachment",
    )
