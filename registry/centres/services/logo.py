"""A centre's logo: kept, replaced, removed."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import delete, insert

from registry import audit
from registry.centres import picture, queries
from registry.centres.models import Logo
from registry.centres.queries import LogoView
from registry.database import writing


def keep_logo(*, centre_id: uuid.UUID, content: bytes, at: datetime, by: uuid.UUID | None) -> None:
    """Keep a centre's logo, made anew from a PNG or JPEG, in place of an earlier one.

    Raises picture.PictureRefused.
    """
    made = picture.made_anew(content)
    values = {
        "digest": hashlib.sha256(made.content).hexdigest(),
        "width": made.width,
        "height": made.height,
        "kept_at": at,
        "picture": made.content,
    }
    with writing() as connection:
        before = queries.logo(centre_id=centre_id)
        connection.execute(delete(Logo).where(Logo.centre_id == centre_id))
        connection.execute(insert(Logo).values(centre_id=centre_id, **values))
        after = queries.logo(centre_id=centre_id)
        _note("centre.logo", centre_id, before, after, at=at, by=by)


def remove_logo(*, centre_id: uuid.UUID, at: datetime, by: uuid.UUID | None) -> None:
    """Remove a centre's logo; where there is none nothing happens."""
    with writing() as connection:
        before = queries.logo(centre_id=centre_id)
        if before is None:
            return
        connection.execute(delete(Logo).where(Logo.centre_id == centre_id))
        _note("centre.logo_off", centre_id, before, None, at=at, by=by)


def _note(
    action: str,
    centre_id: uuid.UUID,
    before: LogoView | None,
    after: LogoView | None,
    *,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object="logo",
        centre_id=centre_id,
        before={"logo": _told(before)},
        after={"logo": _told(after)},
    )


def _told(logo: LogoView | None) -> str | None:
    return None if logo is None else f"{logo.digest[:8]}, {logo.width} x {logo.height}"
