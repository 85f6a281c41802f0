"""What the API tells: centres, lists of issued sheets, and each sheet exactly as it was issued."""

from __future__ import annotations

import uuid
from typing import Any, cast

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.api.asked import ListAsked, SheetsAsked, is_period, read
from registry.api.door import answer, blueprint, public, reader, with_key
from registry.api.openapi import document
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.sheets import queries as sheets
from registry.sheets import services
from registry.sheets.queries import Kept

MOST_VERSIONS = 1000


@blueprint.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    """Describe the API."""
    return answer(document())


@blueprint.get("/centres")
@with_key
def list_centres() -> ResponseReturnValue:
    """List the centres whose sheets this key opens."""
    listed = [
        {"slug": one.slug, "name": one.name, "opened_on": one.opened_on.isoformat()}
        for one in _centres().values()
    ]
    return answer({"centres": listed})


@blueprint.get("/sheets")
@with_key
def list_sheets() -> ResponseReturnValue:
    """List issued sheets, the newest period first; `centre` and `period` leave others out."""
    asked = cast(SheetsAsked, read(SheetsAsked, request.args))
    ids = [one.id for one in _centres().values() if asked.centre in (None, one.slug)]
    found, count = sheets.kept(
        centre_ids=ids, period=asked.period, first=asked.first, most=asked.per_page
    )
    return _page_of(found, count, asked)


@blueprint.get("/sheets/<slug>/<period>")
@blueprint.get("/sheets/<slug>/<period>/<int:version>")
@with_key
def one_sheet(slug: str, period: str, version: int | None = None) -> ResponseReturnValue:
    """Tell exactly what an issued sheet prints, with its marks: the last version, or that one."""
    there = _centres().get(slug)
    if there is None:
        abort(404, "This key opens no sheets of such a centre.")
    return _figures([there], period, version)


@blueprint.get("/joint")
@with_key
def list_joint() -> ResponseReturnValue:
    """List the issued sheets of all centres together."""
    _of_every_centre()
    asked = read(ListAsked, request.args)
    found, count = sheets.kept(
        centre_ids=None, period=asked.period, first=asked.first, most=asked.per_page
    )
    return _page_of(found, count, asked)


@blueprint.get("/joint/<period>")
@blueprint.get("/joint/<period>/<int:version>")
@with_key
def one_joint(period: str, version: int | None = None) -> ResponseReturnValue:
    """Tell the same of a sheet of all centres together."""
    _of_every_centre()
    return _figures(None, period, version)


def _centres() -> dict[str, CentreView]:
    """Return the centres that the key opens, by slug."""
    return {one.slug: one for one in centres.all_centres() if reader().may_read(one.id)}


def _of_every_centre() -> None:
    if reader().centre_id is not None:
        abort(404, "This key opens the sheets of one centre only.")


def _figures(of: list[CentreView] | None, period: str, version: int | None) -> Response:
    ids = None if of is None else [one.id for one in of]
    found: tuple[Kept, ...] = ()
    if is_period(period):
        found, _count = sheets.kept(centre_ids=ids, period=period, first=0, most=MOST_VERSIONS)
    one = next((one for one in found if version in (None, one.version)), None)
    if one is None:
        abort(404, "No such sheet was issued.")
    printed = sheets.printed_of(one)
    if printed is None:
        abort(410, "This version was withdrawn; a later one stands in its place.")
    return answer(services.issued_json(printed, one.issue(_public_url())))


def _page_of(found: tuple[Kept, ...], count: int, asked: ListAsked) -> Response:
    slugs: dict[uuid.UUID | None, str] = {one.id: one.slug for one in _centres().values()}
    last = max(1, -(-count // asked.per_page))
    return answer(
        {
            "total": count,
            "page": asked.page,
            "pages": last,
            "sheets": [_listed(one, slugs.get(one.centre_id)) for one in found],
        }
    )


def _listed(one: Kept, slug: str | None) -> dict[str, Any]:
    of: dict[str, Any] = {"period": one.period, "version": one.version}
    return {
        "centre": slug,
        **of,
        "number": one.number,
        "issued_on": clock.local_day(one.issued_at).isoformat(),
        "checksum": one.checksum,
        "why": one.why,
        "current": bool(one.current),
        "withdrawn": bool(one.withdrawn),
        "address": url_for("api.one_joint", **of)
        if slug is None
        else url_for("api.one_sheet", slug=slug, **of),
    }


def _public_url() -> str:
    url: str = current_app.extensions["inloop_settings"].public_url
    return url
