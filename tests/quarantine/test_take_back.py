"""Setting aside, and taking a decision back: every step stays on record."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from registry.database import reading
from registry.quarantine import queries, services
from registry.visits.models import Decision
from tests.builders import check_ins_on_record
from tests.quarantine.conftest import TODAY, Waiting


def verdicts() -> list[tuple[str, str]]:
    with reading() as connection:
        rows = connection.execute(select(Decision.verdict, Decision.reason).order_by(Decision.at))
        return [tuple(row) for row in rows]  # type: ignore[misc]


def test_what_is_set_aside_counts_nowhere_and_can_come_back(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    services.set_aside(deed=waiting.deed(tap, reason=""))
    services.set_aside(deed=waiting.deed(tap, minutes=1, reason=""))
    assert (waiting.waiting(), waiting.counted()) == ((), [])
    (decided,) = queries.decided(centre_id=waiting.centre, limit=5)
    assert decided.verdict == "set_aside"
    services.reopen(deed=waiting.deed(tap, minutes=6000))
    assert len(waiting.waiting()) == 1
    assert queries.decided(centre_id=waiting.centre, limit=5) == ()


def test_an_acceptance_is_taken_back_within_ten_minutes(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    waiting.keep("detail", of=tap.id, party=3)
    waiting.accept(tap)
    services.reopen(deed=waiting.deed(tap, minutes=10, reason=""))
    assert waiting.counted() == []
    assert [item.people for item in waiting.waiting()] == [3]
    assert check_ins_on_record(centre_id=waiting.centre, day=TODAY) == 1


def test_after_ten_minutes_it_stands(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    waiting.accept(tap)
    with pytest.raises(services.CannotReopen):
        services.reopen(deed=waiting.deed(tap, minutes=10.1))
    assert len(waiting.counted()) == 1


def test_accepted_again_it_counts_again_with_all_that_followed(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    waiting.keep("detail", of=tap.id, party=3)
    waiting.accept(tap)
    services.reopen(deed=waiting.deed(tap, minutes=1, reason=""))
    assert waiting.accept(tap, minutes=2) == "stored"
    assert [one.party for one in waiting.counted()] == [3]
    assert verdicts()[::2] == [("accepted", "seen"), ("reopened", ""), ("accepted", "seen")]


def test_taking_back_twice_changes_nothing(waiting: Waiting) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    waiting.accept(tap)
    for minutes in (1, 2):
        services.reopen(deed=waiting.deed(tap, minutes=minutes))
    assert [verdict for verdict, _ in verdicts()] == ["accepted", "reopened"]


def test_the_last_decided_comes_first_and_followers_are_not_listed_alone(waiting: Waiting) -> None:
    first, second = (waiting.keep(occurrence=waiting.inloop) for _ in range(2))
    waiting.keep("detail", of=first.id, party=5)
    waiting.accept(first)
    services.set_aside(deed=waiting.deed(second, minutes=1))
    decided = queries.decided(centre_id=waiting.centre, limit=5)
    assert [one.item.event_id for one in decided] == [second.id, first.id]
    assert decided[1].item.people == 5


def test_two_hosts_accepting_at_once_count_once(waiting: Waiting, app: Flask) -> None:
    tap = waiting.keep(occurrence=waiting.inloop)
    became: list[str] = []

    def decide() -> None:
        with app.app_context():
            became.append(waiting.accept(tap))

    hosts = [threading.Thread(target=decide) for _ in range(4)]
    for host in hosts:
        host.start()
    for host in hosts:
        host.join()
    assert sorted(became) == ["duplicate"] * 3 + ["stored"]
    assert len(waiting.counted()) == 1
