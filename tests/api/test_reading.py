"""What a reader gets of issued sheets, and what nobody gets."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from limits import RateLimitItemPerMinute

from registry.api import door
from registry.readers import queries as readers
from registry.sheets import queries as sheets
from registry.sheets.issue import canonical, checksum_of
from tests.api.conftest import OCTOBER, Get, Keys, press
from tests.builders import a_check_in
from tests.web.conftest import Neighbourhood

SHEET = "sheets/de-linde/2026-10"
WITH_KEY = (
    "centres",
    "sheets",
    SHEET,
    f"{SHEET}/2",
    "joint",
    "joint/2026-10",
    "joint/2026-10/1",
)


@pytest.mark.parametrize("path", WITH_KEY)
def test_without_a_key_that_counts_nothing_is_told(
    issued: Neighbourhood, keys: Keys, get: Get, path: str
) -> None:
    assert get(path, keys.every).status_code == 200
    for key in (None, "", keys.wrong, keys.revoked, f"{keys.every}x", "É"):
        for method in ("GET", "HEAD"):
            answer = get(path, key, method=method)
            assert answer.status_code == 401, key
            assert answer.headers["WWW-Authenticate"].startswith("Bearer realm=inloop")
            assert answer.mimetype == "application/problem+json"
            assert "Set-Cookie" not in answer.headers
    basic = get(path, headers={"Authorization": f"Basic {keys.every}"})
    assert basic.status_code == 401
    assert "invalid_token" not in basic.headers["WWW-Authenticate"]
    assert "invalid_token" in get(path, keys.revoked).headers["WWW-Authenticate"]


def test_a_sheet_is_exactly_the_kept_figures_with_its_marks(
    issued: Neighbourhood, keys: Keys, get: Get
) -> None:
    a_check_in(issued.linde, date(2026, 10, 5))
    told = get(SHEET, keys.linde).get_json()
    kept = sheets.current(centre_id=issued.linde, period=str(OCTOBER))
    assert kept is not None
    assert kept.printed is not None
    marks = told.pop("issue")
    assert told == json.loads(kept.printed)
    assert told["visits"]["count"] == 35
    assert (marks["version"], marks["number"]) == (2, "DL-2026-10-2")
    assert checksum_of(canonical(told)) == marks["checksum"] == kept.checksum
    assert get(f"{SHEET}/2", keys.linde).get_json()["issue"] == marks


def test_a_draft_is_not_there(issued: Neighbourhood, keys: Keys, get: Get) -> None:
    for path in ("sheets/het-anker/2026-09", "sheets/de-linde/2026-11", f"{SHEET}/3"):
        answer = get(path, keys.every)
        assert answer.status_code == 404
        assert answer.get_json()["status"] == 404
    listed = get("sheets", keys.every).get_json()
    assert {(one["centre"], one["period"]) for one in listed["sheets"]} == {
        ("de-linde", "2026-09"),
        ("de-linde", "2026-10"),
        ("het-anker", "2026-10"),
    }


def test_a_version_withdrawn_with_its_quote_is_gone(
    issued: Neighbourhood, keys: Keys, get: Get
) -> None:
    answer = get(f"{SHEET}/1", keys.every)
    assert answer.status_code == 410
    assert "Ik kom graag" not in answer.text
    versions = get("sheets?centre=de-linde&period=2026-10", keys.every).get_json()["sheets"]
    assert [(one["version"], one["current"], one["withdrawn"]) for one in versions] == [
        (2, True, False),
        (1, False, True),
    ]
    assert get(versions[0]["address"].removeprefix("/api/v1/"), keys.every).status_code == 200


def test_a_key_of_one_centre_opens_nothing_of_another(
    issued: Neighbourhood, keys: Keys, get: Get
) -> None:
    for path in ("sheets/het-anker/2026-10", "sheets/het-anker/2026-10/1", "joint/2026-10"):
        assert get(path, keys.every).status_code == 200
        assert get(path, keys.linde).status_code == 404
    assert get("joint", keys.linde).status_code == 404
    centres = get("centres", keys.linde).get_json()["centres"]
    assert [one["slug"] for one in centres] == ["de-linde"]
    listed = get("sheets", keys.linde).get_json()
    assert {one["centre"] for one in listed["sheets"]} == {"de-linde"}
    assert get("sheets?centre=het-anker", keys.linde).get_json()["total"] == 0
    assert len(get("centres", keys.every).get_json()["centres"]) == 2


def test_a_joint_sheet_is_told_as_it_was_kept(issued: Neighbourhood, keys: Keys, get: Get) -> None:
    told = get("joint/2026-10", keys.every).get_json()
    kept = sheets.current(centre_id=None, period=str(OCTOBER))
    assert kept is not None
    marks = told.pop("issue")
    assert kept.printed == canonical(told)
    assert told["visits"] == 35
    assert marks["number"] == kept.number
    (listed,) = get("joint", keys.every).get_json()["sheets"]
    assert (listed["centre"], listed["address"]) == (None, "/api/v1/joint/2026-10/1")


def test_a_list_has_pages_in_a_fixed_order(issued: Neighbourhood, keys: Keys, get: Get) -> None:
    whole = get("sheets", keys.every).get_json()
    assert (whole["total"], whole["page"], whole["pages"]) == (4, 1, 1)
    periods = [one["period"] for one in whole["sheets"]]
    assert periods == sorted(periods, reverse=True)
    pages = [
        get(f"sheets?per_page=3&page={page}", keys.every).get_json()["sheets"] for page in (1, 2, 3)
    ]
    assert [len(page) for page in pages] == [3, 1, 0]
    assert [one for page in pages for one in page] == whole["sheets"]
    october = get("sheets?period=2026-10", keys.every).get_json()["sheets"]
    assert {one["period"] for one in october} == {"2026-10"}


@pytest.mark.parametrize(
    "query",
    [
        *("page=0", "page=x", "page=", "page=1.0", "page=99999999999999999999", "per_page=201"),
        *("period=oktober", "period=2026-13", "period=", "period=%00"),
        *("centre=", "centre=De%20Linde", "centrum=de-linde"),
    ],
)
def test_a_query_that_says_nothing_known_is_refused(
    issued: Neighbourhood, keys: Keys, get: Get, query: str
) -> None:
    answer = get(f"sheets?{query}", keys.every)
    assert answer.status_code == 400
    told = answer.get_json()
    assert told["title"] == "Bad Request"
    assert query.partition("=")[0] in told["detail"]


@pytest.mark.parametrize("path", [SHEET, "sheets", "centres", "openapi.json"])
def test_what_is_unchanged_is_not_sent_again(
    issued: Neighbourhood, keys: Keys, get: Get, path: str
) -> None:
    first = get(path, keys.every)
    assert first.headers["Cache-Control"] in ("private, no-cache", "no-cache, private")
    assert "Set-Cookie" not in first.headers
    again = get(path, keys.every, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = get(path, keys.every, headers={"If-None-Match": '"other"'})
    assert other.data == first.data
    head = get(path, keys.every, method="HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]


def test_a_next_version_has_another_etag(issued: Neighbourhood, keys: Keys, get: Get) -> None:
    from registry.sheets import services

    before = get(SHEET, keys.linde).headers["ETag"]
    more: dict[str, Any] = {"headline": "", "words": "", "press": press()}
    services.correct(centre_id=issued.linde, month=OCTOBER, why="Geteld.", **more)
    answer = get(SHEET, keys.linde, headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.get_json()["issue"]["version"] == 3
    assert get(f"{SHEET}/2", keys.linde).headers["ETag"] == before


def test_one_key_that_asks_too_often_waits_and_others_do_not(
    issued: Neighbourhood, keys: Keys, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "PACE", RateLimitItemPerMinute(3))
    assert [get(SHEET, keys.linde).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = get("sheets", keys.linde)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert refused.get_json()["title"] == "Too Many Requests"
    assert get(SHEET, keys.every).status_code == 200


def test_the_day_of_the_last_use_is_kept(issued: Neighbourhood, keys: Keys, get: Get) -> None:
    def used() -> date | None:
        found = readers.reader_of(key=keys.linde)
        assert found is not None
        return found.last_used_on

    assert used() is None
    get("centres", keys.linde)
    get("centres", keys.linde)
    assert used() == date(2026, 11, 23)


def test_errors_are_told_to_programs_in_english(
    issued: Neighbourhood, keys: Keys, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = get("nowhere", keys.every)
    assert (nowhere.status_code, nowhere.mimetype) == (404, "application/problem+json")
    other = get("sheets", keys.every, method="POST")
    assert (other.status_code, other.mimetype) == (405, "application/problem+json")
    assert "GET" in other.headers["Allow"]

    def fails(**_: object) -> None:
        raise RuntimeError("the name of a resident")

    monkeypatch.setattr(sheets, "kept", fails)
    broken = get("sheets", keys.every)
    assert broken.get_json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
    }


def test_only_a_hash_of_a_key_is_kept(issued: Neighbourhood, keys: Keys) -> None:
    from sqlalchemy import text

    from registry.database import reading

    with reading() as connection:
        rows = connection.execute(text("SELECT * FROM api_key")).all()
        trail = connection.execute(text("SELECT * FROM audit_entry")).all()
    assert len(rows) == 3
    for key in (keys.every, keys.linde, keys.revoked):
        assert key.startswith("inloop_")
        assert key not in repr(rows)
        assert key not in repr(trail)
