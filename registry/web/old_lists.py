"""Oude lijsten: attendance of before, from a spreadsheet: looked at first, then counted in whole.

The list itself is never stored. It goes along with the page on which its columns are matched and
comes back with each form, so that nothing of it is kept and no name is written down.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from registry import clock, fragments, words
from registry.activities import queries as activities
from registry.imports import files, queries, services, table
from registry.imports.queries import ImportView
from registry.imports.services import Choices, Verdict
from registry.imports.table import Table, Unreadable
from registry.web import listing
from registry.web.access import CARERS, centre, pages, person, takes, team
from registry.web.listing import Listing, Shape, Wish
from registry.web.old_list_choices import FIELD_NAMES, LEFT_OUT, ROWS_ARE, ListForm, list_form
from registry.web.old_list_words import groups, unreadable

MOST_SENT = 16 * 1024 * 1024
"""A list that comes back with a form is larger than its file."""
MOST_SHOWN = 1000
"""So many faults stand on a page; who has more mends those first."""

CHOSEN = {"before_opening", "not_held", "counted"}
"""Faults that somebody who was there can set aside."""


@pages.get("/team/oude-lijsten")
@team(*CARERS)
def old_lists() -> ResponseReturnValue:
    """Show which lists were counted in, and take a new one."""
    return _start()


@pages.post("/team/oude-lijsten")
@team(*CARERS)
@takes(MOST_SENT)
def look_at_list() -> ResponseReturnValue:
    """Show what would become of a list; where that was looked at, count it in."""
    try:
        sent = _table()
    except Unreadable as fault:
        return _start(unreadable(fault.code))
    if sent is None:
        return _start(_("Kies eerst een bestand."))
    form = list_form(
        centre_id=centre().id, table=sent, sent=request.form, opened_on=centre().opened_on
    )
    if form.choices is None:
        return _preview(form, None)
    if request.form.get("deed") == "zet":
        return _count_in(sent, form.choices)
    at = clock.now()
    found = services.look(centre_id=centre().id, table=sent, choices=form.choices, at=at)
    return _preview(form, found)


@pages.post("/team/oude-lijsten/<uuid:import_id>/terug")
@team(*CARERS)
def take_back_list(import_id: uuid.UUID) -> ResponseReturnValue:
    """Take a whole list back."""
    try:
        people = services.take_back(
            centre_id=centre().id, import_id=import_id, at=clock.now(), by=person().account_id
        )
    except services.UnknownImport:
        abort(404)
    except services.CannotTakeBack:
        flash(_("Deze lijst kan niet meer in één keer terug. Er is niets gewijzigd."))
    else:
        flash(
            ngettext(
                "De lijst is teruggenomen: %(many)s mens telt niet meer mee.",
                "De lijst is teruggenomen: %(many)s mensen tellen niet meer mee.",
                people,
                many=words.number(people),
            )
        )
    return fragments.go(_wish().here())


def _table() -> Table | None:
    """Return the list that came back with its form, or that of a file; None for neither."""
    if packed := request.form.get("lijst"):
        return table.unpack(packed)
    file = request.files.get("bestand")
    if file is None or not file.filename:
        return None
    return files.read(file.stream.read(table.MOST_BYTES + 1))


def _count_in(sent: Table, choices: Choices) -> ResponseReturnValue:
    done = services.count_in(
        centre_id=centre().id,
        table=sent,
        choices=choices,
        import_id=uuid.uuid4(),
        at=clock.now(),
        by=person().account_id,
    )
    if done.import_id is None:
        flash(_("Er is niets nieuws geteld: alles wat goed is, stond er al."))
        return fragments.go(url_for("web.old_lists"))
    rows, people = len(done.verdict.takes), done.verdict.people
    said = ngettext("%(many)s regel erbij", "%(many)s regels erbij", rows, many=words.number(rows))
    who = ngettext("%(many)s mens", "%(many)s mensen", people, many=words.number(people))
    flash(f"{said}: {who}.")
    return fragments.go(url_for("web.old_lists", net=done.import_id))


def _start(error: str = "") -> Response:
    at = clock.now()
    return fragments.page(
        "registry/oude-lijsten.html",
        status=422 if error else 200,
        error=error,
        found=_found(),
        oldest=at - services.TAKE_BACK,
        fresh=request.args.get("net", ""),
        most_megabytes=table.MOST_BYTES // (1024 * 1024),
        most_rows=table.MOST_ROWS,
    )


def _wish() -> Wish:
    shape = Shape(
        endpoint="web.old_lists",
        orders=(
            listing.by_day("ingelezen", _("Ingelezen")),
            listing.by_day("begin", _("Eerste dag")),
            listing.by_number("mensen", _("Mensen")),
        ),
        tall=True,
    )
    return Wish.read(shape, request.args)


def _found() -> Listing[ImportView]:
    """Return the page of lists that was asked for."""
    wish, here = _wish(), centre().id
    return listing.fetched(
        wish,
        total=queries.count_imports(centre_id=here),
        rows=lambda first, most: queries.imports(
            centre_id=here,
            order=wish.order.key,
            falling=wish.falling,
            first=first,
            most=most,
        ),
    )


def _preview(form: ListForm, verdict: Verdict | None) -> Response:
    return fragments.page(
        "registry/oude-lijst.html",
        status=422 if form.errors else 200,
        form=form,
        field_names=FIELD_NAMES,
        rows_are=ROWS_ARE,
        left_out=LEFT_OUT,
        offers=activities.activities(centre_id=centre().id, archived=True),
        packed=table.pack(form.table),
        opened_on=centre().opened_on,
        verdict=verdict,
        **_faults(verdict),
    )


def _faults(verdict: Verdict | None) -> dict[str, Any]:
    """Return the faults as they are told, and what they let one choose."""
    faults = () if verdict is None else verdict.faults
    codes = {fault.code for fault in faults}
    return {
        "groups": groups(faults[:MOST_SHOWN]),
        "more_faults": max(0, len(faults) - MOST_SHOWN),
        "codes": codes,
        "may_choose": bool(codes & CHOSEN),
    }
