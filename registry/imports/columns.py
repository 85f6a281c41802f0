"""Which column of a list says what: guessed from its header and from what stands in it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from registry.imports import values
from registry.imports.names import fold
from registry.imports.table import TITLE_ROWS, Raw, Table
from registry.imports.values import Misread

FIELDS = ("day", "activity", "people", "role", "wall")
"""What a column can say, in the order in which a page asks for it."""
MEETING, VISITOR = "meeting", "visitor"
"""What one row is: a bijeenkomst with how many came, or somebody who came."""

HEADERS: Mapping[str, Collection[str]] = {
    "day": ("datum", "dag", "date", "wanneer", "bezoekdatum", "datum bezoek", "datum activiteit"),
    "activity": (
        "activiteit", "activiteiten", "naam activiteit", "bijeenkomst", "onderdeel", "programma",
        "programmaonderdeel", "cursus", "les", "wat", "soort activiteit", "welke activiteit",
    ),
    "people": (
        "aantal", "aantallen", "aantal deelnemers", "aantal bezoekers", "aantal personen",
        "aantal mensen", "deelnemers", "bezoekers", "personen", "mensen", "opkomst", "turf",
        "hoeveel", "totaal", "totaal aantal", "aanwezig", "aantal aanwezig", "aantal aanwezigen",
    ),
    "role": ("rol", "functie", "rol bezoeker", "als", "taak", "soort bezoeker"),
    "wall": ("tijd", "tijdstip", "begintijd", "starttijd", "aanvang", "begin",
             "van", "uur", "hoe laat"),
}  # fmt: skip
"""What such a column is called, without capitals."""
SAMPLE = 200
"""So many rows tell what a column holds."""
EXACT, WORD, HOLDS, BARE = 3.0, 1.5, 2.0, 0.5
"""How much it counts that a header is such a word, has it in it, that the cells read so, and that
there is no header to say anything else."""
ENOUGH = 0.5
SHORT = 3
"""Words of so few letters ("van", "wat") say little among others."""
SAME_ROWS = 0.2
"""From this share of equal rows on a list is taken to have a row for each visitor."""

_READERS: Mapping[str, Callable[[str], object]] = {
    "day": values.read_day,
    "people": values.read_people,
    "role": values.read_role,
    "wall": values.read_wall,
}


def header_row(raw: Raw) -> int | None:
    """Return where the header stands, from 0; None where the list begins with its rows."""
    tops = [[fold(cell) for cell in cells] for cells in raw[:TITLE_ROWS]]
    found = [sum(_is_header(cell) for cell in cells) for cells in tops]
    if found and max(found) > 1:
        return found.index(max(found))
    first = next((place for place, cells in enumerate(tops) if any(cells)), None)
    if first is None or any(_reads("day", cell) for cell in raw[first]):
        return None
    return first


def _is_header(cell: str) -> bool:
    return any(cell in known for known in HEADERS.values())


def guess(table: Table, titles: Collection[str]) -> dict[str, int]:
    """Return the column of each field for which there is one; `titles` are the activities'."""
    called = {fold(title) for title in titles}
    scores = {
        (field, place): _score(field, table, place, called)
        for field in FIELDS
        for place in range(len(table.header))
    }
    found: dict[str, int] = {}
    for (field, place), score in sorted(scores.items(), key=lambda one: -one[1]):
        if score > 0 and field not in found and place not in found.values():
            found[field] = place
    return found


def _score(field: str, table: Table, place: int, titles: Collection[str]) -> float:
    """Say how likely a column is a field's; what a header says has to be borne out by the cells.

    A day is known by its cells alone, an activity by its header alone.
    """
    header = fold(table.header[place])
    words = any(word in HEADERS[field] for word in header.split() if len(word) > SHORT)
    named = EXACT if header in HEADERS[field] else WORD * words + BARE * (not header)
    cells = [cell for cell in table.column(place)[:SAMPLE] if cell]
    held = _share(field, cells, titles)
    if field == "activity":
        return named + HOLDS * held if held >= ENOUGH or named >= WORD else 0
    return named + HOLDS * held if held >= ENOUGH and (named or field == "day") else 0


def _share(field: str, cells: Sequence[str], titles: Collection[str]) -> float:
    if not cells:
        return 0
    if field == "activity":
        return sum(fold(cell) in titles for cell in cells) / len(cells)
    return sum(_reads(field, cell) for cell in cells) / len(cells)


def _reads(field: str, cell: str) -> bool:
    try:
        _READERS[field](cell)
    except Misread:
        return False
    return bool(cell)


def rows_are(table: Table, columns: Mapping[str, int]) -> str:
    """Return what one row is: without numbers, or with many equal rows, a visitor."""
    if "people" not in columns:
        return VISITOR
    told = Counter(tuple(cells[place] for place in columns.values()) for _, cells in table.rows)
    again = sum(times - 1 for times in told.values())
    return VISITOR if again / len(table.rows) >= SAME_ROWS else MEETING
