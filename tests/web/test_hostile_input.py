"""Malformed, huge and hostile input to every address that takes a form: an answer, never a fault.

The field names are read from the forms on the pages themselves, so a new form is covered.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

import pytest
from sqlalchemy import text
from werkzeug.routing import Rule

from registry.database import reading
from tests.web.conftest import Neighbourhood
from tests.web.test_access import OWN, address, rules

FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')
HOSTILE = {
    "nothing": "",
    "blank": " \t\n ",
    "zero byte": "a\x00b",
    "half a character": "\ud83d",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "sql": "'; DROP TABLE centre; --",
    "formula": "=cmd|' /C calc'!A0",
    "large number": "9" * 400,
    "negative": "-1",
    "other digits": "٣٤",
    "right to left": "\u202etxt.exe",
    "path": "../../../../etc/passwd",
    "long": "x" * 20_000,
    "a date that is not": "2026-13-45",
    "an id that is not": "00000000-0000-0000-0000-00000000000g",
}
WITHOUT_FIELDS = ("/kiosk/events", "/uitloggen", "/stop")
"""JSON, tested elsewhere; and buttons that do one thing whatever is sent."""
FORM = "application/x-www-form-urlencoded"
CALM = {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}
KEPT = ("centre", "activity", "account", "role_grant", "tablet", "pass", "occurrence")


def counts() -> dict[str, int]:
    """Return how many rows the tables hold that a bad form must not change."""
    with reading() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608
            for name in KEPT
        }


def encoded(pairs: list[tuple[str, str]]) -> str:
    """Return a form's body, half characters and all."""
    return "&".join(
        f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs
    )


def is_page(rule: Rule) -> bool:
    """Tell whether an address gives a page, not a file."""
    return rule.endpoint != "static" and "." not in rule.rule


def forms(here: Neighbourhood) -> dict[str, set[str]]:
    """Return every address that takes a POST, with the field names of all pages together."""
    client = here.browser("coordinator")
    names: set[str] = {"csrf_token", "naar"}
    posts: dict[str, set[str]] = {}
    for rule, method in rules(here.app):
        where = address(here, rule, OWN)
        if method == "GET" and is_page(rule):
            page = client.get(where)
            names |= set(FIELD.findall(page.text)) if page.mimetype == "text/html" else set()
        elif method == "POST" and not where.endswith(WITHOUT_FIELDS):
            posts[where] = names
    return posts


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_form_breaks_on_hostile_values(neighbourhood: Neighbourhood, kind: str) -> None:
    posts = forms(neighbourhood)
    assert len(posts) > 6
    before = counts()
    statuses: Counter[int] = Counter()
    for where, names in posts.items():
        client = neighbourhood.browser("coordinator")
        pairs = [(name, HOSTILE[kind]) for name in names if name != "csrf_token"] * 2
        status = client.post(where, data=encoded(pairs), content_type=FORM).status_code
        assert status in CALM, (where, status)
        statuses[status] += 1
    assert counts() == before
    assert statuses


def test_a_form_of_a_megabyte_is_told_it_is_too_large(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    response = client.post("/team/activiteiten/nieuw", data={"title": "x" * 1_100_000})
    assert response.status_code == 413
    assert "te groot" in response.get_data(as_text=True)


def test_thousands_of_fields_are_refused(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    many = {f"field{number}": "x" for number in range(5000)}
    assert client.post("/team/activiteiten/nieuw", data=many).status_code in CALM


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_address_breaks_on_hostile_questions(neighbourhood: Neighbourhood, kind: str) -> None:
    client = neighbourhood.browser("coordinator")
    value = HOSTILE[kind][:2000]
    asked = [(name, value) for name in ("maand", "sorteer", "o", "soort", "naar")]
    for rule, method in rules(neighbourhood.app):
        if method == "GET" and is_page(rule):
            where = address(neighbourhood, rule, OWN)
            for more in (asked, [("centrum", value)]):
                status = client.get(f"{where}?{encoded(more)}").status_code
                assert status < 500, (where, more, status)


def test_what_was_typed_is_still_there_after_a_refusal(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    typed = {"title": "Wandelen & <praten>", "place": "Bij de vijver"}
    response = client.post("/team/activiteiten/nieuw", data=typed)
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "Wandelen &amp; &lt;praten&gt;" in page
    assert "Bij de vijver" in page
