"""Every list of the team sorts, filters and pages by its address, over a made-up neighbourhood.

The pages are those of the app's own map of addresses: a new one has to say whether it is a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry import clock
from registry.staff import queries as people
from registry.staff import services as staff
from registry.web import listing
from tests.browser import ROOT
from tests.journeys.everywhere import SAMPLES, addresses, demo, here
from tests.journeys.filling import fill
from tests.journeys.list_pages import GOALS, LISTS, NO_LISTS, NOTHING, Reader, plain_text

__all__ = ["demo"]

EVERY_LIST = pytest.mark.parametrize("endpoint", LISTS)
FOREIGN = {
    "a day of ISO 8601": r"\b\d{4}-\d{2}-\d{2}\b",
    "a month of ISO 8601": r"\b20\d{2}-\d{2}\b(?!-\d)",
    "a time with a colon": r"\b([01]?\d|2[0-3]):[0-5]\d\b",
    "a comma between thousands": r"\b\d{1,3},\d{3}\b",
    "a decimal point": r"(?<!versie )\b\d+\.\d(?!\d)(?!\.\d)|\b0\.\d+\b",
    "a month in English": r"\b(January|February|March|May|June|July|August|October)\b",
    "an object of the program": r"<[a-z_.]+ object|\bNone\b|\bdatetime\b|UUID\(",
}
"""What nobody in the Netherlands writes."""


@pytest.fixture(scope="module")
def filled(demo: Flask) -> Iterator[Flask]:
    """Return the neighbourhood with a few things that its demo has none of."""
    with demo.app_context():
        fill()
        yield demo


def signed_in(app: Flask) -> FlaskClient:
    """Return a browser in which an admin is signed in."""
    admin = people.first_with(role="admin", centre_id=here().id)
    assert admin is not None
    client = app.test_client()
    with client.session_transaction() as session:
        session["sign_in"] = staff.open_door(account_id=admin.account_id, at=clock.now())
    return client


@pytest.fixture
def browser_of_team(filled: Flask) -> FlaskClient:
    """Return a browser of an admin."""
    return signed_in(filled)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page have so few rows that every list has some pages."""
    monkeypatch.setattr(listing, "A_PAGE", 7)
    monkeypatch.setattr(listing, "A_PAGE_OF_TALL", 2)


def whole(patch: pytest.MonkeyPatch) -> None:
    """Let a page have room for everything."""
    patch.setattr(listing, "A_PAGE", 100_000)
    patch.setattr(listing, "A_PAGE_OF_TALL", 100_000)


def address(app: Flask, endpoint: str, *more: str) -> str:
    """Return the address of a list, with more of a query."""
    (rule,) = [one for one in app.url_map.iter_rules(endpoint) if "GET" in (one.methods or ())]
    samples = {**SAMPLES, "day": lambda: clock.local_day(clock.now()) - timedelta(days=3)}
    parts = {part: samples[part]() for part in rule.arguments}
    path = app.url_map.bind("localhost").build(endpoint, parts)
    query = "&".join(one for one in (LISTS[endpoint].query, *more) if one)
    return f"{path}?{query}"


def read(client: FlaskClient, where: str) -> Reader:
    """Return what a list's page shows."""
    answer = client.get(where)
    assert answer.status_code == 200, where
    return Reader(answer.text)


def every_page(client: FlaskClient, where: str) -> list[tuple[str, ...]]:
    """Return the rows of all pages, as one finds them by going on to the next."""
    page = read(client, where)
    rows, seen = page.lines(), 1
    while "next" in page.links:
        assert page.last - page.first + 1 == len(page.rows)
        page = read(client, page.links["next"])
        assert page.first == len(rows) + 1
        rows, seen = rows + page.lines(), seen + 1
        assert seen < 400
    assert len(rows) == page.total == page.last
    return rows


def test_every_page_of_the_team_is_a_list_or_says_why_not(filled: Flask) -> None:
    pages = {
        rule.endpoint
        for rule in filled.url_map.iter_rules()
        if rule.rule.startswith("/team") and "GET" in (rule.methods or ()) and "." not in rule.rule
    }
    assert pages == LISTS.keys() | NO_LISTS.keys()
    assert LISTS.keys() & NO_LISTS.keys() == set()


def test_the_documents_say_of_every_list_what_it_can_do(filled: Flask) -> None:
    told = (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")
    for endpoint, one in LISTS.items():
        path = next(filled.url_map.iter_rules(endpoint)).rule
        (line,) = [line for line in told.splitlines() if f"`{path}`" in line]
        for name in (*one.sorts, *one.filters):
            assert name in GOALS or f"`{name}`" in line, (path, name)


@EVERY_LIST
def test_pages_never_overlap_and_leave_nothing_out(
    filled: Flask, browser_of_team: FlaskClient, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, sets = LISTS[endpoint], []
    for sort in (way for name in one.sorts for way in (name, f"-{name}")):
        where = address(filled, endpoint, f"sorteer={sort}")
        with monkeypatch.context() as patch:
            whole(patch)
            all_rows = read(browser_of_team, where).lines()
            patch.setattr(listing, "A_PAGE", max(1, len(all_rows) // 3))
            patch.setattr(listing, "A_PAGE_OF_TALL", max(1, len(all_rows) // 3))
            assert every_page(browser_of_team, where) == all_rows, sort
        sets.append(Counter(all_rows))
    assert len(sets[0]) > 1
    assert all(one_set == sets[0] for one_set in sets)


@EVERY_LIST
def test_a_list_is_sorted_by_what_it_says(
    filled: Flask, browser_of_team: FlaskClient, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(monkeypatch)
    one = LISTS[endpoint]
    for name in one.sorts:
        there = read(browser_of_team, address(filled, endpoint, f"sorteer={name}"))
        back = read(browser_of_team, address(filled, endpoint, f"sorteer=-{name}"))
        if not there.sorted:
            page = browser_of_team.get(address(filled, endpoint, f"sorteer={name}")).text
            usual = endpoint == "web.activities" and name == "o"
            assert usual or page.partition('class="orders"')[2].count("aria-current") >= 1, name
            if len({tuple(row) for row in there.rows}) > 2 and not usual:
                assert there.rows != back.rows, name
            continue
        assert {there.sorted[0][1], back.sorted[0][1]} == {"ascending", "descending"}
        if name not in one.mixed:
            forth, turned = (
                [cell for cell in page.column() if cell != "Nog niet"] for page in (there, back)
            )
            assert len(set(forth)) == len(forth), (name, forth)
            assert turned == forth[::-1], name


@EVERY_LIST
def test_every_filter_leaves_something_out_and_says_what_is_chosen(
    filled: Flask, browser_of_team: FlaskClient, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(monkeypatch)
    one = LISTS[endpoint]
    everything = read(browser_of_team, address(filled, endpoint))
    for name in one.filters:
        found = parts_of(filled, browser_of_team, endpoint, name, everything)
        assert found, name
        assert name in one.same or any(len(part) < everything.total for part in found), name
    if one.word:
        part = read(browser_of_team, address(filled, endpoint, f"zoek={one.word.upper()}"))
        assert 0 < part.total < everything.total
        assert Counter(part.lines()) < Counter(everything.lines())
    if one.nowhere:
        assert NOTHING in browser_of_team.get(address(filled, endpoint, one.nowhere)).text


def parts_of(
    app: Flask, client: FlaskClient, endpoint: str, name: str, everything: Reader
) -> list[list[tuple[str, ...]]]:
    """Return what each choice of a filter finds, where it finds anything."""
    page = client.get(address(app, endpoint)).text
    elsewhere = {
        "dag": [str(clock.local_day(clock.now()))],
        "o": re.findall(r"[?&;]o=([a-z]+)", page),
        "bij": re.findall(r"bij=([0-9a-f-]+)", page),
    }
    values = everything.options.get(name) or elsewhere[name]
    found = []
    for value in filter(None, values):
        part = read(client, address(app, endpoint, f"{name}={value}"))
        assert not (Counter(part.lines()) - Counter(everything.lines())), (name, value)
        assert name not in part.options or part.chosen[name] == value
        if part.rows:
            found.append(part.lines())
    return found


@EVERY_LIST
def test_an_address_shows_the_same_to_a_colleague(
    filled: Flask, browser_of_team: FlaskClient, endpoint: str, short: None
) -> None:
    one = LISTS[endpoint]
    where = address(filled, endpoint, f"sorteer=-{one.sorts[-1]}")
    page = read(browser_of_team, where)
    if "next" in page.links:
        where = page.links["next"]
        assert f"sorteer=-{one.sorts[-1]}" in where
        assert "pagina=2" in where
    mine, theirs = (read(who, where) for who in (browser_of_team, signed_in(filled)))
    assert mine.rows
    assert (mine.lines(), mine.first, mine.total) == (theirs.lines(), theirs.first, theirs.total)


@EVERY_LIST
def test_an_address_that_makes_no_sense_shows_the_list(
    filled: Flask, browser_of_team: FlaskClient, endpoint: str, short: None
) -> None:
    one = LISTS[endpoint]
    usual = read(browser_of_team, address(filled, endpoint))
    odd = ["sorteer=onzin", "pagina=-1", *(f"{name}=onzin" for name in one.filters)]
    assert read(browser_of_team, address(filled, endpoint, *odd)).lines() == usual.lines()
    for page in ("0", "x", "1e3", "٣", "-0", "9" * 500):
        shown = read(browser_of_team, address(filled, endpoint, f"pagina={page}"))
        assert shown.first == 1, page
    last = read(browser_of_team, address(filled, endpoint, "pagina=99999"))
    assert (last.last, "next" in last.links) == (last.total, False)


def test_every_page_says_days_times_and_numbers_as_dutch_people_do(
    filled: Flask, browser_of_team: FlaskClient
) -> None:
    lists = [address(filled, endpoint) for endpoint in LISTS]
    wrong = {}
    for where in [*addresses(filled), *lists]:
        answer = browser_of_team.get(where)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            said = plain_text(answer.text)
            wrong[where] = [
                f"{name}: …{said[max(0, hit.start() - 40) : hit.end() + 10]}…"
                for name, pattern in FOREIGN.items()
                for hit in list(re.finditer(pattern, said))[:2]
            ]
    assert [f"{where}: {one}" for where, found in wrong.items() for one in found] == []
    assert len(wrong) > 40


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("op 2026-11-23", "a day of ISO 8601"),
        ("om 09:30 uur", "a time with a colon"),
        ("1,234 bezoeken", "a comma between thousands"),
        ("22.5 per keer", "a decimal point"),
        ("sinds None", "an object of the program"),
    ],
)
def test_a_planted_foreign_word_is_found(planted: str, name: str) -> None:
    page = f'<p title="{planted}">23 november 2026, 9.30 uur, 1.234 keer, 22,5 %</p>'
    found = [one for one, pattern in FOREIGN.items() if re.search(pattern, plain_text(page))]
    assert found == [name]
