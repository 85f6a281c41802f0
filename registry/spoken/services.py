"""Keeping and removing recorded clips."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import delete, insert

from registry import audit
from registry.database import writing
from registry.spoken.audio import media_type_of
from registry.spoken.models import Clip
from registry.spoken.texts import tidy

MOST_BYTES = 500 * 1024
"""A sentence in any of the formats; half a minute of telephone-quality speech."""


class NoSound(ValueError):
    """A file that is none of the sounds that a tablet plays."""

    code = "no_sound"


class TooLarge(ValueError):
    """A recording that would weigh on every tablet."""

    code = "too_large"


def keep_clip(
    *,
    centre_id: uuid.UUID,
    language: str,
    text: str,
    sound: bytes,
    at: datetime,
    by: uuid.UUID | None,
) -> str:
    """Keep what a Dutch text sounds like in a language and return the digest that names it.

    What was kept for that text is replaced. Raises TooLarge above MOST_BYTES, and NoSound for
    anything but MP3, Ogg, M4A or WAV.
    """
    if len(sound) > MOST_BYTES:
        raise TooLarge(f"{len(sound)} bytes")
    media_type = media_type_of(sound)
    if media_type is None:
        raise NoSound
    digest = hashlib.sha256(sound).hexdigest()
    key = {"centre_id": centre_id, "language": language, "text": tidy(text)}
    clip = {"digest": digest, "media_type": media_type, "kept_at": at, "sound": sound}
    with writing() as connection:
        connection.execute(delete(Clip).filter_by(**key))
        connection.execute(insert(Clip).values({**key, **clip}))
        _note("clip.keep", centre_id, language, digest, at=at, by=by)
    return digest


def remove_clip(
    *, centre_id: uuid.UUID, language: str, text: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Remove the clip of a text in a language; removing what is not there changes nothing."""
    with writing() as connection:
        gone = connection.execute(
            delete(Clip)
            .filter_by(centre_id=centre_id, language=language, text=tidy(text))
            .returning(Clip.digest)
        ).scalar_one_or_none()
        if gone is not None:
            _note("clip.remove", centre_id, language, gone, at=at, by=by)


def _note(
    action: str,
    centre_id: uuid.UUID,
    language: str,
    digest: str,
    *,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object=f"clip {language} {digest[:16]}",
        centre_id=centre_id,
    )
