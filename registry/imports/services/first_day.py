"""The first day of a centre, which an old list can bring forward and takes along when it goes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from registry.centres import queries as centres
from registry.centres import services as places
from registry.imports.models import ListImport
from registry.visits import queries as visits
from registry.visits.services import Setting


def open_earlier(setting: Setting, day: date) -> date | None:
    """Let a centre have been open since an earlier day; return its day before, None: it stayed."""
    centre = centres.by_id(setting.centre_id)
    if centre is None or centre.opened_on <= day:
        return None
    return places.set_first_day(centre_id=setting.centre_id, day=day, at=setting.at, by=setting.by)


def open_as_before(connection: Connection, setting: Setting) -> None:
    """Give a centre the day back that it had before its lists, as far as what stands lets it."""
    of_centre = ListImport.centre_id == setting.centre_id
    original = connection.execute(
        select(func.max(ListImport.opened_before)).where(of_centre)
    ).scalar_one()
    if original is None:
        return
    brought = connection.execute(
        select(func.min(ListImport.opened_on)).where(of_centre, ListImport.taken_back_at.is_(None))
    ).scalar_one()
    came = visits.first_standing_day(centre_id=setting.centre_id)
    day = min(one for one in (original, brought, came) if one is not None)
    places.set_first_day(centre_id=setting.centre_id, day=day, at=setting.at, by=setting.by)
