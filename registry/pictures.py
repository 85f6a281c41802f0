"""A PNG as an address that holds it: for a page that loads no picture, and for paper."""

from __future__ import annotations

from base64 import b64decode, b64encode

PREFIX = "data:image/png;base64,"


def address_of(content: bytes) -> str:
    """Return the address of a PNG."""
    return PREFIX + b64encode(content).decode()


def content_of(address: str) -> bytes | None:
    """Return the PNG that an address holds, or None for any other address."""
    return b64decode(address[len(PREFIX) :]) if address.startswith(PREFIX) else None
