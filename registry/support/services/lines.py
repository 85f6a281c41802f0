"""One line of text that fits its place."""

from __future__ import annotations


class WrongLength(ValueError):
    """A text that is empty or too long for its place."""

    code = "wrong_length"


def fitting(text: str, longest: int) -> str:
    """Return a text without stray spaces. Raises WrongLength."""
    trimmed = " ".join(text.split())
    if not 0 < len(trimmed) <= longest:
        raise WrongLength(f"between 1 and {longest} characters")
    return trimmed
