"""Hands out a sheet to take along: on paper, its annex, its figures as JSON, CSV or a workbook."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock
from registry.sheets import services as sheets
from registry.web import papers
from registry.web.access import person
from registry.web.installation import public_url, theory_of_change

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of files with figures only."""

KIND = f"<any({', '.join(('pdf', *TYPES))}):kind>"
"""How the address of a file ends."""

ANNEX = "bijlage.pdf"
"""How the address of the annex ends: it is a paper beside the sheet."""

OF_ANNEX = {"kind": "annex"}
"""What its address stands for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Of which sheet a file is: a centre's or (None) the joint one, the period, the file's name."""

    centre_id: uuid.UUID | None
    period: str
    name: str

    def recorded(self, body: bytes, kind: str) -> bytes:
        """Put on the record that a file was made to take along, and return it."""
        sheets.record_download(
            centre_id=self.centre_id,
            period=self.period,
            kind=kind,
            at=clock.now(),
            by=person().account_id,
        )
        return body


def hand_out(
    sheet: sheets.Current, kind: str, *, taken: Taken, instead: str
) -> ResponseReturnValue:
    """Send a file of a sheet, on the record; where no PDF can be made, lead to `instead`."""
    if kind in TYPES:
        return Response(
            taken.recorded(sheet.as_file(kind, public_url()), kind),
            mimetype=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{taken.name}.{kind}"'},
        )
    annex = kind == OF_ANNEX["kind"]
    try:
        return papers.hand_out(
            lambda: taken.recorded(_annex(sheet) if annex else sheet.pdf(public_url()), kind),
            name=f"{taken.name}-{ANNEX}" if annex else f"{taken.name}.{kind}",
            instead=instead,
            disposition="attachment",
        )
    except sheets.OtherTheory:
        flash(
            _(
                "Van dit blad is geen bijlage bewaard, en de theorie is sindsdien veranderd. Een"
                " bijlage van nu klopt niet met het blad. Download de cijfers als Excel."
            )
        )
        return redirect(instead)


def _annex(sheet: sheets.Current) -> bytes:
    return sheets.annex(sheet=sheet, theory=theory_of_change(), public_url=public_url())
