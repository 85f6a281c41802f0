"""The second step of signing in: codes of an app (TOTP, RFC 6238), codes for a lost phone, PINs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import re
import secrets
import uuid
from datetime import datetime

import pyotp

SECONDS = 30
DIGITS = 6
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10
ISSUER = "Inloop"


def new_nonce() -> bytes:
    """Return what makes an account's secret another than before."""
    return secrets.token_bytes(16)


def secret_of(*, key: bytes, account_id: uuid.UUID, nonce: bytes) -> str:
    """Return the secret an app shares with us, in base 32: made anew each time, kept nowhere.

    `key` is the installation's key for second steps; without it a copy of the database opens
    nothing.
    """
    made = hmac.new(key, account_id.bytes + nonce, hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode()


def address_of(secret: str, *, email: str) -> str:
    """Return the address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Return to which 30 seconds a code belongs: these, those before or those after; else None."""
    typed = digits_of(code)
    now = int(at.timestamp()) // SECONDS
    found = None
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step), typed):
            found = step
    return found


def digits_of(code: str) -> str:
    """Return the digits that were typed, without the spaces people put between them."""
    return "".join(sign for sign in code if sign in "0123456789")


def is_recovery_code(typed: str) -> bool:
    """Tell whether something has the shape of a code for a lost phone."""
    return len(_plain(typed)) == RECOVERY_LENGTH


def recovery_codes() -> tuple[str, ...]:
    """Return ten new codes, as they are written down: "K7M2A-BCD4F"."""
    made = (
        "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    )
    return tuple(f"{code[:5]}-{code[5:]}" for code in made)


def recovery_hash(*, key: bytes, account_id: uuid.UUID, code: str) -> bytes:
    """Return what the database keeps of a recovery code."""
    return hmac.new(key, account_id.bytes + _plain(code).encode(), hashlib.sha256).digest()


def new_pin() -> str:
    """Return six digits by chance, but none that people try first: 111111, 123456, 121212."""
    while True:
        pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
        if len(steps) > 1 and len(set(pin)) > 2:
            return pin


def _plain(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", code.upper())
