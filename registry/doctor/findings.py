"""One thing that was looked at, and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing, how it is, and what to do about it where it is not ok."""

    name: str
    mark: Mark
    said: str
    do: str = ""


def ok(name: str, said: str) -> Finding:
    """Return that a thing is as it should be."""
    return Finding(name, "ok", said)


def note(name: str, said: str, do: str) -> Finding:
    """Return that somebody should look at a thing."""
    return Finding(name, "note", said, do)


def wrong(name: str, said: str, do: str) -> Finding:
    """Return that a thing has to be put right."""
    return Finding(name, "wrong", said, do)
