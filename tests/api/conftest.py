"""De Linde and Het Anker with issued sheets, and readers with keys; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from registry.figures.facts import Month
from registry.readers import queries
from registry.readers import services as readers
from registry.sheets import services as sheets
from registry.support import queries as support
from registry.support import services as stories
from registry.theory import load
from tests.builders import MONDAY_TEN, a_check_in, a_story
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture
from tests.web.conftest import Neighbourhood, filled, neighbourhood  # noqa: F401  # fixtures

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
Get = Callable[..., TestResponse]


@dataclass(frozen=True)
class Keys:
    """A key of every centre's figures, one of De Linde's, one that was revoked, one unknown."""

    every: str
    linde: str
    revoked: str
    wrong: str = "inloop_nobody"


def press() -> sheets.Press:
    """With what these sheets are issued: no files."""
    return sheets.Press(load.load(), public_url="", at=MONDAY_TEN, by=None, files=False)


@pytest.fixture
def keys(neighbourhood: Neighbourhood) -> Keys:  # noqa: F811  # the fixture
    """Return readers' keys."""
    made: dict[str, Any] = {"at": MONDAY_TEN, "by": None}
    every = readers.add(name="Gemeente", centre_id=None, **made)
    linde = readers.add(name="Onderzoek", centre_id=neighbourhood.linde, **made)
    revoked = readers.add(name="Vroeger", centre_id=None, **made)
    found = queries.reader_of(key=revoked)
    assert found is not None
    readers.revoke(reader_id=found.id, centre_id=neighbourhood.linde, everywhere=True, **made)
    return Keys(every, linde, revoked)


@pytest.fixture
def get(neighbourhood: Neighbourhood) -> Get:  # noqa: F811  # the fixture
    """Return what asks an address of the API with a key."""
    client = neighbourhood.app.test_client()

    def ask(path: str, key: str | None = None, **more: Any) -> TestResponse:
        headers = dict(more.pop("headers", {}))
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return client.open(f"/api/v1/{path}", headers=headers, **more)

    return ask


@pytest.fixture
def issued(neighbourhood: Neighbourhood) -> Neighbourhood:  # noqa: F811  # the fixture
    """Issue De Linde's September and October, October twice, Het Anker's October, a joint one.

    The first version of De Linde's October printed a quote that was withdrawn.
    """
    here = neighbourhood
    for day in range(5, 10):
        for _ in range(day):
            a_check_in(here.linde, OCTOBER.first_day.replace(day=day))
    story = a_story(here.linde)
    stories.choose_story(
        centre_id=here.linde, story_id=story, month=str(OCTOBER), at=MONDAY_TEN, by=None
    )
    for centre_id, month in ((here.linde, SEPTEMBER), (here.linde, OCTOBER), (here.anker, OCTOBER)):
        sheets.issue(centre_id=centre_id, month=month, press=press())
    quote = support.story(centre_id=here.linde, month=str(OCTOBER))
    assert quote
    sheets.withdraw_story(centre_id=here.linde, story_id=story, quote=quote, press=press())
    sheets.issue_together(month=OCTOBER, press=press())
    return here
