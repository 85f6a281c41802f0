"""A pass that is erased stays erased: nothing names it, its visits still count, a journal tells."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.care.erase import JOURNAL, erase_pass
from registry.database import reading
from registry.passes import queries
from registry.visits import queries as visits
from registry.visits import services
from registry.visits.services import CheckInEvent, Misfit, Source, Unfit
from tests.builders import MONDAY_TEN, a_centre, a_check_in, some_passes

pytestmark = pytest.mark.usefixtures("book")

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 20)


def erase(centre_id: uuid.UUID, card: bytes, journal: Path) -> None:
    """Erase a pass on Monday at ten."""
    found = queries.held(centre_id=centre_id, token_hash=card)
    assert found is not None
    erase_pass(centre_id=centre_id, found=found, journal=journal, at=MONDAY_TEN, by=uuid.uuid4())


def everything() -> str:
    """Return every row of every table as text."""
    with reading() as connection:
        names = [
            "check_in",
            "check_in_detail",
            "check_in_undo",
            "quarantined",
            "pass",
            "audit_entry",
        ]
        rows = [
            str(connection.execute(text(f"SELECT * FROM {name}")).all())  # noqa: S608
            for name in names
        ]
    return "\n".join(rows)


def test_nothing_names_it_and_its_visits_still_count(tmp_path: Path) -> None:
    centre_id = a_centre()
    card, other = some_passes(centre_id, 2)
    for day in (FRIDAY, MONDAY):
        a_check_in(centre_id, day, pass_hash=card)
    a_check_in(centre_id, MONDAY, pass_hash=other)
    content = {"kind": "check_in", "pass": card.hex()}
    misfit = Misfit(uuid.uuid4(), "future", b"x" * 32, content)
    services.quarantine(source=Source(centre_id, "tablet"), misfit=misfit, at=MONDAY_TEN)
    before = queries.held(centre_id=centre_id, token_hash=card)
    assert before is not None

    erase(centre_id, card, tmp_path / JOURNAL)

    kept = everything()
    assert card.hex() not in kept
    assert str(card) not in kept
    assert str(before.pass_id) not in kept
    assert before.pass_id.hex not in kept
    counted = visits.standing(centre_id=centre_id, first_day=FRIDAY, last_day=MONDAY)
    assert len(counted) == 3
    assert sum(one.pass_id is not None for one in counted) == 1
    assert queries.held(centre_id=centre_id, token_hash=card) is None


def test_the_journal_holds_a_day_and_a_hash_and_nothing_more(tmp_path: Path) -> None:
    centre_id = a_centre()
    first, second = some_passes(centre_id, 2)
    for card in (first, second):
        erase(centre_id, card, tmp_path / JOURNAL)
    lines = (tmp_path / JOURNAL).read_text().splitlines()
    assert lines == [f"2026-11-23 {first.hex()}", f"2026-11-23 {second.hex()}"]
    assert (tmp_path / JOURNAL).stat().st_mode & 0o077 == 0


def test_where_the_journal_cannot_be_written_nothing_is_erased(tmp_path: Path) -> None:
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    a_check_in(centre_id, MONDAY, pass_hash=card)
    with pytest.raises(FileNotFoundError):
        erase(centre_id, card, tmp_path / "not there" / JOURNAL)
    found = queries.held(centre_id=centre_id, token_hash=card)
    assert found is not None
    assert len(visits.of_pass(centre_id=centre_id, pass_id=found.pass_id)) == 1


def test_an_erased_pass_is_not_recognised_any_more(tmp_path: Path) -> None:
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    erase(centre_id, card, tmp_path / JOURNAL)
    event = CheckInEvent(id=uuid.uuid4(), at=MONDAY_TEN, body=b"y" * 32, pass_hash=card)
    with pytest.raises(Unfit, match="unknown_pass"):
        services.check_in(source=Source(centre_id, "tablet"), event=event)
