"""What is kept of an event that can't be taken in, and what tells it from another one."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from flask import current_app

from registry.passes import token

Raw: TypeAlias = dict[str, Any]


def body_of(raw: Raw) -> bytes:
    """Return the hash of an event without what may differ between two sendings of it."""
    lasting = {name: value for name, value in raw.items() if name not in {"pass", "age_ms"}}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).digest()


def kept_of(raw: Raw) -> dict[str, str | int | None]:
    """Return what a host needs to decide: known fields of the right form, nothing typed freely."""
    kept: dict[str, str | int | None] = {}
    for name, form in FORMS.items():
        try:
            kept[name] = form(raw[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            kept[name] = None
    text = raw.get("pass")
    kept["pass"] = (pass_hash(text) or b"").hex() if isinstance(text, str) else None
    return kept


def _moment(value: str) -> str:
    return datetime.fromisoformat(value).isoformat()


def _number(value: int) -> int:
    if not 0 <= value < 2**53:
        raise ValueError(value)
    return int(value)


def _identity(value: str) -> str:
    return str(uuid.UUID(value))


def _one_of(*words: str) -> Callable[[str], str]:
    return lambda value: words[words.index(value)]


FORMS: dict[str, Callable[[Any], str | int]] = {
    "id": _identity,
    "kind": _one_of("check_in", "detail", "undo"),
    "at": _moment,
    "age_ms": _number,
    "seq": _number,
    "occurrence": _identity,
    "of": _identity,
    "party": _number,
    "role": _one_of("meedoen", "meehelpen", "organiseren"),
}


def pass_hash(text: str | None) -> bytes | None:
    """Return the keyed hash of a pass's text, also of one that is no pass; None of None."""
    if text is None:
        return None
    key: bytes = current_app.config["PASS_KEY"]
    try:
        return token.hash_of(token.read(text), key)
    except token.NotAPass:
        return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).digest()
