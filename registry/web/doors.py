"""The doors: tablet, team, theory; and in a made-up neighbourhood doors that open by one click."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.centres import queries as centres
from registry.centres import services as enrolment
from registry.centres.queries import CentreView
from registry.staff import services as staff
from registry.staff.queries import ROLES, Person, first_with
from registry.web.access import pages, public
from registry.web.browser import browser_name, desk_id_here
from registry.web.demo_visit import demo_is_open
from registry.web.role_words import role_words
from registry.web.signin import let_in

EXAMPLE = "de-linde"


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
    token = staff.open_door(
        account_id=someone.account_id,
        at=clock.now(),
        browser=browser_name(),
        desk_id=desk_id_here(),
    )
    return let_in(token, to=url_for("web.today"))


def _example() -> CentreView | None:
    return centres.by_slug(EXAMPLE) or next(iter(centres.all_centres()), None)


def _demo_doors(centre: CentreView) -> tuple[DemoDoor, ...]:
    labels = role_words()
    found = ((role, first_with(role=role, centre_id=centre.id)) for role in ROLES)
    return tuple(
        DemoDoor(role, labels[role], someone) for role, someone in found if someone is not None
    )
