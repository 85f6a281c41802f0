"""The code of the host's corner on the tablets: six digits, made of the installation's key. Pure.

The database holds no code, only a round that makes it another one. A tablet gets a slow, salted
hash, so that the corner opens without a network too; docs/decisions/0010 says what that is worth.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from functools import lru_cache

DIGITS = 6
ITERATIONS = 300_000
"""About a quarter of a second on a cheap tablet, days for whoever tries all the codes."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a tablet checks a typed code with: PBKDF2-HMAC-SHA256, salt and hash in hexadecimal."""

    salt: str
    iterations: int
    hash: str


def code_of(*, key: bytes, centre_id: uuid.UUID, round_: int) -> str:
    """Return the six digits of a centre's corner; `key` never leaves the server."""
    digest = hmac.new(key, f"{centre_id.hex}.{round_}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}}"


@lru_cache(maxsize=256)
def lock_of(*, key: bytes, centre_id: uuid.UUID, round_: int) -> Lock:
    """Return the lock of a centre's corner; made once, because it is slow on purpose."""
    salt = hashlib.sha256(f"corner.{centre_id.hex}.{round_}".encode()).digest()[:16]
    code = code_of(key=key, centre_id=centre_id, round_=round_).encode()
    made = hashlib.pbkdf2_hmac("sha256", code, salt, ITERATIONS)
    return Lock(salt.hex(), ITERATIONS, made.hex())
