"""Completes the tags of a PDF where WeasyPrint leaves something out that PDF/UA-1 asks for.

The foot of a page is read aloud at the end of that page, each header of a table says what it heads
and can be found by its name, and a figure says where on the paper it stands.
"""

from __future__ import annotations

from typing import Any

POINTS_A_PIXEL = 0.75


def complete(_document: object, pdf: Any) -> None:
    """Complete the tags of a document that is not written yet (a WeasyPrint `finisher`)."""
    known: dict[bytes, Any] = {one.reference: one for one in pdf.objects}
    elements = {
        key: one
        for key, one in known.items()
        if isinstance(one, dict) and one.get("Type") == "/StructElem"
    }
    root = known[pdf.catalog["StructTreeRoot"]]
    _read_feet(known[root["K"][0]], elements)
    _find_headers(root, elements, pdf)
    for element in elements.values():
        if element["S"] == "/Figure":
            _place(element, known[element["Pg"]])


def _read_feet(whole: Any, elements: dict[bytes, Any]) -> None:
    """Read what stands in the margins of a page after the rest of it."""
    read = {kid for element in elements.values() for kid in element["K"]}
    for reference, element in elements.items():
        if reference not in read and element.get("P") == whole.reference:
            pages = [elements[kid]["Pg"] for kid in whole["K"]]
            last = max(at for at, page in enumerate(pages) if page == element["Pg"])
            whole["K"].insert(last + 1, reference)


def _find_headers(root: Any, elements: dict[bytes, Any], pdf: Any) -> None:
    import pydyf

    names = []
    for reference, element in elements.items():
        if element["S"] == "/TH" and "ID" in element:
            above = elements[elements[element["P"]]["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if above else "/Row"
            names.append((element["ID"], reference))
    if names:
        in_order = sorted(names, key=lambda pair: bytes(pair[0].data))
        flat = pydyf.Array([part for pair in in_order for part in pair])
        tree = pydyf.Dictionary({"Names": flat})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _place(figure: Any, page: Any) -> None:
    """Say where a figure stands in points from the lower left; it was pixels from the top."""
    width, height = (float(side) for side in page["MediaBox"][2:])
    left, top, right, bottom = (POINTS_A_PIXEL * edge for edge in figure["A"]["BBox"])
    across = [min(max(edge, 0), width) for edge in (left, right)]
    down = [min(max(height - edge, 0), height) for edge in (bottom, top)]
    figure["A"]["BBox"][:] = [across[0], down[0], across[1], down[1]]
