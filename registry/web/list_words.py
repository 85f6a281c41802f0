"""What the pages of old lists say: why a file is no list, and why a row can't count."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from registry import words
from registry.imports.lines import Fault
from registry.imports.table import MOST_BYTES, MOST_ROWS
from registry.imports.values import MOST_PEOPLE


@dataclass(frozen=True, slots=True)
class Told:
    """A row that can't count, as the page tells it: its number, what stands there, and why not."""

    number: int
    said: str
    reason: str
    day: str = ""


def unreadable(code: str) -> str:
    """Say what is wrong with a file, and what to do."""
    known = {
        "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        "too_big": _(
            "Dit bestand is te groot: hoogstens %(most)s MB. Knip de lijst in stukken, "
            "bijvoorbeeld per jaar.",
            most=MOST_BYTES // (1024 * 1024),
        ),
        "too_many_rows": _(
            "Deze lijst is te lang: hoogstens %(most)s regels. Knip de lijst in stukken, "
            "bijvoorbeeld per jaar.",
            most=words.number(MOST_ROWS),
        ),
        "old_excel": _(
            "Dit is een oud Excel-bestand, of er zit een wachtwoord op. Open het in Excel en "
            "bewaar het als .xlsx, zonder wachtwoord."
        ),
        "open_document": _(
            "Dit is een bestand van LibreOffice. Bewaar het daar als .xlsx of .csv."
        ),
        "no_table": _("Dit is geen lijst. Kies een bestand van Excel (.xlsx) of een .csv."),
        "broken": _(
            "Dit bestand is kapot. Open het in Excel, bewaar het opnieuw als .xlsx, en probeer het "
            "nog eens."
        ),
        "no_rows": _("Onder de koppen staan geen regels."),
    }
    return str(known[code])


def told(fault: Fault) -> Told:
    """Say why a row can't count."""
    reason = {**_cells(), **_programme(fault)}[fault.code]
    day = fault.day.isoformat() if fault.code == "counted" and fault.day else ""
    return Told(fault.number, fault.said, str(reason), day)


def _cells() -> dict[str, str]:
    write_it = _("Schrijf bijvoorbeeld 3-11-2025.")
    return {
        "day_empty": _("Er staat geen datum."),
        "day_unknown": _("Dit is geen datum die we kennen.") + f" {write_it}",
        "day_no_year": _("Het jaar ontbreekt.") + f" {write_it}",
        "day_none_such": _("Deze dag bestaat niet. Schrijf eerst de dag, dan de maand."),
        "day_other_weekday": _("De dag van de week klopt niet bij deze datum."),
        "people_empty": _("Er staat geen aantal."),
        "people_no_number": _("Dit is geen getal."),
        "people_negative": _("Een aantal kan niet onder nul zijn."),
        "people_part": _("Dit is geen heel getal."),
        "people_many": _("Dit is te veel: hoogstens %(most)s in één regel.", most=MOST_PEOPLE),
        "activity_empty": _("Er staat geen activiteit."),
        "activity_unknown": _("Deze activiteit kennen we niet. Kies bij Namen wat u bedoelt."),
        "role_unknown": _("Deze rol kennen we niet. Schrijf bezoeker, helpt of organiseert."),
        "time_unknown": _("Dit is geen tijd. Schrijf bijvoorbeeld 9.30."),
        "formula": _("Hier staat een formule zonder uitkomst. Schrijf de uitkomst zelf op."),
        "total": _("Dit is een totaal van andere regels."),
    }


def _programme(fault: Fault) -> dict[str, str]:
    title = fault.said
    day = "" if fault.day is None else words.short_day(fault.day)
    return {
        "double": _(
            "Dezelfde regel staat al op regel %(other)s. Waren het twee groepen? Tel ze dan op.",
            other=fault.other,
        ),
        "future": _("Deze dag moet nog komen: %(day)s.", day=day),
        "before_opening": _("Dit is vóór de eerste dag van het centrum: %(day)s.", day=day),
        "closed": _("Het centrum was die dag dicht."),
        "called_off": _("%(title)s ging die dag niet door.", title=title),
        "moved": _("%(title)s was verplaatst naar %(day)s.", title=title, day=day),
        "not_held": _("%(title)s stond op %(day)s niet in het programma.", title=title, day=day),
        "counted": _(
            "Op %(day)s zijn bij %(title)s al %(other)s mensen geteld.",
            day=day,
            title=title,
            other=fault.other,
        ),
    }
