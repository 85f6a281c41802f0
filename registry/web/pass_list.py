"""The register of passes: how many were made on which day, given out and revoked; no visits."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from registry.passes import queries
from registry.passes.queries import Sheetful
from registry.web import listing
from registry.web.access import centre
from registry.web.listing import Choice, Listing, Shape, Wish


def found(address: Mapping[str, str]) -> Listing[Sheetful]:
    """Return the page of the register that an address asks for."""
    known = queries.register(centre_id=centre().id)
    years = {str(one.made_on.year): str(one.made_on.year) for one in known}
    shape = Shape(
        endpoint="web.passes",
        orders=(
            listing.by_day("dag", _("Dag")),
            listing.by_number("gemaakt", _("Gemaakt")),
            listing.by_number("uitgegeven", _("Uitgegeven")),
            listing.by_number("ingetrokken", _("Ingetrokken")),
        ),
        filters=(
            Choice("jaar", _("Jaar"), years),
            Choice("over", _("In de la"), {"ja": _("nog passen over"), "nee": _("alles op")}),
        ),
        tall=True,
    )
    wish = Wish.read(shape, address)

    def fits(one: Sheetful) -> bool:
        left = "ja" if one.given < one.made else "nee"
        year = str(one.made_on.year)
        return wish.chosen["jaar"] in ("", year) and wish.chosen["over"] in ("", left)

    return listing.picked(
        wish,
        known,
        fits=fits,
        keys={
            "dag": lambda one: one.made_on,
            "gemaakt": lambda one: one.made,
            "uitgegeven": lambda one: one.given,
            "ingetrokken": lambda one: one.revoked,
        },
    )
