"""Lets Babel find the questions and answers of a theory of change, beside those in the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from registry.theory import load


def questions(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, text, comments) for every wording that residents are shown.

    Called by Babel for the files that babel.cfg gives to the method `theory`. Raises
    load.TheoryError when the file is broken.
    """
    lines = Path(file.name).read_text(encoding="utf-8").splitlines()
    for text in load.load(Path(file.name)).wording():
        line = next((n for n, line in enumerate(lines, 1) if f'"{text}"' in line), 1)
        yield line, "gettext", text, []
