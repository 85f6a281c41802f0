"""Names that people give to centres and tablets: one tidy line."""

from __future__ import annotations

CENTRE_NAME, TABLET_NAME = 60, 40


class NameRefused(Exception):
    """A name that is empty, too long, or has characters no screen shows."""

    code = "name_refused"


def tidy(name: str, *, longest: int = CENTRE_NAME) -> str:
    """Return a name on one line, its spaces joined. Raises NameRefused."""
    line = " ".join(name.split())
    if not 0 < len(line) <= longest or not line.isprintable():
        raise NameRefused(f"{line[:20]!r}: a name has 1 to {longest} printable characters")
    return line
