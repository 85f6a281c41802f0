"""The form beside an old list: which column says what, what its names mean, what may count."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from registry.imports import lines
from registry.imports.columns import FIELDS, MEETING, VISITOR
from registry.imports.lines import Matching
from registry.imports.names import MOST_NAMES, meant
from registry.imports.services import FIRST_DAY, Choices, proposed, titles_at
from registry.imports.table import Table

LEFT_OUT = "weg"
"""What stands for an activity whose rows are left out."""
SAMPLES = 2
FIELD_NAMES: Mapping[str, object] = {
    "day": _l("Datum"),
    "activity": _l("Activiteit"),
    "people": _l("Aantal"),
    "role": _l("Rol"),
    "wall": _l("Tijd"),
}
ROWS_ARE: Mapping[str, object] = {
    MEETING: _l("Eén bijeenkomst, met hoeveel er waren"),
    VISITOR: _l("Eén bezoeker"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the list: how it is sent, on how many rows it stands, what it means ("" unknown).

    `sure` where the activity is called exactly so, and nobody chose another.
    """

    key: str
    written: str
    rows: int
    means: str
    sure: bool


@dataclass(slots=True)
class ListForm:
    """What was chosen, as the page shows it; `errors` by the name of the field.

    `written` are the names in the list: folded, as they stand there, on how many rows. `choices`
    is None while something that has to be chosen is not.
    """

    table: Table
    columns: dict[str, int]
    rows_are: str
    only: str
    since: date
    unplanned: bool
    counted: bool
    written: list[tuple[str, str, int]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    choices: Choices | None = None

    def column_choices(self) -> list[tuple[str, str]]:
        """Return each column as one can choose it, with what stands in its first rows."""
        filled = (
            place
            for place, header in enumerate(self.table.header)
            if header or any(self.table.column(place))
        )
        return [(str(place), self._called(place)) for place in filled]

    def hidden(self) -> list[tuple[str, str]]:
        """Return the choices as the fields that send them once more."""
        told = [(f"kolom_{name}", str(self.columns.get(name, ""))) for name in FIELDS]
        told += [("rij", self.rows_are), ("alles", self.only), ("sinds", self.since.isoformat())]
        told += [("ongepland", "ja")] * self.unplanned + [("geteld", "ja")] * self.counted
        return told + [(name.key, name.means) for name in self.names]

    def _called(self, place: int) -> str:
        header = self.table.header[place] or _("Kolom %(letter)s", letter=letter(place))
        seen = list(dict.fromkeys(cell for cell in self.table.column(place) if cell))[:SAMPLES]
        return f"{header}: {', '.join(one[:24] for one in seen)}" if seen else header


def letter(place: int) -> str:
    """Return what a spreadsheet calls a column: A for 0, AA for 26."""
    before, last = divmod(place, 26)
    return ("" if before == 0 else chr(64 + before)) + chr(65 + last)


def name_key(folded: str) -> str:
    """Return the name of the field in which it is chosen what a name means."""
    return f"naam_{hashlib.sha256(folded.encode()).hexdigest()[:12]}"


def list_form(
    *, centre_id: uuid.UUID, table: Table, sent: MultiDict[str, str], opened_on: date
) -> ListForm:
    """Return the form as it was sent; of a list that has just come, with what is proposed."""
    first = proposed(centre_id=centre_id, table=table, since=opened_on)
    come = "rij" not in sent
    columns = dict(first.matching.columns) if come else _columns(table, sent)
    rows_are = first.matching.rows_are if come else sent["rij"]
    if "people" not in columns or rows_are not in ROWS_ARE:
        rows_are = VISITOR
    form = ListForm(
        table=table,
        columns=columns,
        rows_are=rows_are,
        only="" if "activity" in columns else sent.get("alles", ""),
        since=_since(sent, opened_on),
        unplanned="ongepland" in sent,
        counted="geteld" in sent,
    )
    titles = titles_at(centre_id)
    form.written = list(lines.names_in(table, Matching(columns)))
    if len(form.written) <= MOST_NAMES:
        form.names = _names(form, titles, sent)
    form.errors = _errors(form, titles)
    if not form.errors:
        form.choices = _chosen(form)
    return form


def _columns(table: Table, sent: MultiDict[str, str]) -> dict[str, int]:
    places = range(len(table.header))
    found = {name: sent.get(f"kolom_{name}", "") for name in FIELDS}
    return {
        name: int(place)
        for name, place in found.items()
        if place.isdecimal() and place.isascii() and int(place) in places
    }


def _since(sent: MultiDict[str, str], opened_on: date) -> date:
    """Return the first day of the centre: as it is known, or an earlier one that was written."""
    try:
        written = date.fromisoformat(sent.get("sinds", ""))
    except ValueError:
        return opened_on
    return min(opened_on, max(written, FIRST_DAY))


def _names(
    form: ListForm, titles: Mapping[uuid.UUID, str], sent: MultiDict[str, str]
) -> list[Name]:
    """Return the names in the list, those that are not known first."""
    known = {str(key) for key in titles} | {LEFT_OUT, ""}
    names = []
    for folded, written, rows in form.written:
        key, guess = name_key(folded), meant(written, titles)
        means = str(guess.activity_id or "")
        chosen = sent.get(key, means)
        chosen = chosen if chosen in known else ""
        names.append(Name(key, written, rows, chosen, sure=guess.sure and chosen == means))
    return sorted(names, key=lambda name: (name.sure, bool(name.means)))


def _errors(form: ListForm, titles: Mapping[uuid.UUID, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    taken: dict[int, str] = {}
    for name in FIELDS:
        place = form.columns.get(name)
        if place is None:
            continue
        if place in taken:
            other = str(FIELD_NAMES[taken[place]]).lower()
            errors[f"kolom_{name}"] = _("Deze kolom koos u al voor %(other)s.", other=other)
        taken.setdefault(place, name)
    if "day" not in form.columns:
        errors["kolom_day"] = _("Kies de kolom met de datum.")
    if "activity" not in form.columns and form.only not in map(str, titles):
        errors["alles"] = _("Kies een kolom bij Activiteit, of de activiteit van alle regels.")
    if len(form.written) > MOST_NAMES:
        errors["kolom_activity"] = _(
            "In deze kolom staan %(names)s verschillende namen. Kies de kolom met de activiteit.",
            names=len(form.written),
        )
    return errors


def _chosen(form: ListForm) -> Choices:
    by_key = {name.key: name.means for name in form.names}
    means = {folded: by_key[name_key(folded)] for folded, _, _ in form.written}
    names = {
        folded: None if one == LEFT_OUT else uuid.UUID(one) for folded, one in means.items() if one
    }
    only = uuid.UUID(form.only) if form.only else None
    return Choices(
        matching=Matching(form.columns, form.rows_are, only),
        names=names,
        since=form.since,
        unplanned=form.unplanned,
        counted=form.counted,
    )
