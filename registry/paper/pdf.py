"""Turns a page of HTML into a tagged PDF (PDF/UA-1) that carries its fonts; the only WeasyPrint.

It reads packaged files and pictures that the page holds, and nothing else: no network, no other
folder, never the database. The same page gives the same bytes, in any process.
"""

from __future__ import annotations

import logging
import os
import threading
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from registry import pictures
from registry.paper import tags
from registry.settings import ROOT

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
FOLDER = ROOT / "static"
"""What addresses in a page are relative to."""
KINDS = {".css": "text/css", ".woff2": "font/woff2"}
"""The packaged files that a page for paper may use; pictures are drawn in the page itself."""

_one_at_a_time = threading.Lock()


class PaperError(Exception):
    """A PDF that can't be made; the text says in one line what to do."""

    code = "paper"


def render(html: str) -> bytes:
    """Return an HTML document as PDF; it brings its language and title.

    Raises PaperError where the system libraries are missing, or where the page asks for a file
    that is not packaged.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    page = weasyprint.HTML(string=html, base_url=f"{FOLDER.as_uri()}/", url_fetcher=_fetch)
    try:
        with _one_at_a_time:
            made: bytes = page.write_pdf(
                finisher=tags.complete, pdf_variant="pdf/ua-1", font_config=_fonts()
            )
    except FatalURLFetchingError as error:
        raise PaperError(f"This page can't be put on paper: {error}") from error
    return made


def check_ready() -> None:
    """Raise PaperError where the system libraries are missing, before anything is made."""
    _weasyprint()


def packaged(address: str) -> Path:
    """Return the packaged file behind a file address; raises PaperError for any other address."""
    parts = urlsplit(address)
    path = Path(url2pathname(parts.path)).resolve()
    inside = path.is_relative_to(FOLDER)
    if parts.scheme != "file" or parts.netloc or not inside or path.suffix not in KINDS:
        raise PaperError(f"{address} is not a packaged file")
    return path


def _fetch(address: str) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    try:
        held = pictures.content_of(address)
        if held is not None:
            return URLFetcherResponse(address, held, {"Content-Type": "image/png"})
        path = packaged(address)
        return URLFetcherResponse(address, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})
    except (PaperError, OSError, ValueError) as error:
        raise FatalURLFetchingError(str(error)) from error


@cache
def _fonts() -> Any:
    """Return the fonts of all pages; each page with fonts of its own would leave some behind."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise PaperError(
            f"Making PDFs needs system libraries. As root: apt-get install {PACKAGES}"
        ) from error
    # unpacking a font writes the time in it, which would make every process's PDFs differ
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # it warns of every rule that is for browsers only
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint
