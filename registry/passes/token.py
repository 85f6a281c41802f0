"""The pass's text: 128 random bits in letters and digits that every scanner can type. Pure.

26 characters of Crockford's base 32 (RFC-less; no I, L, O, U), then one check character after
ISO 7064 MOD 37,36, in groups of four: `8F3K-9A2M-…`. Only A–Z, 0–9 and '-', so that a keyboard
layout can't spoil it and a QR code can use its compact alphanumeric mode.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BITS = 128
CHARACTERS = 26
_GROUP = 4


class NotAPass(ValueError):
    """A text that is no pass: wrong shape or wrong check character."""

    code = "not_a_pass"


def make() -> str:
    """Return the text of a new pass."""
    return write(secrets.token_bytes(BITS // 8))


def write(token: bytes) -> str:
    """Return 16 bytes as a pass text of 27 characters in groups of four."""
    if len(token) != BITS // 8:
        raise ValueError("a token has 16 bytes")
    number = int.from_bytes(token, "big")
    body = "".join(ALPHABET[number >> shift & 31] for shift in range((CHARACTERS - 1) * 5, -1, -5))
    whole = body + check_character(body)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def read(text: str) -> bytes:
    """Return the 16 bytes of a pass text; lower case and stray spaces do not matter.

    Raises NotAPass for a wrong shape or a wrong check character.
    """
    whole = "".join(text.split()).replace("-", "").upper()
    if len(whole) != CHARACTERS + 1:
        raise NotAPass
    body, check = whole[:-1], whole[-1]
    if any(character not in ALPHABET for character in body) or check_character(body) != check:
        raise NotAPass
    number = 0
    for character in body:
        number = number << 5 | ALPHABET.index(character)
    if number >> BITS:
        raise NotAPass
    return number.to_bytes(BITS // 8, "big")


def check_character(body: str) -> str:
    """Return the check character of ISO 7064 MOD 37,36 for letters and digits."""
    product = 36
    for character in body:
        product = (product + _CHECKED.index(character)) % 36 or 36
        product = product * 2 % 37
    return _CHECKED[(37 - product) % 36]


def hash_of(token: bytes, key: bytes) -> bytes:
    """Return HMAC-SHA256 of a token: all that the database ever holds of it."""
    return hmac.new(key, token, hashlib.sha256).digest()
