"""The list of what volunteers gave and learnt: their groups, trainings, and how it is filtered."""

from __future__ import annotations

import uuid
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.support import queries
from registry.support.queries import EffortAsked, EffortView
from registry.support.services import HOURS, TRAINING
from registry.web import listing
from registry.web.access import centre
from registry.web.listing import Choice, Listing, Shape, Wish

GROUPS = {
    "gastvrouw": _l("Gastvrouw of gastheer"),
    "keuken": _l("Koken en schenken"),
    "begeleiding": _l("Activiteit begeleiden"),
    "klussen": _l("Klussen en tuin"),
    "anders": _l("Anders"),
}
SUBJECTS = {
    "start": _l("Beginnen als vrijwilliger"),
    "vaardigheden": _l("Vaardigheden"),
    "leiderschap": _l("Leiderschap"),
    "veiligheid": _l("EHBO en veiligheid"),
    "anders": _l("Anders"),
}


def shape(today: date) -> Shape:
    """Return what the list can do."""
    return Shape(
        endpoint="web.volunteers",
        orders=(
            listing.by_day("dag", _("Dag")),
            listing.by_number("mensen", _("Mensen")),
            listing.by_number("uren", _("Uren samen")),
        ),
        filters=(
            Choice("soort", _("Soort"), {HOURS: _("Uren"), TRAINING: _("Trainingen")}),
            listing.month_filter(since=centre().opened_on, until=today),
        ),
        tall=True,
    )


def found(wish: Wish, centre_id: uuid.UUID) -> Listing[EffortView]:
    """Return the page of the list that was asked for."""
    asked = EffortAsked(sort=wish.chosen["soort"], span=listing.days_of(wish.chosen["maand"]))
    return listing.fetched(
        wish,
        total=queries.count_efforts(centre_id=centre_id, asked=asked),
        rows=lambda first, most: queries.efforts(
            centre_id=centre_id,
            asked=asked,
            order=wish.order.key,
            falling=wish.falling,
            first=first,
            most=most,
        ),
    )
