"""What the made-up neighbourhood has none of, so that no list of the team is empty."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

from registry import clock
from registry.activities import queries as activities
from registry.activities import services as programme
from registry.imports import files
from registry.imports import services as imports
from registry.support import queries as support
from registry.support import services as helping
from registry.texts import catalogue
from registry.texts import services as texts
from registry.visits import services as visits
from tests.builders import a_planned_activity, a_story
from tests.journeys.everywhere import here


def fill() -> None:
    """Stop some activities, put some events apart, put a partner away."""
    at, centre_id = clock.now(), here().id
    for title, main_o in (
        ("Schaken", "ontspannen"),
        ("Koor", "ontmoeten"),
        ("Bridge", "ontmoeten"),
    ):
        stopped = a_planned_activity(centre_id, title=title, main_o=main_o)
        programme.archive(centre_id=centre_id, activity_id=stopped, at=at, by=None)
    for minutes, code in enumerate(["unknown_pass", "future", "over_capacity", "unknown_pass"] * 2):
        event_id, moment = uuid.uuid4(), at - timedelta(minutes=minutes)
        content = {"id": str(event_id), "kind": "check_in"}
        misfit = visits.Misfit(event_id, code, event_id.bytes * 2, content, moment)
        source = visits.Source(centre_id, "tablet", uuid.uuid4())
        visits.quarantine(source=source, misfit=misfit, at=moment)
    texts.correct(
        centre_id=centre_id,
        language="en",
        text=next(one for one in catalogue.texts("en", ()) if one.dutch == "Welkom"),
        words="Hello",
        checked=True,
        at=at,
        by=None,
    )
    a_story(centre_id)
    count_lists_in()
    partner = support.partners(centre_id=centre_id)[0]
    helping.archive_partner(
        centre_id=centre_id, partner_id=partner.id, on=clock.local_day(at), at=at, by=None
    )


def count_lists_in() -> None:
    """Count some old lists in, each of another day and with other people."""
    at, centre = clock.now(), here()
    title = activities.activities(centre_id=centre.id)[0].title
    for number, people in enumerate((5, 9, 7), 1):
        day = clock.local_day(at) - timedelta(days=7 * number)
        row = f"{day:%d-%m-%Y};{title};{people}\n"
        table = files.read(f"Datum;Activiteit;Aantal\n{row}".encode())
        chosen = imports.proposed(centre_id=centre.id, table=table, since=centre.opened_on)
        done = imports.count_in(
            centre_id=centre.id,
            table=table,
            choices=replace(chosen, unplanned=True, counted=True),
            import_id=uuid.uuid4(),
            at=at - timedelta(minutes=number),
            by=uuid.uuid4(),
        )
        assert done.import_id is not None, done.verdict.faults
