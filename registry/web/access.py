"""Who may see which page of which centre: the one place that decides.

Every view of the team carries `access`: "public", or the roles that may come in. Whoever is not
signed in goes to the sign-in page, or at a shared desk to its lock; a centre or thing that is not
theirs is not there (404); a page of their own centre that their role does not cover is refused
(403). A view marked `proved` asks who it is once more, unless that was done ten minutes ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar, cast

from flask import Blueprint, Flask, abort, current_app, g, make_response, request, session, url_for
from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.centres import queries as centre_queries
from registry.centres.queries import CentreView
from registry.staff import queries as staff
from registry.staff import services as doors
from registry.staff.queries import ROLES, Person, SignedIn
from registry.web import desk_cookie, proof

PUBLIC = "public"
EVERYONE = ROLES
"""Every role of the team."""
CARERS = ("coordinator", "area", "admin")
"""Who looks after a centre: changes what belongs to it, and reads its figures."""
EVERYWHERE = ("area", "admin")
"""Who looks after all centres together."""
TEAM_CARERS = ("coordinator", "admin")
"""Who looks after a centre's team: its accounts, and the log of what was done."""

SEEN_EVERY, SEEN_EVERY_AT_DESK = timedelta(minutes=1), timedelta(seconds=15)
"""How exactly it is remembered when someone was last there: a desk locks after five minutes."""

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


def without_centre(view: Callable[P, R]) -> Callable[P, R]:
    """Show a view also while there is no centre; it is for roles that hold everywhere."""
    view.without_centre = True  # type: ignore[attr-defined]  # read by the gate below
    return view


def proved(*methods: str, back: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Ask for a fresh proof of who it is before a view runs by one of these methods.

    A view that hands out a file names the page to go `back` to: a file shows no page of its own.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.proved = methods  # type: ignore[attr-defined]  # read by the gate below
        view.back = back  # type: ignore[attr-defined]  # read by the gate below
        return view

    return mark


def takes(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view be sent more than a form's worth, at most so many bytes."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.takes = most  # type: ignore[attr-defined]  # read by take_more below
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


@pages.url_value_preprocessor
def take_more(endpoint: str | None, _values: object) -> None:
    """Take in a larger body where a view is for that, from who may come in and nobody else.

    It is decided here, since what comes after reads the form.
    """
    most = getattr(current_app.view_functions.get(endpoint or ""), "takes", None)
    if most is None or request.method != "POST":
        return
    refused = gate()
    if refused is not None:
        abort(make_response(refused))
    request.max_content_length = request.max_form_memory_size = most


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
    entry = sign_in_now()
    if entry is None:
        return fragments.go(url_for(_door(), naar=_page_to_return_to()))
    if entry.second != "done":
        door = "web.second_step" if entry.second == "code" else "web.couple_app"
        return fragments.go(url_for(door, naar=_page_to_return_to()))
    _remember(entry, clock.now())
    g.entry, g.person, g.centres = entry, entry.person, centres_of(entry.person)
    g.centre = _centre_asked_for(g.centres)
    if g.centre is None:
        return _without_centre(entry.person, rule)
    if not entry.person.roles_at(g.centre.id) & set(rule):
        abort(403)
    return _proof_missing(entry)


def _proof_missing(entry: SignedIn) -> ResponseReturnValue | None:
    view = current_app.view_functions[request.endpoint or ""]
    if request.method not in getattr(view, "proved", ()):
        return None
    back = getattr(view, "back", None)
    page = _address_of(back) if back else page_here()
    return proof.missing(entry, page)


def _address_of(back: str) -> str:
    """Return the address of a page about the same thing that this request names."""
    rules = current_app.url_map.iter_rules(back)
    known = {name for rule in rules for name in rule.arguments}
    named = (request.view_args or {}).items()
    return url_for(back, **{name: value for name, value in named if name in known})


def _without_centre(who: Person, rule: str | tuple[str, ...]) -> ResponseReturnValue | None:
    """Let who may make the first centre do so; tell anybody else that there is none."""
    if who.roles & set(rule) and hasattr(
        current_app.view_functions[request.endpoint or ""], "without_centre"
    ):
        return None
    if "admin" in who.roles:
        return fragments.go(url_for("web.new_centre"))
    return fragments.page("registry/geen-centrum.html")


def page_here() -> str | None:
    """Return the address of the page that is asked for, None for a deed."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def _page_to_return_to() -> str | None:
    """Return the page to show once somebody came in; for a piece of one, the page around it."""
    if not fragments.wants_block():
        return page_here()
    page = fragments.page_around() or ""
    path = page.partition("?")[0]
    shows = current_app.url_map.bind("").test(path, "GET")
    return page if shows and path.startswith("/team/") else None


def sign_in_now() -> SignedIn | None:
    """Return the sign-in of this browser, perhaps one whose second step is still to be taken."""
    token = session.get("sign_in")
    if not isinstance(token, str):
        return None
    return staff.sign_in_of(token=token, at=clock.now())


def signed_in() -> Person | None:
    """Return who is signed in, all steps taken, or None."""
    entry = sign_in_now()
    return entry.person if entry is not None and entry.second == "done" else None


def _door() -> str:
    return "web.sign_in" if desk_cookie.desk_here() is None else "web.desk"


def _remember(entry: SignedIn, at: datetime) -> None:
    """Remember that someone was here; what a page asks by itself says nothing about that."""
    every = SEEN_EVERY if entry.desk_id is None else SEEN_EVERY_AT_DESK
    if not fragments.asked_by_itself() and at - entry.last_seen_at >= every:
        doors.see(sign_in_id=entry.id, at=at)


def centres_of(who: Person) -> tuple[CentreView, ...]:
    """Return the centres at which a person has a role."""
    return tuple(centre for centre in centre_queries.all_centres() if who.roles_at(centre.id))


def person() -> Person:
    """Return who asks; only in a view for the team."""
    return cast(Person, g.person)


def entry() -> SignedIn:
    """Return the sign-in of who asks; only in a view for the team."""
    return cast(SignedIn, g.entry)


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


def has_one_of(roles: Iterable[str]) -> bool:
    """Tell whether the person has one of these roles at this centre."""
    return not person().roles_at(centre().id).isdisjoint(roles)


def role_here() -> str:
    """Return the widest role that the person has at this centre."""
    mine = person().roles_at(centre().id)
    return max(mine, key=ROLES.index)
