"""After a sheet is issued nothing that comes in changes a byte of its month in any format."""

from __future__ import annotations

import re
import uuid
from datetime import date, time

from sqlalchemy import insert

from registry.answers.models import AnswerTally
from registry.database import writing
from registry.readers import services as readers
from registry.support import services as support
from registry.web import downloads
from tests.builders import MONDAY_TEN, a_check_in, a_help_request, an_undo, some_passes
from tests.web.conftest import Neighbourhood

OCTOBER = "2026-10"
DAYS = [date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8, 9)]

FORMATS: dict[str, str] = {
    "the month page": "/team/maand/2026-10",
    "the sheet on the screen": "/team/maandblad/2026-10",
    "PDF": "/team/maandblad/2026-10.pdf",
    "JSON": "/team/maandblad/2026-10.json",
    "CSV": "/team/maandblad/2026-10.csv",
    "workbook": "/team/maandblad/2026-10.xlsx",
    "annex": "/team/maandblad/2026-10/bijlage.pdf",
    "poster": "/team/maandblad/2026-10/poster.pdf?taal=nl",
}
"""Every screen and file of a month: a format more is a line more."""

CHANGES_EACH_TIME = re.compile(rb'(name="csrf_token"[^>]*value|nonce)="[^"]*"')

BESIDE_THE_SHEET = b'class="sheet-view"'
"""Left of it stands the form for a next version, which says how many visits that would have."""


def come(here: Neighbourhood, cards: list[bytes]) -> uuid.UUID:
    """Seven days of some passes and others, help and answers; returns the first check-in."""
    keys = [a_check_in(here.linde, day, pass_hash=card) for day in DAYS for card in cards]
    for day in DAYS:
        a_check_in(here.linde, day, time(14), party=15)
        a_help_request(here.linde, on=day)
    answers(here, 40)
    return keys[0]


def answers(here: Neighbourhood, count: int) -> None:
    with writing() as connection:
        for question, value in (("stemming", "4"), ("SC-I1", "plus")):
            connection.execute(
                insert(AnswerTally).values(
                    centre_id=here.linde, month=OCTOBER, question=question, variant="niveau",
                    value=value, count=count, suspect=count == 1,
                )
            )  # fmt: skip


def everything(here: Neighbourhood, *more: str) -> dict[str, bytes]:
    browser = here.browser("coordinator")
    found = {}
    for address in (*FORMATS.values(), *more):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        _, _, sheet = answer.data.rpartition(BESIDE_THE_SHEET)
        found[address] = CHANGES_EACH_TIME.sub(b"", sheet)
    return found


def come_later(here: Neighbourhood, cards: list[bytes], first: uuid.UUID) -> None:
    """Twice as many passes, other visits, another topic of help, an undo, answers, a step."""
    for day in DAYS:
        for card in cards:
            a_check_in(here.linde, day, time(11), pass_hash=card)
        a_check_in(here.linde, day, time(15), party=9)
        a_help_request(here.linde, on=day, topic="geld", outcome="warm_overgedragen")
    an_undo(here.linde, first, DAYS[0])
    answers(here, 1)
    support.count_steps(
        centre_id=here.linde, month=OCTOBER, numbers={"werk": 7}, at=MONDAY_TEN, by=None
    )


def by_the_api(here: Neighbourhood, key: str) -> bytes:
    """What a reader of another organisation gets of the sheet."""
    address = f"/api/v1/sheets/de-linde/{OCTOBER}/1"
    answer = here.app.test_client().get(address, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    return answer.data


def test_what_comes_in_after_the_issue_changes_nothing(neighbourhood: Neighbourhood) -> None:
    cards = some_passes(neighbourhood.linde, 24)
    first = come(neighbourhood, cards[:12])
    proof = f"/blad/{neighbourhood.issued_at(neighbourhood.linde)}"
    key = readers.add(name="Gemeente", centre_id=None, at=MONDAY_TEN, by=None)
    before, told = everything(neighbourhood, proof), by_the_api(neighbourhood, key)
    come_later(neighbourhood, cards[12:], first)
    after = everything(neighbourhood, proof)
    assert [address for address in before if before[address] != after[address]] == []
    assert by_the_api(neighbourhood, key) == told


def test_no_kind_of_file_of_figures_is_forgotten() -> None:
    kinds = {one.rpartition(".")[2].partition("?")[0] for one in FORMATS.values()}
    assert kinds >= {"pdf", *downloads.TYPES}


def test_the_same_does_change_a_month_that_is_not_issued(neighbourhood: Neighbourhood) -> None:
    cards = some_passes(neighbourhood.linde, 24)
    first = come(neighbourhood, cards[:12])
    before = everything(neighbourhood)
    come_later(neighbourhood, cards[12:], first)
    after = everything(neighbourhood)
    assert [address for address in before if before[address] == after[address]] == []
