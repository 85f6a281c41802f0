"""Keeps finished PDFs by what they were made of, so that the same page is not made twice.

A folder of at most so many bytes; each file leaves it after a day. Only whole files are given
back: each starts with the hash of the rest.
"""

from __future__ import annotations

import hashlib
import threading
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from registry.new_file import write_over
from registry.paper import pdf

MOST_BYTES = 64 * 1024 * 1024
LONGEST = 24 * 3600
"""Seconds that a PDF is kept."""
DIGEST = hashlib.sha256().digest_size
MAKERS = ("weasyprint", "pydyf", "fonttools")


class Kept:
    """PDFs in a folder, which several threads and processes may use at once."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        """Use a folder, which is made when there is something to keep."""
        self._folder = folder
        self._most = most_bytes

    def find(self, html: str) -> bytes | None:
        """Return the PDF of a page, or None where it is not here, not whole, or too old."""
        path = self._path(html)
        try:
            if time.time() - path.stat().st_mtime > LONGEST:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        digest, body = content[:DIGEST], content[DIGEST:]
        return body if hashlib.sha256(body).digest() == digest else None

    def keep(self, html: str, body: bytes) -> None:
        """Keep the PDF of a page; the oldest go where the folder gets too large. Raises OSError."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        part = self._folder / f"{threading.get_native_id()}.new"
        write_over(part, hashlib.sha256(body).digest() + body)
        part.replace(self._path(html))
        self._make_room()

    def forget(self) -> None:
        """Throw every PDF away."""
        for path in self._folder.glob("*"):
            path.unlink(missing_ok=True)

    def _path(self, html: str) -> Path:
        return self._folder / hashlib.sha256(files_hash() + html.encode()).hexdigest()

    def _make_room(self) -> None:
        room, now = self._most, time.time()
        for made, size, path in sorted(_looked_at(self._folder), reverse=True):
            room -= size
            if room < 0 or now - made > LONGEST:
                path.unlink(missing_ok=True)


def _looked_at(folder: Path) -> list[tuple[float, int, Path]]:
    """Return when each file was made and how large it is; others may throw files away meanwhile."""
    found = []
    for path in folder.iterdir():
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        found.append((status.st_mtime, status.st_size, path))
    return found


@cache
def files_hash() -> bytes:
    """Return the hash of all that a PDF is made of besides its page: styles, fonts, the makers."""
    digest = hashlib.sha256()
    for module in ("pdf.py", "tags.py"):
        digest.update(Path(__file__).with_name(module).read_bytes())
    digest.update(" ".join(version(maker) for maker in MAKERS).encode())
    for path in sorted(pdf.FOLDER.rglob("*")):
        if path.suffix in pdf.KINDS:
            digest.update(path.relative_to(pdf.FOLDER).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.digest()
