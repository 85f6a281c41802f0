"""Counting an old list in: everything that is right in one transaction, or nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from registry import audit
from registry.activities import services as programme
from registry.centres.models import Centre
from registry.database import reading, writing
from registry.imports import lines, queries
from registry.imports.models import ListImport
from registry.imports.services.first_day import open_as_before, open_earlier
from registry.imports.services.judging import Choices, Judge, Take, Verdict
from registry.imports.table import Table
from registry.visits import services as visits
from registry.visits.services import Listed, Setting

TAKE_BACK = timedelta(days=31)
"""So long a whole list can be taken back; after that its check-ins can, one by one."""
FIRST_DAY = date(2000, 1, 1)
"""No centre says that it was open before."""
REASON = "list"


class UnknownImport(Exception):
    """A list that this centre did not count in."""

    code = "unknown_import"


class CannotTakeBack(Exception):
    """A list that was taken back already, or counted in too long ago."""

    code = "cannot_take_back"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a list; `import_id` None where no row of it was new."""

    import_id: uuid.UUID | None
    verdict: Verdict


def look(*, centre_id: uuid.UUID, table: Table, choices: Choices, at: datetime) -> Verdict:
    """Say what would become of a list, and write nothing."""
    read = lines.read(table, choices.matching)
    with reading():
        return Judge(centre_id=centre_id, choices=choices, at=at).judge(read)


def count_in(
    *,
    centre_id: uuid.UUID,
    table: Table,
    choices: Choices,
    import_id: uuid.UUID,
    at: datetime,
    by: uuid.UUID,
) -> Done:
    """Count in what of a list can count and is not there yet: all of that, or nothing."""
    read = lines.read(table, choices.matching)
    with writing() as connection:
        _one_at_a_time(connection, centre_id)
        verdict = Judge(centre_id=centre_id, choices=choices, at=at).judge(read)
        if not verdict.takes:
            return Done(None, verdict)
        setting = Setting(centre_id=centre_id, at=at, by=by, reason=REASON)
        before = open_earlier(setting, choices.since)
        _hold(setting, verdict, import_id)
        listed = [_listed(take) for take in verdict.takes]
        visits.add_listed(setting=setting, listed=listed, batch_id=import_id)
        _write_down(setting, verdict, import_id)
        if before is not None:
            _update(connection, setting, import_id, opened_on=choices.since, opened_before=before)
    return Done(import_id, verdict)


def take_back(*, centre_id: uuid.UUID, import_id: uuid.UUID, at: datetime, by: uuid.UUID) -> int:
    """Take a whole list back and return how many people no longer count; all stays on record.

    A first day of the centre that it brought goes too, as far as nobody else came before. The
    same file counts again if it is sent again. Raises UnknownImport and CannotTakeBack.
    """
    with writing() as connection:
        _one_at_a_time(connection, centre_id)
        found = queries.one_import(centre_id=centre_id, import_id=import_id)
        if found is None:
            raise UnknownImport
        if found.taken_back_at is not None or at - found.at > TAKE_BACK:
            raise CannotTakeBack
        setting = Setting(centre_id=centre_id, at=at, by=by, reason=REASON)
        people = visits.take_back_listed(setting=setting, batch_id=import_id)
        held = queries.held_for(centre_id=centre_id, import_id=import_id)
        still = queries.others_at(centre_id=centre_id, days=set(held.values()), but=())
        programme.withdraw(centre_id=centre_id, occurrences=held.keys() - still.keys(), at=at)
        _update(connection, setting, import_id, taken_back_at=at)
        open_as_before(connection, setting)
        _record(setting, "list.take_back", import_id, {"people": people})
    return people


def _one_at_a_time(connection: Connection, centre_id: uuid.UUID) -> None:
    """Let a second list of a centre wait and find the first there; check-ins do not wait."""
    this = select(Centre.id).where(Centre.id == centre_id)
    connection.execute(this.with_for_update(key_share=True))


def _hold(setting: Setting, verdict: Verdict, import_id: uuid.UUID) -> None:
    """Make the occurrences that only the list tells of."""
    made = {(take.activity.id, take.line.day): take for take in verdict.takes if take.makes}
    programme.hold(
        centre_id=setting.centre_id,
        held=list(made),
        plans={take.activity.id: take.activity for take in made.values()},
        list_id=import_id,
    )


def _listed(take: Take) -> Listed:
    return Listed(
        key=take.key,
        people=take.line.people,
        moment=take.moment,
        occurrence_id=take.occurrence_id,
        role=take.line.role,
    )


def _write_down(setting: Setting, verdict: Verdict, import_id: uuid.UUID) -> None:
    days = verdict.days
    told = {
        "rows": len(verdict.takes),
        "refused": len(verdict.faults),
        "people": verdict.people,
    }
    with writing() as connection:
        connection.execute(
            insert(ListImport).values(
                centre_id=setting.centre_id,
                id=import_id,
                at=setting.at,
                by=setting.by,
                first_day=days[0],
                last_day=days[-1],
                **told,
            )
        )
    between = {"first_day": f"{days[0]:%d-%m-%Y}", "last_day": f"{days[-1]:%d-%m-%Y}"}
    _record(setting, "list.count_in", import_id, {**told, **between})


def _update(
    connection: Connection, setting: Setting, import_id: uuid.UUID, **values: date | datetime
) -> None:
    this = (ListImport.centre_id == setting.centre_id, ListImport.id == import_id)
    connection.execute(update(ListImport).where(*this).values(**values))


def _record(setting: Setting, action: str, import_id: uuid.UUID, after: audit.Values) -> None:
    audit.record(
        at=setting.at,
        actor_id=setting.by,
        action=action,
        object=f"list {import_id}",
        centre_id=setting.centre_id,
        after=after,
    )
