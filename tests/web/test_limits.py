"""Every address that takes a form from anybody: what ends guessing there, or why none is needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk import pages
from registry.web import devices, signin
from tests.builders import MONDAY_TEN, code_of
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_access import allowed, rules
from tests.web.test_desk import LOCK, a_pin, at_desk, other_than
from tests.web.test_hostile_input import counts

TRIES = 61
"""Nothing may be guessed at as often as this within a minute."""
Guess = Callable[[Neighbourhood], Callable[[], TestResponse]]


def passwords(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess a password."""
    guess = {"email": here.with_password("host"), "password": "geen idee meer"}
    return lambda: here.browser().post("/team/inloggen", data=guess)


def entered(here: Neighbourhood, email: str) -> FlaskClient:
    """Return a browser in which the password was right."""
    client = here.browser()
    client.post("/team/inloggen", data={"email": email, "password": PASSWORD})
    return client


def codes(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess the six digits of an app."""
    email, secret = here.with_app("coordinator")
    wrong = other_than(code_of(secret, MONDAY_TEN))
    client = entered(here, email)
    return lambda: client.post("/team/inloggen/code", data={"code": wrong})


def couplings(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess the six digits of an app that is not coupled yet."""
    client = entered(here, here.with_password("coordinator"))
    guess = {"seed": "00" * 16, "code": "000000"}
    return lambda: client.post("/team/inloggen/app", data=guess)


def links(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess the address of a one-time link."""
    tried = iter(range(10**6))
    client = here.browser()
    return lambda: client.post(f"/team/welkom/{next(tried):043}", data={"password": PASSWORD})


def pins(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess a PIN at a desk; tries are kept with the desk, and a full sign-in gives new ones."""
    who, pin = a_pin(here, "host")
    client = at_desk(here)
    return lambda: client.post(LOCK, data={"wie": who, "pin": other_than(pin)})


def tablets(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess the code that makes a browser a tablet."""
    client = here.browser()
    return lambda: client.post("/kiosk/koppelen", data={"code": "AAAA-AAAA"})


def posters(here: Neighbourhood) -> Callable[[], TestResponse]:
    """Guess the code of a poster."""
    tried = iter(range(10**6))
    client = here.browser()
    return lambda: client.post(f"/p/ZZ{next(tried):06}", data={"people": "1"})


LIMITED: dict[str, Guess] = {
    "web.sign_in": passwords,
    "web.second_step": codes,
    "web.couple_app": couplings,
    "web.welcome": links,
    "web.desk": pins,
    "kiosk.link": tablets,
    "poster.arrive": posters,
}
NOTHING_TO_GUESS = {
    "web.sign_out": "ends what this browser was signed in as",
    "web.leave_desk": "locks this browser",
    "web.demo_door": "not there but on one's own machine with made-up data",
}
"""Whoever has nothing ends or gets nothing here, however often."""


def anonymous(here: Neighbourhood) -> dict[str, str]:
    """Return each address that takes a form from anybody, by its endpoint."""
    return {
        rule.endpoint: rule.rule
        for rule, method in rules(here.app)
        if method == "POST" and rule.endpoint != "static" and allowed(here.app, rule) == "public"
    }


def ended(answer: TestResponse) -> bool:
    """Tell whether an answer says that it has been enough."""
    if answer.status_code == 429:
        return int(answer.headers["Retry-After"]) > 0
    return "Te vaak mis" in answer.text


def test_every_form_for_anybody_has_a_line_here(neighbourhood: Neighbourhood) -> None:
    assert set(anonymous(neighbourhood)) == {*LIMITED, *NOTHING_TO_GUESS}


@pytest.mark.parametrize("endpoint", LIMITED)
def test_guessing_ends(public: Neighbourhood, endpoint: str) -> None:
    guess = LIMITED[endpoint](public)
    assert not ended(guess())
    assert any(ended(guess()) for _ in range(TRIES))


@pytest.mark.parametrize("endpoint", NOTHING_TO_GUESS)
def test_where_nothing_is_limited_nothing_is_given(public: Neighbourhood, endpoint: str) -> None:
    path = anonymous(public)[endpoint].replace("<role>", "admin")
    before = counts()
    for _ in range(TRIES):
        client = public.browser()
        assert client.post(path).status_code in (303, 404)
        assert client.get("/team/vandaag").location.startswith("/team/inloggen")
    assert counts() == before


def test_who_guesses_links_keeps_nobody_out_who_has_one(neighbourhood: Neighbourhood) -> None:
    guess = links(neighbourhood)
    while not ended(guess()):
        pass
    page = f"/team/welkom/{neighbourhood.invite('host', neighbourhood.linde)}"
    assert neighbourhood.browser().post(page, data={"password": PASSWORD}).status_code == 303


def test_a_link_takes_as_many_passwords_as_people_need_to_find_a_good_one(
    neighbourhood: Neighbourhood,
) -> None:
    page = f"/team/welkom/{neighbourhood.invite('host', neighbourhood.linde)}"
    answers = [neighbourhood.browser().post(page, data={"password": "kort"}) for _ in range(21)]
    assert [one.status_code for one in answers] == [422] * 20 + [429]
    with time_machine.travel(MONDAY_TEN.replace(minute=2), tick=False):
        assert neighbourhood.browser().post(page, data={"password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    ("endpoint", "where", "name"),
    [
        ("web.sign_in", devices, "may_try"),
        ("web.welcome", signin, "tries"),
        ("kiosk.link", pages, "tries"),
    ],
)
def test_a_limit_that_is_left_out_is_caught(
    public: Neighbourhood,
    monkeypatch: pytest.MonkeyPatch,
    endpoint: str,
    where: object,
    name: str,
) -> None:
    class Endless:
        def __call__(self, *_: object, **__: object) -> Endless:
            return self

        def hit(self, *_: object) -> bool:
            return True

    monkeypatch.setattr(where, name, Endless())
    guess = LIMITED[endpoint](public)
    assert not any(ended(guess()) for _ in range(TRIES))
