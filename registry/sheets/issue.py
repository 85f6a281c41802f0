"""What makes an issued sheet one that can be checked: number, code, checksum. Pure."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import qr
from registry.passes.token import ALPHABET

CODE_LENGTH = 10
_SHOWN_OF_CHECKSUM = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issued sheet's own marks, as its foot prints them.

    `address` is where anyone can check it (None: this installation has no public address),
    `checksum` the SHA-256 of its figures as `canonical` writes them, in hexadecimal.
    """

    number: str
    code: str
    version: int
    issued_on: date
    checksum: str
    why: str | None
    address: str | None

    @property
    def control(self) -> str:
        """The first twelve digits of the checksum, as the foot prints them."""
        start = self.checksum[:_SHOWN_OF_CHECKSUM].upper()
        return " ".join(re.findall("....", start))

    @property
    def qr(self) -> qr.Drawn | None:
        """The address as a QR code, to draw."""
        return qr.drawn(self.address) if self.address else None


def new_code() -> str:
    """Return a new code for a sheet: 50 random bits in letters and digits that are easy to tell."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def address_of(public_url: str, code: str) -> str | None:
    """Return where a sheet can be checked, or None without a public address."""
    return f"{public_url}/blad/{code}" if public_url else None


def number_of(name: str, period: str, version: int) -> str:
    """Return "DL-2026-10-1" for De Linde's first issue of October; no two need to differ."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name))[:4].upper()
    return "-".join(filter(None, (initials, period, str(version))))


def canonical(printed: Mapping[str, Any]) -> str:
    """Return what a sheet prints as JSON that is always written the same way."""
    return json.dumps(printed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
