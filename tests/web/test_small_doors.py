"""Small doors that attackers try first: methods, headers, names of files, passwords, logs.

docs/asvs.md says which line of the standard each of these is for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from werkzeug.test import TestResponse

from registry import logs
from registry.database import reading
from registry.paper import pdf
from registry.staff import services
from tests.builders import MONDAY_TEN
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_access import OWN, address, allowed, rules

STAYS = (
    *("centre", "activity", "account", "role_grant", "tablet", "pass", "check_in", "help_request"),
    *("issued_sheet", "story", "partner", "desk", "api_key", "closure"),
)
ELSEWHERE = {"Origin": "https://evil.invalid"}


@dataclass(frozen=True)
class Seen:
    """What a page answered: whose it is, its address, the answer, and its text where it has one."""

    rule: str
    access: object
    answer: TestResponse
    text: str


def counts() -> list[int]:
    """Return how many rows the tables have that no look may change."""
    with reading() as connection:
        told = [connection.execute(text(f"SELECT count(*) FROM {name}")) for name in STAYS]  # noqa: S608
        return [one.scalar_one() for one in told]


HANDED_OVER = "/team/vandaag/klaar"
"""One question that a resident answers on the team's screen: no way to anything else."""
Walk = tuple[list[Seen], list[int], list[int]]
KEPT: list[Walk] = []


@pytest.fixture
def walk(public: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Look everywhere as a coordinator, once for all tests: what came; rows before and after."""
    if not KEPT:
        monkeypatch.setattr(pdf, "render", lambda _: b"%PDF-1.7")
        monkeypatch.setattr(pdf, "check_ready", lambda: None)
        asked = [
            (rule, address(public, rule, OWN))
            for rule, method in rules(public.app)
            if method == "GET"
        ]
        client, before, seen = public.browser("coordinator"), counts(), []
        for rule, where in asked:
            answer = client.get(where, headers=ELSEWHERE)
            said = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            who = "public" if rule.endpoint == "static" else allowed(public.app, rule)
            seen.append(Seen(rule.rule, who, answer, said))
        KEPT.append((seen, before, counts()))
    return KEPT[0]


def test_every_answer_says_what_it_is_and_in_which_letters(walk: Walk) -> None:
    told = {one.rule: one.answer.headers.get("Content-Type", "") for one in walk[0]}
    assert len(told) > 100
    assert [rule for rule, kind in told.items() if not re.match(r"[a-z]+/[a-z0-9.+-]+", kind)] == []
    texts = [(rule, kind) for rule, kind in told.items() if kind.startswith("text/")]
    assert [rule for rule, kind in texts if "charset=utf-8" not in kind] == []


def test_no_other_site_may_read_an_answer(walk: Walk) -> None:
    open_ones = [
        one.rule
        for one in walk[0]
        if any(name.lower().startswith("access-control-") for name, _ in one.answer.headers)
    ]
    assert open_ones == []


def test_every_download_has_a_name_of_ours(walk: Walk) -> None:
    named = {
        one.rule: one.answer.headers["Content-Disposition"]
        for one in walk[0]
        if "Content-Disposition" in one.answer.headers
    }
    assert len(named) > 5
    plain = r'(attachment|inline)(; filename="?[\w.-]+"?)?'
    assert {rule: said for rule, said in named.items() if not re.fullmatch(plain, said)} == {}


def test_every_page_of_the_team_has_a_way_out(walk: Walk) -> None:
    pages = [
        one
        for one in walk[0]
        if one.access != "public"
        and one.answer.status_code == 200
        and "<main" in one.text
        and one.access != "tablet"
    ]
    assert len(pages) > 40
    without = [one.rule for one in pages if 'action="/team/uitloggen' not in one.text]
    assert without == [HANDED_OVER]


def test_looking_changes_nothing(walk: Walk) -> None:
    assert walk[1] == walk[2]


def test_password_fields_hide_what_is_typed_and_help_a_password_keeper(
    walk: Walk, neighbourhood: Neighbourhood
) -> None:
    sign_in = neighbourhood.browser().get("/team/inloggen").text
    pages = [sign_in, *(one.text for one in walk[0])]
    fields = {field for page in pages for field in re.findall(r"<input[^>]*>", page)}
    secret = [one for one in fields if 'type="password"' in one and 'name="pin"' not in one]
    kept = [one for one in fields if re.search(r'autocomplete="(current|new)-password"', one)]
    assert len(kept) >= 3
    assert set(secret) == set(kept)
    assert [one for one in kept if re.search(r'onpaste|readonly|maxlength="\d\d?"', one)] == []


def test_no_address_answers_trace(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    for rule, _ in rules(neighbourhood.app):
        answer = client.open(address(neighbourhood, rule, OWN), method="TRACE")
        assert answer.status_code == 405, rule


@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.git/", "/.env", "/secret.key", "/inloop.db", "/wsgi.py", "/console"),
        *("/static/", "/static/kiosk/", "/static/../wsgi.py", "/static/..%2fwsgi.py"),
        *("/requirements/app.txt", "/server-status", "/debug", "/static/.git/config"),
    ],
)
def test_nothing_but_what_is_meant_is_served(neighbourhood: Neighbourhood, path: str) -> None:
    assert neighbourhood.browser("admin").get(path).status_code == 404
    assert not neighbourhood.app.debug
    assert not neighbourhood.app.testing


def test_a_long_password_is_taken(neighbourhood: Neighbourhood) -> None:
    long = "vier losse woorden en dan nog veel meer, want dat onthoudt iemand zo " * 2
    services.use_link(
        token=neighbourhood.invite("host", neighbourhood.linde), password=long, at=MONDAY_TEN
    )
    for typed, status in ((long, 303), (long[:64], 422)):
        data = {"email": "host@linde.voorbeeld", "password": typed}
        assert neighbourhood.browser().post("/team/inloggen", data=data).status_code == status


def test_a_password_does_not_grow_old(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    with time_machine.travel(MONDAY_TEN + timedelta(days=1200), tick=False):
        data = {"email": email, "password": PASSWORD}
        answer = neighbourhood.browser().post("/team/inloggen", data=data)
    assert answer.location == "/team/vandaag"


def test_a_name_that_comes_twice_counts_once(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    body = "name=Bibliotheek&name=Buurtzorg"
    client.post(
        "/team/partners?name=Kerk", data=body, content_type="application/x-www-form-urlencoded"
    )
    page = client.get("/team/partners").text
    assert [name in page for name in ("Bibliotheek", "Buurtzorg", "Kerk")] == [True, False, False]


def test_a_refused_try_is_in_the_log(
    neighbourhood: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    stranger, host = neighbourhood.browser(), neighbourhood.browser("host")
    for _ in range(6):
        stranger.post("/team/inloggen", data={"email": "a@b.nl", "password": "geen idee meer"})
    host.get("/team/instellingen/collegas")
    host.get("/team/vandaag?centrum=het-anker")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]
    seen = [(line["route"], line["status"]) for line in told if line["event"] == "request"]
    assert seen.count(("/team/inloggen", 422)) == 5
    for refused in (
        ("/team/inloggen", 429),
        ("/team/instellingen/collegas", 403),
        ("/team/vandaag", 404),
    ):
        assert refused in seen
    assert all(line["timestamp"].endswith("Z") for line in told)
