"""The doors: tablet, team, theory; and in a made-up neighbourhood doors that open by one click."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.centres import queries as centres
from registry.centres import services as enrolment
from registry.centres.queries import CentreView
from registry.demo_doors import is_loopback, why_shut
from registry.staff import services as staff
from registry.staff.queries import ROLES, Person, first_with
from registry.web.access import pages, public
from registry.web.signin import let_in

EXAMPLE = "de-linde"
PROXY_SIGNS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


@dataclass(frozen=True, slots=True)
class DemoDoor:
    """A door that signs its visitor in as someone made up."""

    role: str
    label: str
    person: Person


@pages.get("/")
@public
def doors() -> ResponseReturnValue:
    """Show the doors."""
    centre = _example() if demo_is_open() else None
    code = None
    if centre is not None:
        code = enrolment.issue_enrolment_code(
            centre_id=centre.id, tablet_name=_("Voorbeeld"), at=clock.now()
        )
    return fragments.page(
        "registry/deuren.html",
        block="tablet_door",
        example=centre,
        code=code,
        demo_doors=_demo_doors(centre) if centre is not None else (),
    )


@pages.post("/team/demo/<role>")
@public
def demo_door(role: str) -> ResponseReturnValue:
    """Sign in as a made-up person; not there unless all three conditions hold."""
    centre = _example() if role in ROLES and demo_is_open() else None
    someone = first_with(role=role, centre_id=centre.id) if centre is not None else None
    if centre is None or someone is None:
        abort(404)
    token = staff.open_door(account_id=someone.account_id, at=clock.now())
    return let_in(token, email=None, to=url_for("web.today"))


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


def _example() -> CentreView | None:
    return centres.by_slug(EXAMPLE) or next(iter(centres.all_centres()), None)


def _demo_doors(centre: CentreView) -> tuple[DemoDoor, ...]:
    labels = {
        "host": _("Gastvrouw of gastheer"),
        "coordinator": _("Coördinator"),
        "area": _("Gebiedscoördinator"),
        "admin": _("Beheerder"),
    }
    found = ((role, first_with(role=role, centre_id=centre.id)) for role in ROLES)
    return tuple(
        DemoDoor(role, labels[role], someone) for role, someone in found if someone is not None
    )
