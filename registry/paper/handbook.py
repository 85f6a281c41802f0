"""The handbook of the desk, to hang up: the pages of docs/handboek/gastvrouw.md, no other text."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from PIL import Image

from registry import pictures
from registry.paper import pages, printing
from registry.settings import ROOT

BOOK = ROOT / "docs" / "handboek" / "gastvrouw.md"


@dataclass(slots=True)
class Block:
    """A piece of a page as HTML, and the picture that is shown with it, or ""."""

    text: str
    picture: str = ""


def handbook_pdf() -> bytes:
    """Return the handbook of the desk as a PDF, a page for each of its parts. Raises PaperError."""
    return printing.render(_document(), keep=True)


@cache
def _document() -> str:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    title, lead, *blocks = SyntaxTreeNode(reader.parse(BOOK.read_text("utf-8"))).children
    parts: list[list[Block]] = []
    for block in blocks:
        if block.tag == "h2":
            parts.append([])
        shown = [each for each in block.walk() if each.type == "image"]
        for image in shown:
            image.attrs["src"] = _in_grey(BOOK.parent / str(image.attrs["src"]))
        html = reader.renderer.render(block.to_tokens(), reader.options, {})
        if shown:
            parts[-1][-1].picture = html
        else:
            parts[-1].append(Block(html))
    title_words, lead_words = (each.children[0].content for each in (title, lead))
    return pages.fill("sheets/handboek.html", title=title_words, lead=lead_words, parts=parts)


def _in_grey(picture: Path) -> str:
    """Return the address that holds a picture as a printer without colours prints it."""
    made = io.BytesIO()
    with Image.open(picture) as opened:
        opened.convert("L").save(made, "PNG")
    return pictures.address_of(made.getvalue())
