"""What of PDF/UA-1 (ISO 14289-1) can be read back from a file; each fault names its clause."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
INSIDE = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/Lbl": {"/LI"},
}
STANDARD = {
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/NonStruct"),
    *HEADINGS,
    *("/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody"),
    *("/TFoot", "/Span", "/Link", "/Figure"),
}
DRAWS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "BI"}


def faults(made: bytes) -> list[str]:
    """Return what is wrong with a PDF, a line each."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["7.1: no structure tree"]
        tree = list(walk(pdf.Root.StructTreeRoot.K, None))
        return [
            *_about_the_file(pdf),
            *_content(pdf, tree),
            *_structure(tree),
            *_figures(pdf, tree),
            *_headings(tree),
            *_tables(pdf, tree),
            *_fonts(pdf),
        ]


Element = tuple[Any, Any]
"""An element of the tree and the one above it."""


def walk(node: Any, above: Any) -> Iterator[Element]:
    """Yield the elements of a tree in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child, above)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node, above
        yield from walk(node.get("/K", pikepdf.Array()), node)


def _about_the_file(pdf: pikepdf.Pdf) -> list[str]:
    marks, views = pdf.Root.get("/MarkInfo", {}), pdf.Root.get("/ViewerPreferences", {})
    untabbed = [page for page in pdf.pages if page.get("/Annots") and page.get("/Tabs") != "/S"]
    with pdf.open_metadata() as metadata:
        wanted = {
            "7.1: not marked as tagged": bool(marks.get("/Marked", False)),
            "7.1: tags are suspects": not bool(marks.get("/Suspects", False)),
            "7.2: no language": bool(str(pdf.Root.get("/Lang", ""))),
            "7.1: viewers show its name, not its title": bool(views.get("/DisplayDocTitle", False)),
            "5: does not say that it is PDF/UA-1": metadata.get("pdfuaid:part") == "1",
            "7.1: no title in the metadata": bool(metadata.get("dc:title")),
            "7.1: no title": bool(str(pdf.docinfo.get("/Title", ""))),
            "7.16: encrypted": not pdf.is_encrypted,
            "7.18.3: tabs do not follow the structure": not untabbed,
        }
    return [fault for fault, fine in wanted.items() if not fine]


def _content(pdf: pikepdf.Pdf, tree: list[Element]) -> Iterator[str]:
    """All that is drawn is an artifact or is in the tree, once."""
    in_tree = Counter(
        (element.Pg.objgen, int(kid))
        for element, _ in tree
        for kid in _kids(element)
        if isinstance(kid, int)
    )
    drawn: Counter[Any] = Counter()
    for number, page in enumerate(pdf.pages, 1):
        tagged, untagged = _drawn(page)
        drawn.update((page.objgen, mark) for mark in tagged)
        yield from (f"7.1: {name} on page {number} has no tag" for name in untagged)
    for key in drawn - in_tree:
        yield f"7.1: content {key} stands in no element of the tree"
    for key in in_tree - drawn:
        yield f"7.1: the tree names content {key} that is not there"


def _drawn(page: pikepdf.Page) -> tuple[list[int], list[str]]:
    """Return the marks of a page's content, and what is drawn outside any mark or artifact."""
    deep, marks, untagged = 0, [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            deep += 1
            marks += [int(one["/MCID"]) for one in list(operands)[1:] if "/MCID" in one]
        elif name == "EMC":
            deep -= 1
        elif name in DRAWS and not deep:
            untagged.append(name)
    return marks, untagged


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _structure(tree: list[Element]) -> Iterator[str]:
    for element, above in tree:
        kind = str(element.S)
        if kind not in STANDARD:
            yield f"7.1: {kind} is no standard structure type"
        if kind in INSIDE and (above is None or str(above.S) not in INSIDE[kind]):
            clause = "7.6" if kind in ("/LI", "/LBody", "/Lbl") else "7.5"
            yield f"{clause}: {kind} stands in {None if above is None else above.S}"


def _figures(pdf: pikepdf.Pdf, tree: list[Element]) -> Iterator[str]:
    for element, _ in tree:
        if element.S != "/Figure":
            continue
        words = str(element.get("/Alt", "")).strip()
        if not words:
            yield "7.3: a figure without an alternative text"
        box = [float(edge) for edge in element.get("/A", {}).get("/BBox", [])]
        width, height = (float(side) for side in list(pikepdf.Page(element.Pg).mediabox)[2:])
        if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
            yield f"7.3: the figure {words!r} has no place"
        elif box[0] < -1 or box[1] < -1 or box[2] > width + 1 or box[3] > height + 1:
            yield f"7.3: the figure {words!r} stands outside its page"


def _headings(tree: list[Element]) -> Iterator[str]:
    levels = [int(str(element.S)[2:]) for element, _ in tree if str(element.S) in HEADINGS]
    if not levels:
        yield "7.4: no heading"
    elif levels[0] != 1:
        yield f"7.4.2: the first heading is H{levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"7.4.2: H{after} follows H{before}"


def _tables(pdf: pikepdf.Pdf, tree: list[Element]) -> Iterator[str]:
    headers = [element for element, _ in tree if element.S == "/TH"]
    named = {str(header.get("/ID", "")) for header in headers}
    found = pdf.Root.StructTreeRoot.get("/IDTree", {}).get("/Names", [])
    if {str(name) for name in list(found)[::2]} != named:
        yield "7.5: headers can't be found by their name"
    for header in headers:
        if str(header.get("/A", {}).get("/Scope")) not in ("/Row", "/Column"):
            yield "7.5: a header of a table without a scope"
    for table, _ in tree:
        if table.S == "/Table":
            yield from _table(table, named)


def _widths(rows: list[list[Any]]) -> Iterator[int]:
    """How many columns each row fills, those with it that reach down from rows above."""
    reaching: list[list[int]] = []
    for row in rows:
        spans = [cell.get("/A", {}) for cell in row]
        own = [[int(one.get("/RowSpan", 1)), int(one.get("/ColSpan", 1))] for one in spans]
        yield sum(columns for _, columns in reaching + own)
        reaching = [[down - 1, columns] for down, columns in reaching + own if down > 1]


def _table(table: Any, named: set[str]) -> Iterator[str]:
    rows = [row for row, _ in walk(table.K, table) if row.S == "/TR"]
    cells = [[cell for cell in row.K if cell.S in ("/TH", "/TD")] for row in rows]
    if len(widths := set(_widths(cells))) > 1:
        yield f"7.5: a table with rows of {sorted(widths)} cells"
    for cell in (cell for row in cells for cell in row if cell.S == "/TD"):
        headers = {str(name) for name in cell.get("/A", {}).get("/Headers", [])}
        if not headers or not headers <= named:
            yield "7.5: a cell without a header"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            name = str(font.BaseFont)
            for part in font.get("/DescendantFonts", [font]):
                descriptor = part.get("/FontDescriptor", {})
                if not {"/FontFile2", "/FontFile3", "/FontFile"} & set(descriptor.keys()):
                    yield f"7.21.4.1: {name} is not inside the file"
            if "/ToUnicode" not in font:
                yield f"7.21.7: letters of {name} can't be read"
