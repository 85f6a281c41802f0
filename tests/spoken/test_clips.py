"""Keeping clips: one a text and language at a centre, replaced and removed with a trace."""

from __future__ import annotations

import hashlib
import uuid

import pytest
from flask import Flask
from sqlalchemy import text as sql

from registry.database import reading
from registry.spoken import queries, services
from registry.theory import load
from tests.builders import MONDAY_TEN, a_centre, a_wav


def keep(centre: uuid.UUID, sound: bytes, **more: str) -> str:
    """Keep a clip of the welcome in Dutch, unless something else is said."""
    said = {"language": "nl", "text": "Welkom", **more}
    return services.keep_clip(centre_id=centre, sound=sound, at=MONDAY_TEN, by=None, **said)  # type: ignore[arg-type]


def deeds() -> list[tuple[str, str]]:
    """Return what the audit trail says of clips."""
    with reading() as connection:
        rows = connection.execute(
            sql("SELECT action, object FROM audit_entry WHERE action LIKE 'clip.%'")
        )
        return sorted((row[0], row[1]) for row in rows)


def test_a_clip_is_named_by_its_content_and_comes_back_whole(book: Flask) -> None:
    centre, sound = a_centre(), a_wav()
    digest = keep(centre, sound)
    assert digest == hashlib.sha256(sound).hexdigest()
    found = queries.sound(centre_id=centre, digest=digest)
    assert found == queries.Sound("audio/wav", sound)
    (clip,) = queries.clips(centre_id=centre)
    assert (clip.language, clip.text, clip.size) == ("nl", "Welkom", len(sound))


def test_another_recording_replaces_the_first(book: Flask) -> None:
    centre = a_centre()
    first, second = keep(centre, a_wav(300)), keep(centre, a_wav(500), text=" Welkom ")
    assert [clip.digest for clip in queries.clips(centre_id=centre)] == [second]
    assert queries.sound(centre_id=centre, digest=first) is None


def test_each_language_has_its_own(book: Flask) -> None:
    centre = a_centre()
    keep(centre, a_wav(300))
    keep(centre, a_wav(500), language="ar")
    assert len(queries.clips(centre_id=centre)) == 2
    assert [clip.language for clip in queries.clips(centre_id=centre, language="ar")] == ["ar"]


def test_another_centre_has_none_of_it(book: Flask) -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    digest = keep(linde, a_wav())
    assert queries.clips(centre_id=anker) == []
    assert queries.sound(centre_id=anker, digest=digest) is None


def test_removing_leaves_a_trace_once(book: Flask) -> None:
    centre = a_centre()
    digest = keep(centre, a_wav())
    for _ in range(2):
        services.remove_clip(centre_id=centre, language="nl", text="Welkom", at=MONDAY_TEN, by=None)
    assert queries.clips(centre_id=centre) == []
    named = f"clip nl {digest[:16]}"
    assert deeds() == [("clip.keep", named), ("clip.remove", named)]


def test_what_is_too_large_or_no_sound_is_refused(book: Flask) -> None:
    centre = a_centre()
    with pytest.raises(services.TooLarge):
        keep(centre, a_wav() + bytes(services.MOST_BYTES))
    with pytest.raises(services.NoSound):
        keep(centre, b"<html>")
    assert queries.clips(centre_id=centre) == []


def test_every_wording_fits_the_column() -> None:
    from registry.spoken.texts import groups

    found = groups(load.load(), ["Open inloop", "Goed"])
    texts = [text for group in found.values() for text in group]
    assert len(texts) == len(set(texts))
    assert max(map(len, texts)) <= 200
