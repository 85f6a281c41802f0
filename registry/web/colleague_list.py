"""The list of colleagues as a page shows it: found by words, filtered, sorted, by the page."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.centres.queries import CentreView
from registry.staff.queries import AccountView
from registry.web import listing
from registry.web.listing import Choice, Listing, Shape, Wish
from registry.web.role_words import role_words

_WIDEST = ("admin", "area", "coordinator", "host")


def shape(places: Sequence[CentreView], *, all_roles: bool) -> Shape:
    """Return what the list can do; only who sees every role chooses among roles and centres."""
    state = Choice("stand", _("Stand"), _states(), every=_("Alle"))
    where = Choice("waar", _("Centrum"), {one.slug: one.name for one in places}, every=_("Alle"))
    role = Choice("rol", _("Rol"), role_words(), every=_("Alle"))
    return Shape(
        endpoint="web.colleagues",
        orders=(
            listing.by_text("naam", _("Naam")),
            listing.by_rank("rol", _("Rol")),
            listing.by_text("stand", _("Stand")),
            listing.by_day("gezien", _("Laatst gezien")),
        ),
        filters=(where, role, state) if all_roles else (state,),
        search=_("Naam of e-mail"),
    )


def found(
    accounts: Sequence[AccountView], wish: Wish, centres: Sequence[CentreView]
) -> Listing[AccountView]:
    """Return the page of the list that was asked for."""
    ids = {one.slug: one.id for one in centres}
    centre_id, role = ids.get(wish.chosen.get("waar", "")), wish.chosen.get("rol")

    def fits(one: AccountView) -> bool:
        return (
            wish.finds(f"{one.name} {one.email}")
            and (not role or any(grant.role == role for grant in one.grants))
            and (centre_id is None or any(grant.centre_id == centre_id for grant in one.grants))
            and wish.chosen["stand"] in ("", one.state)
        )

    return listing.picked(
        wish,
        accounts,
        fits=fits,
        keys={
            "naam": lambda one: listing.plain(one.name),
            "rol": _widest,
            "stand": lambda one: _states()[one.state],
            "gezien": lambda one: one.last_seen_at,
        },
    )


def _states() -> dict[str, str]:
    return {"active": _("Actief"), "waiting": _("Uitgenodigd"), "off": _("Uitgezet")}


def _widest(one: AccountView) -> int:
    places = (_WIDEST.index(grant.role) for grant in one.grants)
    return min(places, default=len(_WIDEST))
