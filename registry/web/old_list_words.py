"""What the pages of old lists say: why a file is no list, and why a row can't count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from registry import words
from registry.imports.lines import Fault
from registry.imports.table import MOST_BYTES, MOST_ROWS
from registry.imports.values import MOST_PEOPLE


@dataclass(frozen=True, slots=True)
class Told:
    """A row that can't count: its number, what stands there, and why not where each has its own
    reason ("" where the group says it); `day` leads to a page.
    """

    number: int
    said: str
    reason: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that can't count for one reason, and what to do about it."""

    code: str
    reason: str
    rows: tuple[Told, ...]


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


def groups(faults: Iterable[Fault]) -> list[Group]:
    """Return the rows that can't count by reason, most first."""
    cells, heads = _cells(), _heads()
    found: dict[str, tuple[Told, ...]] = {}
    for fault in faults:
        said = Told(fault.number, fault.said) if fault.code in cells else _placed(fault)
        found[fault.code] = (*found.get(fault.code, ()), said)
    made = [Group(code, {**cells, **heads}[code], rows) for code, rows in found.items()]
    return sorted(made, key=lambda group: -len(group.rows))


def _placed(fault: Fault) -> Told:
    """Tell of a row that reads well and has no place in the programme or the calendar."""
    day = fault.day.isoformat() if fault.code == "counted" and fault.day else ""
    return Told(fault.number, "", _programme(fault)[fault.code], day)


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


def _heads() -> dict[str, str]:
    return {
        "double": _("Deze regel staat er al. Waren het twee groepen? Tel ze dan op."),
        "future": _("Deze dag moet nog komen."),
        "before_opening": _("Dit is vóór de eerste dag van het centrum."),
        "closed": _("Het centrum was die dag dicht."),
        "called_off": _("De activiteit ging die dag niet door."),
        "moved": _("De activiteit was verplaatst naar een andere dag."),
        "not_held": _("De activiteit stond die dag niet in het programma."),
        "counted": _("Er zijn die dag al mensen geteld. Zo telt niemand dubbel."),
    }


def _programme(fault: Fault) -> dict[str, str]:
    title = fault.said
    day = "" if fault.day is None else words.short_day(fault.day)
    return {
        "double": _("Dezelfde als regel %(other)s", other=fault.other),
        "future": day,
        "before_opening": day,
        "closed": day,
        "called_off": _("%(title)s, %(day)s", title=title, day=day),
        "moved": _("%(title)s, naar %(day)s", title=title, day=day),
        "not_held": _("%(title)s, %(day)s", title=title, day=day),
        "counted": ngettext(
            "%(title)s, %(day)s: al %(num)d mens",
            "%(title)s, %(day)s: al %(num)d mensen",
            fault.other,
            title=title,
            day=day,
        ),
    }
