"""What a coordinator does about the kiosk's languages: which are on, and in which words."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit
from registry.centres import queries as centres
from registry.centres.models import Centre
from registry.database import writing
from registry.texts import queries
from registry.texts.catalogue import KioskText
from registry.texts.checks import check
from registry.texts.models import OwnText
from registry.words import LANGUAGES


class LanguageRefused(ValueError):
    """Languages that the kiosk does not speak, one of them twice, or another than Dutch first."""

    code = "language_refused"


class DraftsUnknown(Exception):
    """Languages with drafts that would go on without anybody saying that they know it."""

    code = "drafts_unknown"

    def __init__(self, languages: Sequence[str]) -> None:
        """Keep which languages."""
        super().__init__(" ".join(languages))
        self.languages = tuple(languages)


def choose_languages(
    *,
    centre_id: uuid.UUID,
    languages: tuple[str, ...],
    known_drafts: Collection[str],
    wording: Sequence[str],
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Turn on these languages of a centre's kiosk, in this order; Dutch is first and stays on.

    `known_drafts` are those that may go on with drafts; one that is on already may stay on.
    `wording` is the theory's. Raises DraftsUnknown, and LanguageRefused.
    """
    once_each = len(set(languages)) == len(languages) and set(languages) <= set(LANGUAGES)
    if not once_each or languages[:1] != ("nl",):
        raise LanguageRefused(" ".join(languages))
    with writing() as connection:
        centre = centres.by_id(centre_id)
        on = centre.languages if centre else ()
        drafts = queries.drafts(centre_id=centre_id, wording=wording)
        unknown = [
            code
            for code in languages
            if code not in on and code not in known_drafts and drafts.get(code, (0, 0))[0]
        ]
        if unknown:
            raise DraftsUnknown(unknown)
        spoken = " ".join(languages)
        connection.execute(update(Centre).where(Centre.id == centre_id).values(languages=spoken))
        audit.record(
            at=at,
            actor_id=by,
            action="centre.speak",
            object=f"languages {spoken}",
            centre_id=centre_id,
            before={"languages": " ".join(on)},
            after={"languages": spoken},
        )


def correct(
    *,
    centre_id: uuid.UUID,
    language: str,
    text: KioskText,
    words: str,
    checked: bool,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let a centre's kiosk say a text in these words; `checked` where they are no draft.

    Raises checks.WordsRefused.
    """
    check(words, dutch=text.dutch)
    with writing() as connection:
        before = _own_words(connection, centre_id, language, text)
        _forget(centre_id, language, text)
        connection.execute(
            insert(OwnText).values(
                centre_id=centre_id,
                language=language,
                dutch=text.dutch,
                words=words,
                checked=checked,
                changed_at=at,
            )
        )
        _record("text.correct", centre_id, language, text, at, by, before, words)


def revert(
    *,
    centre_id: uuid.UUID,
    language: str,
    text: KioskText,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let a centre's kiosk say a text as the catalogue does again."""
    with writing() as connection:
        before = _own_words(connection, centre_id, language, text)
        if _forget(centre_id, language, text):
            _record("text.revert", centre_id, language, text, at, by, before, "")


def _own_words(connection: Connection, centre_id: uuid.UUID, language: str, text: KioskText) -> str:
    """The words that a centre has of its own for a text, "" where it has none."""
    own = select(OwnText.words).where(
        OwnText.centre_id == centre_id, OwnText.language == language, OwnText.dutch == text.dutch
    )
    return connection.execute(own).scalar() or ""


def _forget(centre_id: uuid.UUID, language: str, text: KioskText) -> int:
    with writing() as connection:
        return connection.execute(
            delete(OwnText).where(
                OwnText.centre_id == centre_id,
                OwnText.language == language,
                OwnText.dutch == text.dutch,
            )
        ).rowcount


def _record(
    action: str,
    centre_id: uuid.UUID,
    language: str,
    text: KioskText,
    at: datetime,
    by: uuid.UUID | None,
    before: str,
    after: str,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object=f"text {language} {text.key}",
        centre_id=centre_id,
        before={"words": before},
        after={"words": after},
    )
