"""Who may see which page of which centre: the one place that decides.

Every view of the team carries `access`: "public", or the roles that may come in. Whoever is not
signed in goes to the sign-in page; a centre or thing that is not theirs is not there (404); a
page of their own centre that their role does not cover is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from flask import Blueprint, Flask, abort, current_app, g, request, session, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.centres import queries as centre_queries
from registry.centres.queries import CentreView
from registry.staff import queries as staff
from registry.staff.queries import ROLES, Person

PUBLIC = "public"
EVERYONE = ROLES
"""Every role of the team."""

pages = Blueprint("web", __name__)
"""All pages of the team, and the public ones beside them."""

P = ParamSpec("P")
R = TypeVar("R")


class NoRule(Exception):
    """A view that does not say who may see it."""

    code = "no_rule"


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let everybody see a view."""
    view.access = PUBLIC  # type: ignore[attr-defined]  # read by the gate below
    return view


def team(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only these roles see a view, at the centre that the address names."""
    if not roles or not set(roles) <= set(ROLES):
        raise ValueError(f"unknown roles: {roles}")

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.access = roles  # type: ignore[attr-defined]  # read by the gate below
        return view

    return mark


def rule_of(endpoint: str) -> str | tuple[str, ...]:
    """Return the access rule of an endpoint. Raises NoRule."""
    rule = getattr(current_app.view_functions[endpoint], "access", None)
    if rule is None:
        raise NoRule(endpoint)
    return cast("str | tuple[str, ...]", rule)


def init_app(app: Flask) -> None:
    """Refuse an app with a team page that says nothing about who may see it."""
    with app.app_context():
        for endpoint in app.view_functions:
            if endpoint.startswith(f"{pages.name}."):
                rule_of(endpoint)


@pages.before_request
def refuse_zero_bytes() -> None:
    """Refuse a sign that no keyboard types and PostgreSQL has no room for."""
    if any("\0" in value for value in request.values.values()):
        abort(400)


@pages.before_request
def gate() -> ResponseReturnValue | None:
    """Decide about a request before its view runs; None lets it in."""
    rule = rule_of(request.endpoint or "")
    if rule == PUBLIC:
        return None
    who = signed_in()
    if who is None:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return fragments.go(url_for("web.sign_in", naar=back))
    g.person, g.centres = who, centres_of(who)
    g.centre = _centre_asked_for(g.centres)
    if g.centre is None:
        return fragments.page("registry/geen-centrum.html")
    if not who.roles_at(g.centre.id) & set(rule):
        abort(403)
    return None


def signed_in() -> Person | None:
    """Return who is signed in, or None."""
    token = session.get("sign_in")
    if not isinstance(token, str):
        return None
    return staff.person_of(token=token, at=clock.now())


def centres_of(who: Person) -> tuple[CentreView, ...]:
    """Return the centres at which a person has a role."""
    return tuple(centre for centre in centre_queries.all_centres() if who.roles_at(centre.id))


def person() -> Person:
    """Return who asks; only in a view for the team."""
    return cast(Person, g.person)


def centre() -> CentreView:
    """Return the centre that the page is about; only in a view for the team."""
    return cast(CentreView, g.centre)


def _centre_asked_for(mine: tuple[CentreView, ...]) -> CentreView | None:
    slug = request.args.get("centrum")
    if slug is None:
        return mine[0] if mine else None
    found = [centre for centre in mine if centre.slug == slug]
    if not found:
        abort(404)
    return found[0]


@pages.url_defaults
def keep_centre(endpoint: str, values: dict[str, Any]) -> None:
    """Name the centre in every team address made for someone who has more than one."""
    if len(g.get("centres", ())) > 1 and g.centre and rule_of(endpoint) != PUBLIC:
        values.setdefault("centrum", g.centre.slug)


def role_here() -> str:
    """Return the widest role that the person has at this centre."""
    mine = person().roles_at(centre().id)
    return max(mine, key=ROLES.index)
