"""Who may see what, walked over every address of the app: new ones are covered by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from registry.figures.facts import Month
from registry.staff import queries, services
from registry.staff.queries import ROLES
from registry.texts.catalogue import key_of
from registry.web import access
from tests.builders import MONDAY_TEN, a_check_in, a_story
from tests.web.conftest import TEAM, Browser, Neighbourhood

Sample = Callable[[Neighbourhood], object]


def joint_of(here: Neighbourhood, month: Month) -> str:
    """Issue a centre's month and the joint one; return the joint one's code."""
    return here.issued_at(here.linde, month) and here.joint_at(month)


OWN: dict[str, Sample] = {
    "activity_id": lambda here: here.activity_of(here.linde),
    "kind": lambda _: "pdf",
    "language": lambda _: "en",
    "tablet_id": lambda here: here.tablet_of(here.linde),
    "event_id": lambda here: here.apart_at(here.linde),
    "effort_id": lambda here: here.effort_of(here.linde),
    "reader_id": lambda here: here.reader_of(here.linde),
    "period": lambda _: "2026-10",
    "version": lambda _: 1,
    "import_id": lambda here: here.import_of(here.linde),
    "day": lambda _: "2026-11-23",
    "check_in_id": lambda here: a_check_in(here.linde, MONDAY_TEN.date()),
    "code": lambda _: "K7M2ABCD",
    "month": lambda here: here.issued_at(here.anker) and "2026-10",
    "quarter": lambda here: joint_of(here, Month(2026, 7)) and "2026-Q3",
    "year": lambda here: joint_of(here, Month(2025, 12)) and "2025",
    "number": lambda here: here.help_at(here.linde),
    "occurrence_id": lambda here: here.inloop,
    "partner_id": lambda here: here.partner_of(here.linde),
    "role": lambda _: "host",
    "sheet_code": lambda here: here.issued_at(here.linde, Month(2026, 9)),
    "sort": lambda _: "uren",
    "story_id": lambda here: a_story(here.linde),
    "text": lambda _: key_of("Welkom"),
    "token": lambda here: here.invite("admin", None),
    "name": lambda _: "kiosk.css",
    "path": lambda _: "kiosk.css",
    "filename": lambda _: "css/team.css",
    "digest": lambda here: here.clip_of(here.linde),
    "slug": lambda _: "de-linde",
    "week": lambda _: "2026-W48",
    "account_id": lambda here: here.account_at(here.linde),
    "desk_id": lambda here: here.desk_at(here.linde)[1],
}
"""What to fill in for each part of an address. A new kind of part needs a line here."""

FOREIGN: dict[str, Sample] = {
    "activity_id": lambda here: here.activity_of(here.anker),
    "tablet_id": lambda here: here.tablet_of(here.anker),
    "event_id": lambda here: here.apart_at(here.anker),
    "effort_id": lambda here: here.effort_of(here.anker),
    "reader_id": lambda here: here.reader_of(here.anker),
    "import_id": lambda here: here.import_of(here.anker),
    "check_in_id": lambda here: a_check_in(here.anker, MONDAY_TEN.date()),
    "occurrence_id": lambda here: here.elsewhere,
    "partner_id": lambda here: here.partner_of(here.anker),
    "story_id": lambda here: a_story(here.anker),
    "digest": lambda here: here.clip_of(here.anker),
    "account_id": lambda here: here.account_at(here.anker),
    "desk_id": lambda here: here.desk_at(here.anker)[1],
}
"""The same thing of a centre where host and coordinator have no role."""

OF_NO_CENTRE = {"account_id": "admin"}
"""What an admin cares for wherever it is: their page of accounts shows everybody."""


ANSWERED = {200, 204, 302, 303, 304, 400, 422}
"""How a page answers someone who may see it, whose forms are empty."""


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield every address with each method it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method


def ask(
    here: Neighbourhood, client: FlaskClient, rule: Rule, method: str, centre: str | None = None
) -> TestResponse:
    """Ask for an address with things of the own centre filled in."""
    return client.open(address(here, rule, OWN, centre), method=method)


def address(
    here: Neighbourhood, rule: Rule, samples: dict[str, Sample], centre: str | None = None
) -> str:
    """Return an address with its parts filled in."""
    parts = {part: (samples.get(part) or OWN[part])(here) for part in rule.arguments}
    parts |= rule.defaults or {}
    if centre is not None:
        parts["centrum"] = centre
    with here.app.test_request_context():
        return here.app.url_map.bind("localhost").build(rule.endpoint, parts)


def allowed(app: Flask, rule: Rule) -> str | tuple[str, ...]:
    """Return what a view says about who may see it."""
    rule_of: str | tuple[str, ...] = app.view_functions[rule.endpoint].access  # type: ignore[attr-defined]
    return rule_of


def is_team(app: Flask, rule: Rule) -> bool:
    """Tell whether an address is for the team."""
    return rule.endpoint != "static" and not isinstance(allowed(app, rule), str)


def test_every_address_says_who_may_see_it(book: Flask) -> None:
    for rule, _ in rules(book):
        if rule.endpoint == "static":
            continue
        who = allowed(book, rule)
        assert who in ("public", "tablet", "reader") or (who and set(who) <= set(ROLES)), rule


def test_every_part_of_an_address_has_a_sample(book: Flask) -> None:
    parts = {part for rule, _ in rules(book) for part in rule.arguments}
    assert parts - set(OWN) == set()


def test_every_thing_of_a_centre_has_a_foreign_sample(book: Flask) -> None:
    things = {
        part
        for rule, _ in rules(book)
        for part in rule.arguments
        if is_team(book, rule) and part.endswith(("_id", "digest"))
    }
    assert things - set(FOREIGN) == set()


@pytest.mark.parametrize("who", ["stranger", "tablet"])
def test_whoever_is_not_signed_in_is_sent_to_the_door(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if is_team(neighbourhood.app, rule):
            response = ask(neighbourhood, client, rule, method)
            assert response.status_code == 303, rule
            assert response.location.startswith("/team/inloggen"), rule


@pytest.mark.parametrize("who", TEAM)
def test_each_role_sees_its_pages_and_is_refused_the_others(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if not is_team(neighbourhood.app, rule):
            continue
        response = ask(neighbourhood, client, rule, method, "de-linde")
        if who in allowed(neighbourhood.app, rule):
            assert response.status_code in ANSWERED, (rule, method, response.status_code)
            assert "/team/inloggen" not in (response.location or ""), rule
        else:
            assert response.status_code == 403, (rule, method, response.status_code)


@pytest.mark.parametrize("who", ["host", "coordinator"])
@pytest.mark.parametrize("centre", ["het-anker", "bestaat-niet", ""])
def test_another_centre_is_not_there(neighbourhood: Neighbourhood, who: str, centre: str) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if is_team(neighbourhood.app, rule):
            status = ask(neighbourhood, client, rule, method, centre).status_code
            assert status == 404, (rule, method, status)


@pytest.mark.parametrize("who", TEAM)
def test_a_thing_of_another_centre_is_not_there(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if not rule.arguments & set(FOREIGN) or who not in allowed(neighbourhood.app, rule):
            continue
        if any(OF_NO_CENTRE.get(part) == who for part in rule.arguments):
            continue
        foreign = address(neighbourhood, rule, FOREIGN, "de-linde")
        assert client.open(foreign, method=method).status_code == 404, (rule, method)


@pytest.mark.parametrize("who", [*TEAM, "stranger"])
def test_the_tablets_addresses_are_for_tablets_only(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if rule.endpoint != "static" and allowed(neighbourhood.app, rule) == "tablet":
            response = ask(neighbourhood, client, rule, method)
            assert response.status_code in (303, 401, 403), (rule, response.status_code)
            assert response.status_code != 303 or response.location == "/kiosk/koppelen"


@pytest.mark.parametrize("who", [*TEAM, "tablet", "stranger"])
def test_public_addresses_refuse_nobody(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    for rule, method in rules(neighbourhood.app):
        if rule.endpoint != "static" and allowed(neighbourhood.app, rule) == "public":
            status = ask(neighbourhood, client, rule, method).status_code
            assert status in {*ANSWERED, 404}, (rule, method, status)


def test_a_view_without_a_rule_stops_the_app(book: Flask) -> None:
    book.add_url_rule("/team/vergeten", "web.forgotten", lambda: "")
    with pytest.raises(access.NoRule):
        access.init_app(book)


def test_a_view_without_a_rule_is_refused_when_it_is_asked_for() -> None:
    app = Flask("forgotten")
    pages = Blueprint("web", "web")
    pages.before_request(access.gate)
    pages.add_url_rule("/team/vergeten", "forgotten", lambda: "secret")
    app.register_blueprint(pages)
    response = app.test_client().get("/team/vergeten")
    assert response.status_code == 500
    assert "secret" not in response.text


def test_a_rule_names_roles_that_exist() -> None:
    with pytest.raises(ValueError, match="unknown"):
        access.team("burgemeester")
    with pytest.raises(ValueError, match="unknown"):
        access.team()


def test_who_has_two_centres_keeps_the_chosen_one_in_every_address(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("area")
    text = client.get("/team/vandaag?centrum=het-anker").text
    assert 'href="/team/?centrum=het-anker"' in text
    assert 'action="/team/vandaag/erbij?centrum=het-anker"' in text
    assert 'href="/team/vandaag?centrum=de-linde"' in text


def test_another_centre_is_one_click_away_on_the_same_page(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("area")
    month = client.get("/team/maand/2026-10?centrum=de-linde").text
    assert 'href="/team/maand/2026-10?centrum=het-anker"' in month
    activity = neighbourhood.activity_of(neighbourhood.linde)
    form = client.get(f"/team/activiteiten/{activity}?centrum=de-linde").text
    assert 'href="/team/vandaag?centrum=het-anker"' in form


def test_who_has_one_centre_never_sees_another_name(neighbourhood: Neighbourhood) -> None:
    text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "De Linde" in text
    assert "Het Anker" not in text
    assert "centrum=" not in text


@time_machine.travel(MONDAY_TEN, tick=False)
def test_someone_without_a_centre_is_told_so(book: Flask) -> None:
    token = services.make_link(email="b@c.nl", name="B", role="area", centre_id=None, at=MONDAY_TEN)
    client = Browser(book, book.response_class)
    guest = queries.invited(token=token, at=MONDAY_TEN)
    assert guest is not None
    with client.session_transaction() as session:
        session["sign_in"] = services.open_door(account_id=guest.account_id, at=MONDAY_TEN)
    response = client.get("/team/vandaag")
    assert response.status_code == 200
    assert "Er is nog geen centrum voor u" in response.text
