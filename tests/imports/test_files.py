"""Files as people have them: every way to save a CSV, workbooks, and what is no list at all."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from registry.imports import files, table, workbook
from registry.imports.table import Table, Unreadable

HEADER = ("Datum", "Activiteit", "Aantal")
ROWS = ((2, ("3-11-2025", "Café", "12")), (3, ("4-11-2025", "Zing, en; dans", "7")))

SHEET, WORDS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def a_csv(delimiter: str = ";", encoding: str = "utf-8", line: str = "\r\n") -> bytes:
    """Return the list of above as a CSV."""
    rows = [HEADER, *(cells for _, cells in ROWS)]
    return line.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)


def a_book(*rows: tuple[object, ...], title: str = "Blad1") -> Workbook:
    """Return a workbook with rows on its first sheet."""
    book = Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as its file."""
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def refusal(content: bytes) -> str:
    """Return why a file is no list."""
    with pytest.raises(Unreadable) as found:
        files.read(content)
    return found.value.code


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line", ["\r\n", "\n", "\r"])
def test_a_csv_is_read_however_it_was_saved(delimiter: str, encoding: str, line: str) -> None:
    assert files.read(a_csv(delimiter, encoding, line)) == Table(HEADER, ROWS)


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    content = b"sep=,\r\n" + a_csv(",")
    assert files.read(content) == Table(HEADER, ROWS)


def test_rows_keep_their_number_below_a_title_and_between_empty_rows() -> None:
    content = b"Presentielijst De Linde\n\nDatum;Activiteit;Aantal\n;;\n3-11-2025;Taalles;2\n;;\n"
    assert files.read(content) == Table(HEADER, ((5, ("3-11-2025", "Taalles", "2")),))


def test_a_list_without_a_header_begins_with_its_first_row() -> None:
    read = files.read(b"3-11-2025;Taalles;2\n4-11-2025;Taalles;3\n")
    assert read.header == ("", "", "")
    assert [number for number, _ in read.rows] == [1, 2]


def test_a_workbook_gives_days_times_and_numbers_as_text() -> None:
    when = datetime(2025, 11, 3, 10, 30)  # noqa: DTZ001  # a cell of Excel has no zone
    book = a_book(
        ("Datum", "Tijd", "Aantal"),
        (date(2025, 11, 3), time(10, 30), 12),
        (when, "10.30", 2.5),
        (45964, None, True),
    )
    assert files.read(saved(book)).rows == (
        (2, ("2025-11-03", "10:30", "12")),
        (3, ("2025-11-03 10:30", "10.30", "2,5")),
        (4, ("45964", "", "True")),
    )


def test_the_first_filled_sheet_that_shows_is_read_and_the_others_are_told() -> None:
    book = a_book(title="Leeg")
    hidden = book.create_sheet("Verborgen")
    hidden.append(("Datum", "Naam"))
    hidden.sheet_state = "hidden"
    for title in ("November", "December"):
        book.create_sheet(title).append(HEADER)
        book[title].append(("3-11-2025", title, 1))
    read = files.read(saved(book))
    assert read.rows == ((2, ("3-11-2025", "November", "1")),)
    assert read.left_out == ("Leeg", "December")


def test_of_a_formula_the_outcome_counts_and_one_without_is_told() -> None:
    content = saved(a_book(HEADER, ("3-11-2025", "Taalles", "=1+1")))
    assert files.read(content).rows[0][1][2] == "="
    parts = parts_of(content)
    assert parts[SHEET].count(b"<v></v>") == 1
    parts[SHEET] = parts[SHEET].replace(b"<v></v>", b"<v>2</v>")
    assert files.read(zipped(parts)).rows[0][1][2] == "2"


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return parts as a zip file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def parts_of_a_book() -> dict[str, bytes]:
    """Return the parts of a workbook as Excel saves it: its words in a part of their own."""
    parts = parts_of(saved(a_book(HEADER, ("3-11-2025", "Taalles", 1))))
    words: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        words.append(found[1])
        return b't="s"><v>%d</v>' % (len(words) - 1)

    parts[SHEET] = re.sub(rb't="inlineStr"><is><t>(.*?)</t></is>', shared, parts[SHEET])
    listed = b"".join(b"<si><t>%s</t></si>" % word for word in words)
    parts[WORDS] = b'<sst xmlns="%s">%s</sst>' % (MAIN, listed)
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    told = (
        b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>' % WORDS.encode()
    )
    parts[types] = parts[types].replace(b"</Types>", told)
    told = b'<Relationship Id="rId99" Type="%s" Target="sharedStrings.xml"/></Relationships>' % REL
    parts[rels] = parts[rels].replace(b"</Relationships>", told)
    return parts


def test_a_workbook_with_its_words_apart_is_read() -> None:
    read = files.read(zipped(parts_of_a_book()))
    assert read == Table(HEADER, ((2, ("3-11-2025", "Taalles", "1")),))


def test_a_stray_cell_far_below_and_far_right_costs_nothing() -> None:
    book = a_book(HEADER, ("3-11-2025", "Taalles", 1))
    assert book.active is not None
    book.active.cell(1_000_000, 16_000, "x")
    assert len(files.read(saved(book)).rows) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"Datum;Aantal\r\n", "no_rows"),
        (b"\0\1\2 nothing", "no_table"),
        (b"%PDF-1.7", "no_table"),
        (b"\xff\xfea", "no_table"),
        (b"a;\x81\x8d\x8f;b\n1;2;3\n", "no_table"),
        (b"PK\x03\x04 torn", "broken"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "open_document"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "old_excel"),
        (b'a;"' + b"x" * 200_000, "broken"),
        (b"x" * (table.MOST_BYTES + 1), "too_big"),
        (b"1;2\n" * (table.MOST_ROWS + 100), "too_many_rows"),
        (b"kop;kop\n" + b"1;2\n" * (table.MOST_ROWS + 1), "too_many_rows"),
        (zipped({"word/document.xml": b"<w/>"}), "no_table"),
        (zipped({"xl/workbook.xml": b"<torn"}), "broken"),
    ],
)
def test_what_is_no_list_says_why(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_workbook_with_too_many_rows_is_refused() -> None:
    rows = [("3-11-2025", "Taalles", number) for number in range(table.MOST_ROWS + 60)]
    assert refusal(saved(a_book(HEADER, *rows))) == "too_many_rows"


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    parts = parts_of_a_book()
    parts["xl/media/bomb.bin"] = bytes(workbook.MOST_UNPACKED)
    content = zipped(parts)
    assert len(content) < 100_000
    assert refusal(content) == "too_big"


def test_a_part_that_lies_about_its_size_gives_no_byte_more() -> None:
    parts = parts_of_a_book()
    parts[WORDS] = parts[WORDS].replace(b"<sst", b"<sst " + b" " * 1_000_000, 1)
    content = zipped(parts)
    assert files.read(content).rows
    real = len(parts[WORDS]).to_bytes(4, "little")
    assert content.count(real) == 2
    assert refusal(content.replace(real, (2000).to_bytes(4, "little"))) == "broken"


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    parts = parts_of_a_book() | {f"x{n}": b"" for n in range(workbook.MOST_PARTS)}
    assert refusal(zipped(parts)) == "too_big"


@pytest.mark.parametrize("part", ["xl/workbook.xml", WORDS, SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("outside", [False, True])
def test_entities_are_never_unfolded(part: str, outside: bool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("9 geheim", encoding="utf-8")
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    entities = f'<!ENTITY b0 "{"x" * 100}">{entities}'
    if outside:
        entities = f'<!ENTITY b8 SYSTEM "{secret.as_uri()}">'
    parts = parts_of_a_book()
    begin = b'<?xml version="1.0"?><!DOCTYPE x [' + entities.encode() + b"]>"
    body = parts[part].partition(b"?>")[2] if parts[part].startswith(b"<?xml") else parts[part]
    parts[part] = begin + body.replace(b"Taalles", b"&b8;").replace(b"Blad1", b"&b8;")
    told = ""
    with suppress(Unreadable):
        told = str(files.read(zipped(parts)))
    assert "geheim" not in told
    assert len(told) < 10_000


@pytest.mark.parametrize("part", [WORDS, SHEET])
def test_a_workbook_with_an_entity_of_its_own_is_refused(part: str) -> None:
    parts = parts_of_a_book()
    parts[part] = b'<!DOCTYPE x [<!ENTITY e "1">]>' + parts[part].replace(b"Taalles", b"&e;")
    assert refusal(zipped(parts)) == "broken"


def test_a_table_travels_and_comes_back_as_it_was() -> None:
    made = Table(HEADER, ROWS, ("December",))
    assert table.unpack(table.pack(made)) == made


@pytest.mark.parametrize("sign", ['"', "\\", "é", "👪"])
def test_every_table_that_is_read_is_small_enough_to_come_back(sign: str) -> None:
    read = 0
    for wide in (1, 10, 50, 100):
        raw = [["kop"] * 3, *[[sign * wide] * 3] * table.MOST_ROWS]
        with suppress(Unreadable):
            made = table.table_of(raw, 0)
            assert table.unpack(table.pack(made)) == made
            read += 1
    assert read > 0


@pytest.mark.parametrize(
    "told",
    [
        Table(HEADER, ((2, ("1", "2")),)),
        Table(HEADER, ()),
        Table(HEADER, (("2", ("1", "2", "3")),)),  # type: ignore[arg-type]
        Table(HEADER, ((2, ("1", "2", 3)),)),  # type: ignore[arg-type]
        Table(HEADER, ((0, ("1", "2", "3")),)),
    ],
)
def test_a_table_of_another_shape_does_not_come_back(told: Table) -> None:
    with pytest.raises(Unreadable):
        table.unpack(table.pack(told))


def test_what_was_packed_to_burst_does_not_come_back() -> None:
    made = Table(("x",), tuple((n, ("x" * 100,)) for n in range(1, 150_000)))
    with pytest.raises(Unreadable) as found:
        table.unpack(table.pack(made))
    assert found.value.code == "too_big"
