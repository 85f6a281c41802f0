"""Which clips a centre has, and the sound of one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from registry.database import reading
from registry.spoken.models import Clip


@dataclass(frozen=True, slots=True)
class ClipView:
    """A clip without its sound: the Dutch text, the language said, `size` in bytes."""

    language: str
    text: str
    digest: str
    size: int
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Sound:
    """What a browser plays."""

    media_type: str
    content: bytes


def clips(*, centre_id: uuid.UUID, language: str | None = None) -> Sequence[ClipView]:
    """Return a centre's clips by language and text; of one language where it is given."""
    columns = (Clip.language, Clip.text, Clip.digest, func.length(Clip.sound), Clip.kept_at)
    found = select(*columns).where(Clip.centre_id == centre_id)
    if language is not None:
        found = found.where(Clip.language == language)
    with reading() as connection:
        rows = connection.execute(found.order_by(Clip.language, Clip.text)).all()
    return [ClipView(*row) for row in rows]


def sound(*, centre_id: uuid.UUID, digest: str) -> Sound | None:
    """Return the sound with this digest where the centre has it."""
    found = select(Clip.media_type, Clip.sound).where(
        Clip.centre_id == centre_id, Clip.digest == digest
    )
    with reading() as connection:
        row = connection.execute(found.limit(1)).one_or_none()
    return None if row is None else Sound(*row)
