"""What a list says by itself: which column is which, what one row is, whom a name means."""

from __future__ import annotations

import uuid

import pytest

from registry.imports import columns, files, lines
from registry.imports.columns import MEETING, VISITOR
from registry.imports.lines import Matching
from registry.imports.names import Meant, fold, meant

TITLES = {uuid.UUID(int=n): title for n, title in enumerate(
    ("Open inloop", "Taalles", "Koffie-ochtend", "Samen eten"), 1)}  # fmt: skip


def guessed(text: str) -> dict[str, int]:
    """Return the columns that a CSV is taken to have."""
    return columns.guess(files.read(text.encode()), set(TITLES.values()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Datum;Activiteit;Aantal\n3-11-2025;x;2\n", {"day": 0, "activity": 1, "people": 2}),
        ("aantal bezoekers;Wat;DATUM\n2;x;3-11-2025\n", {"day": 2, "activity": 1, "people": 0}),
        (
            "Dag;Naam;Leeftijd;Activiteit;Rol;Begintijd\n3-11-2025;Jan;71;Taalles;helpt;9.30\n",
            {"day": 0, "activity": 3, "role": 4, "wall": 5},
        ),
        ("Naam;Leeftijd;Wanneer\nJan;71;3-11-2025\n", {"day": 2}),
        ("3-11-2025;Taalles;12\n4-11-2025;Open inloop;7\n", {"day": 0, "activity": 1, "people": 2}),
        ("Kolom;Kop\nTaalles;3-11-2025\nOpen inloop;4-11-2025\n", {"day": 1, "activity": 0}),
        ("Datum;Datum van inschrijving\n3-11-2025;1-1-2024\n", {"day": 0}),
        ("Datum;Aantal\nx;veel\n", {}),
    ],
)
def test_columns_are_known_by_their_header_and_what_they_hold(
    text: str, found: dict[str, int]
) -> None:
    assert guessed(text) == found


def test_names_of_people_are_never_taken_for_activities() -> None:
    assert guessed("Datum;Naam bezoeker\n3-11-2025;Jan Taal\n") == {"day": 0}


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("Datum;Activiteit;Aantal\n3-11-2025;x;2\n4-11-2025;x;2\n", MEETING),
        ("Datum;Activiteit\n3-11-2025;x\n4-11-2025;x\n", VISITOR),
        ("Datum;Activiteit;Aantal\n3-11-2025;x;1\n3-11-2025;x;1\n3-11-2025;x;1\n", VISITOR),
    ],
)
def test_a_row_is_a_meeting_or_a_visitor(text: str, is_: str) -> None:
    table = files.read(text.encode())
    assert columns.rows_are(table, columns.guess(table, ())) == is_


@pytest.mark.parametrize(
    ("name", "title", "sure"),
    [
        ("open INLOOP", "Open inloop", True),
        ("Koffie ochtend", "Koffie-ochtend", True),
        ("taalles", "Taalles", True),
        ("Taal les", "Taalles", False),
        ("Samen ete", "Samen eten", False),
        ("Bingo", None, False),
        ("", None, False),
    ],
)
def test_a_name_means_the_activity_that_is_called_so_or_nearly(
    name: str, title: str | None, sure: bool
) -> None:
    key = next((key for key, known in TITLES.items() if known == title), None)
    assert meant(name, TITLES) == Meant(key, sure)


def test_a_name_that_could_mean_two_means_none() -> None:
    two = {uuid.UUID(int=1): "Taalles A", uuid.UUID(int=2): "Taalles B"}
    assert meant("Taalles", two) == Meant(None)
    same = {uuid.UUID(int=1): "Taalles", uuid.UUID(int=2): "taalles"}
    assert meant("Taalles", same) == Meant(None)


def test_folding_leaves_letters_and_digits() -> None:
    assert fold(" Café–avond! (2x) ") == "cafe avond 2x"


def test_equal_rows_of_visitors_all_count_and_of_meetings_the_first() -> None:
    table = files.read(b"Datum;Activiteit;Aantal\n" + b"3-11-2025;x;2\n" * 3)
    matched = {"day": 0, "activity": 1, "people": 2}
    visitors = lines.read(table, Matching(matched, VISITOR))
    assert [line.times for line in visitors.lines] == [0, 1, 2]
    assert len({line.key(uuid.UUID(int=1), 0) for line in visitors.lines}) == 3
    meetings = lines.read(table, Matching(matched, MEETING))
    assert [line.number for line in meetings.lines] == [2]
    assert [(one.number, one.code, one.other) for one in meetings.faults] == [
        (3, "double", 2),
        (4, "double", 2),
    ]


def test_a_row_of_nobody_is_no_fault_and_counts_nobody() -> None:
    read = lines.read(
        files.read(b"Datum;Activiteit;Aantal\n3-11-2025;x;0\n"),
        Matching({"day": 0, "activity": 1, "people": 2}),
    )
    assert (read.nobody, read.lines, read.faults) == (1, [], [])


def test_the_key_of_a_row_follows_from_what_it_says_and_from_the_centre() -> None:
    one, other = uuid.UUID(int=1), uuid.UUID(int=2)
    table = files.read(b"Datum;Activiteit;Aantal\n3-11-2025;Taalles;2\n4-11-2025;Taalles;2\n")
    first, second = lines.read(table, Matching({"day": 0, "activity": 1, "people": 2})).lines
    keys = {first.key(one, 0), first.key(other, 0), first.key(one, 1), second.key(one, 0)}
    assert len(keys) == 4
    shouted = files.read(b"Aantal;Datum;Activiteit\n2;3 november 2025;TAALLES\n")
    (same,) = lines.read(shouted, Matching({"people": 0, "day": 1, "activity": 2})).lines
    assert same.key(one, 0) == first.key(one, 0)
