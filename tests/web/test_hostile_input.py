"""Malformed, huge and hostile input to every address that takes a form: an answer, never a fault.

The field names are read from the forms on the pages themselves, so a new form is covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import text
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from registry.database import reading, writing
from tests.web.conftest import Neighbourhood
from tests.web.page_forms import Form, Forms
from tests.web.test_access import OWN, address, rules

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


@dataclass
class Found:
    """What takes a form: the forms on the pages, by endpoint, and every address."""

    forms: dict[str, Form]
    posts: dict[str, str]
    names: set[str]


def look_around(here: Neighbourhood) -> Found:
    """Read the forms of every page as coordinator and as stranger, and list what takes a POST."""
    addresses = [(rule, method, address(here, rule, OWN)) for rule, method in rules(here.app)]
    routes = here.app.url_map.bind("localhost")
    found = Found({}, {}, {"naar"})
    for client in (here.browser("coordinator"), here.browser()):
        for rule, method, where in addresses:
            if method == "GET" and is_page(rule):
                page = client.get(where)
                for form in Forms(page.text if page.mimetype == "text/html" else "").found:
                    form.action = form.action or where
                    endpoint, _ = routes.match(urlsplit(form.action).path, method="POST")
                    found.names |= form.names
                    if form.names:
                        found.forms.setdefault(endpoint, form)
    for rule, method, where in addresses:
        if method == "POST" and not where.endswith(WITHOUT_FIELDS):
            found.posts[rule.endpoint] = where
    return found


class Undone(Exception):
    """Ends a transaction whose writes are not wanted."""


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing that is written meanwhile stay."""
    with suppress(Undone), writing():
        yield
        raise Undone


def one_of_each_sort(form: Form) -> list[str]:
    """Return a form's fields, one for all that repeat: way_SC-I1, way_SC-I2, …"""
    return sorted({name.partition("_")[0]: name for name in sorted(form.names)}.values())


def test_no_form_breaks_on_one_hostile_field(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    statuses: Counter[int] = Counter()
    for form in look_around(neighbourhood).forms.values():
        for name, kind in product(one_of_each_sort(form), HOSTILE):
            body = encoded(form.with_one(name, HOSTILE[kind]))
            with undone():
                answer = client.post(form.action, data=body, content_type=FORM)
                assert answer.status_code in CALM, (form.action, name, kind)
                if answer.location:
                    page = client.get(answer.location)
                    assert page.status_code in CALM, (form.action, name, kind)
                    assert HOSTILE["markup"] not in page.text
            statuses[answer.status_code] += 1
    assert statuses[303] > 100
    assert statuses[422] > 100


def test_no_address_breaks_on_a_hostile_form_that_no_page_has(
    neighbourhood: Neighbourhood,
) -> None:
    found = look_around(neighbourhood)
    before = counts()
    for endpoint, kind in product(found.posts.keys() - found.forms.keys(), HOSTILE):
        body = encoded([(name, HOSTILE[kind]) for name in sorted(found.names)] * 2)
        client = neighbourhood.browser("coordinator")
        answer = client.post(found.posts[endpoint], data=body, content_type=FORM)
        assert answer.status_code in CALM, (endpoint, kind)
        assert counts() == before, (endpoint, kind)


def test_a_form_of_a_megabyte_is_told_it_is_too_large(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    response = client.post("/team/activiteiten/nieuw", data={"title": "x" * 1_100_000})
    assert response.status_code == 413
    assert "te groot" in response.get_data(as_text=True)


def test_thousands_of_fields_are_refused(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    many = {f"field{number}": "x" for number in range(5000)}
    assert client.post("/team/activiteiten/nieuw", data=many).status_code in CALM


def names_read(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return which names each page looks for in its query; what all look for at one page only."""
    asked: set[str] = set()

    class Noting(ImmutableMultiDict[str, str]):
        def get(self, key: str, *args: Any, **more: Any) -> Any:
            asked.add(key)
            return super().get(key, *args, **more)

        def __contains__(self, key: object) -> bool:
            asked.add(str(key))
            return super().__contains__(key)

    client, found = here.browser("coordinator"), {}
    with monkeypatch.context() as patch:
        patch.setattr(here.app.request_class, "parameter_storage_class", Noting)
        for rule, method in rules(here.app):
            if method == "GET" and is_page(rule):
                where = address(here, rule, OWN)
                asked.clear()
                client.get(where)
                found[where] = set(asked)
    shared = set.intersection(*(names for names in found.values() if "centrum" in names))
    first = next(where for where, names in found.items() if shared <= names)
    return [
        (where, name)
        for where, names in found.items()
        for name in sorted(names if where == first else names - shared)
    ]


def test_no_page_breaks_on_a_hostile_name_in_its_query(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = neighbourhood.browser("coordinator")
    asked = names_read(neighbourhood, monkeypatch)
    assert {"centrum", "maand", "taal", "sorteer"} <= {name for _, name in asked}
    for (where, name), kind in product(asked, HOSTILE):
        status = client.get(f"{where}?{encoded([(name, HOSTILE[kind][:2000])])}").status_code
        assert status < 500, (where, name, kind)


def test_what_was_typed_is_still_there_after_a_refusal(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    typed = {"title": "Wandelen & <praten>", "place": "Bij de vijver"}
    response = client.post("/team/activiteiten/nieuw", data=typed)
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "Wandelen &amp; &lt;praten&gt;" in page
    assert "Bij de vijver" in page
