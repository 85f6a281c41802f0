"""A page of the trail: names for who and what, by person, kind and day."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Flask

from registry import audit
from registry.centres import queries as centre_queries
from registry.centres import services as centres
from registry.staff import queries as people
from registry.staff import services as staff
from registry.trail.queries import Asked, actors, count, entries
from tests.builders import MONDAY_TEN, a_centre, a_daily_activity, a_tablet, occurrence_on


def an_admin() -> uuid.UUID:
    staff.make_link(email="a@b.nl", name="Aysel", role="admin", centre_id=None, at=MONDAY_TEN)
    return next(
        one.id
        for one in people.accounts(
            at=MONDAY_TEN,
            of=people.Person(uuid.uuid4(), "", (people.GrantView("admin", None),)),
            centre_id=uuid.uuid4(),
        )
    )


def note(action: str, about: str, centre_id: uuid.UUID | None, by: uuid.UUID | None) -> None:
    audit.record(at=MONDAY_TEN, actor_id=by, action=action, object=about, centre_id=centre_id)


def test_what_has_a_name_is_told_by_it(book: Flask) -> None:
    here, by = a_centre(), an_admin()
    a_tablet(here, "Grote zaal")
    (tablet,) = centre_queries.tablets(here)
    activity = a_daily_activity(here, "Koffie")
    occurrence = occurrence_on(here, activity, MONDAY_TEN.date())
    for action, about in (
        ("tablet.revoke", f"tablet {tablet.id}"),
        ("tablet.move", f"tablet {tablet.id} to centre {here}"),
        ("occurrence.cancel", f"occurrence {occurrence}"),
        ("account.off", f"account {by}"),
        ("account.on", f"account {uuid.uuid4()}"),
        ("passes.make", "passes 10"),
    ):
        note(action, about, here, by)
    found = entries(asked=Asked(here, general=False, actor_id=by))
    assert {one.action: (one.actor, one.about) for one in found} == {
        "tablet.revoke": ("Aysel", "Grote zaal"),
        "tablet.move": ("Aysel", "Grote zaal"),
        "occurrence.cancel": ("Aysel", "Koffie"),
        "account.off": ("Aysel", "Aysel"),
        "account.on": ("Aysel", None),
        "passes.make": ("Aysel", None),
    }


def test_a_kind_is_the_whole_word_before_the_dot(book: Flask) -> None:
    here = a_centre()
    for action in ("pass.revoke", "passes.make", "p_ss.odd"):
        note(action, "x", here, None)
    for kind, there in (("pass", ["pass.revoke"]), ("p_ss", ["p_ss.odd"]), ("p%", [])):
        found = entries(asked=Asked(here, general=False, kind=kind))
        assert [one.action for one in found] == there


def test_what_belongs_to_no_centre_is_told_where_asked_for(book: Flask) -> None:
    here, there, by = a_centre("De Linde"), a_centre("Het Anker"), an_admin()
    note("account.sign_in", f"account {by}", None, by)
    note("tablet.stay", "tablet x", there, by)
    assert actors(asked=Asked(here, general=False)) == ()
    assert actors(asked=Asked(here, general=True)) == ((by, "Aysel"),)
    found = entries(asked=Asked(here, general=True, actor_id=by))
    assert [one.action for one in found] == ["account.sign_in"]


def test_a_day_begins_and_ends_in_den_haag(book: Flask) -> None:
    here = a_centre()
    for hour in (22, 23):
        at = MONDAY_TEN.replace(hour=hour)
        centres.issue_enrolment_code(centre_id=here, tablet_name=f"{hour}", at=at)
    for day, hour in ((date(2026, 11, 23), 22), (date(2026, 11, 24), 23)):
        found = entries(asked=Asked(here, general=False, kind="tablet", day=day))
        assert [one.at.hour for one in found] == [hour]


def test_entries_stand_in_the_order_that_is_asked_for(book: Flask) -> None:
    here, by = a_centre(), an_admin()
    for minute, (action, who) in enumerate((("b", by), ("a", None), ("c", by), ("a", by))):
        at = MONDAY_TEN.replace(minute=minute)
        audit.record(at=at, actor_id=who, action=f"x.{action}", object="x", centre_id=here)
    asked = Asked(here, general=False, kind="x")

    def shown(**more: Any) -> str:
        return "".join(one.action[-1] for one in entries(asked=asked, **more))

    assert shown() == "acab"
    assert shown(falling=False) == "baca"
    assert shown(order="wat", falling=False) == "aabc"
    assert shown(order="wie", falling=False) == "aacb"
    assert shown(order="wie") == "acba"
    assert shown(first=1, most=2) == "ca"
    assert count(asked=asked) == 4
