"""Plain functions that make what a test needs, with defaults for all it doesn't care about."""

from __future__ import annotations

import io
import math
import uuid
import wave
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import pyotp
from sqlalchemy import func, select

from registry.activities import queries as programme
from registry.activities import recurrence
from registry.activities import services as activities
from registry.activities.plan import ActivityPlan
from registry.activities.reasons import Why
from registry.centres import services as centres
from registry.centres.models import Centre
from registry.clock import at_local
from registry.database import reading
from registry.passes import services as passes
from registry.passes import token
from registry.staff import queries as people
from registry.staff import second_step
from registry.staff import services as staff
from registry.support import services as support
from registry.support.services import HelpContent
from registry.texts import catalogue
from registry.texts import services as texts
from registry.theory import load
from registry.visits import services as visits
from registry.visits.events import CheckInEvent, DetailEvent, Source, UndoEvent
from registry.visits.models import CheckIn

MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday 23 November 2026, ten o'clock in the morning in Den Haag."""

JANUARY = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
FIRST_OF_NOVEMBER = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)

ILL = Why("ziek")
"""Why something is called off or moved."""

WORDING = tuple(load.load().wording())

WEEKDAYS = tuple((weekday, time(9), time(17)) for weekday in range(5))


def a_centre(
    name: str = "De Linde",
    *,
    opened_on: date = date(2025, 1, 6),
    languages: Sequence[str] = ("nl", "en", "ar"),
) -> uuid.UUID:
    """Add a centre that is open on weekdays from nine to five."""
    return centres.add_centre(
        languages=languages,
        name=name,
        neighbourhood="Moerwijk",
        opened_on=opened_on,
        hours=WEEKDAYS,
        at=MONDAY_TEN,
    )


def how_many_centres() -> int:
    """Return how many centres the installation has."""
    with reading() as connection:
        return connection.execute(select(func.count()).select_from(Centre)).scalar_one()


def a_tablet(centre_id: uuid.UUID, name: str = "Ingang", *, at: datetime = MONDAY_TEN) -> str:
    """Enrol a tablet and return its token."""
    code = centres.issue_enrolment_code(centre_id=centre_id, tablet_name=name, at=at)
    return centres.enrol(code=code, at=at)


def code_of(secret: str, at: datetime) -> str:
    """Return what an app shows at a moment."""
    return pyotp.TOTP(secret).at(at)


def couple(token: str, *, key: bytes, at: datetime) -> str:
    """Couple an app to the account of a sign-in and return the secret it holds."""
    entry = people.sign_in_of(token=token, at=at)
    assert entry is not None
    nonce = second_step.new_nonce()
    secret = second_step.secret_of(key=key, account_id=entry.person.account_id, nonce=nonce)
    staff.couple_app(signed_in=entry, nonce=nonce, code=code_of(secret, at), key=key, at=at)
    return secret


def a_plan(title: str = "Fietsles", **more: Any) -> ActivityPlan:
    """Return the plan of an activity on Tuesdays from ten to half past eleven."""
    values: dict[str, Any] = {
        "title": title,
        "type_key": "A10",
        "main_o": "ontwikkelen",
        "place": "Zaal 1",
        "pictogram": "bicycle",
        "recurrence": recurrence.weekly([1]),
        "first_day": date(2026, 1, 1),
        "starts": time(10),
        "ends": time(11, 30),
        "goals": {"SV": "vooral", "SC": "draagt_bij"},
    }
    return ActivityPlan(**{**values, **more})


def an_activity(centre_id: uuid.UUID, *, at: datetime = MONDAY_TEN, **more: Any) -> uuid.UUID:
    """Add an activity with such a plan to a centre."""
    return activities.create(centre_id=centre_id, plan=a_plan(**more), at=at, by=None)


def a_planned_activity(centre_id: uuid.UUID, **more: Any) -> uuid.UUID:
    """Add an activity since January, on Tuesdays unless told otherwise, planned for all of 2026."""
    made = an_activity(centre_id, at=JANUARY, **more)
    activities.plan_until(centre_id=centre_id, last_day=date(2026, 12, 31))
    return made


def a_daily_activity(centre_id: uuid.UUID, title: str, **more: Any) -> uuid.UUID:
    """Add an activity on every weekday from half past nine to twelve, planned around MONDAY_TEN."""
    every_weekday = recurrence.weekly(range(5))
    daily = {"recurrence": every_weekday, "starts": time(9, 30), "ends": time(12), "title": title}
    made = an_activity(centre_id, at=FIRST_OF_NOVEMBER, **{**daily, **more})
    activities.plan_until(centre_id=centre_id, last_day=date(2026, 12, 31))
    return made


def occurrence_on(centre_id: uuid.UUID, activity_id: uuid.UUID, day: date) -> uuid.UUID:
    """Return the key of an activity's occurrence on a day; it has to be on the programme."""
    items = programme.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)
    (found,) = [item for item in items if item.activity_id == activity_id]
    return found.occurrence_id


def some_passes(centre_id: uuid.UUID, count: int) -> list[bytes]:
    """Make passes for a centre and return their keyed hashes."""
    key = b"a key of this test's own, 32 long"
    made_on = date(2025, 1, 6)
    texts = passes.make(centre_id=centre_id, count=count, on=made_on, at=MONDAY_TEN, key=key)
    return [token.hash_of(token.read(text), key) for text in texts]


def a_check_in(
    centre_id: uuid.UUID,
    day: date,
    wall: time = time(10),
    *,
    channel: str = "tablet",
    **more: Any,
) -> uuid.UUID:
    """Check in at a local time and return the key; `more` are fields of the event."""
    key = uuid.uuid4()
    event = CheckInEvent(id=key, at=at_local(day, wall), body=key.bytes * 2, **more)
    visits.check_in(source=Source(centre_id, channel), event=event)
    return key


def say_in_own_words(centre_id: uuid.UUID, dutch: str, words: str, language: str = "en") -> None:
    """Let a centre's kiosk say a Dutch text in words of its own."""
    known = catalogue.texts(language, WORDING)
    (text,) = [one for one in known if one.dutch == dutch]
    texts.correct(
        centre_id=centre_id,
        language=language,
        text=text,
        words=words,
        checked=True,
        at=MONDAY_TEN,
        by=None,
    )


def a_wav(pitch: int = 440, *, seconds: float = 0.3) -> bytes:
    """Return a tone as a WAV file: 8,000 samples a second of 8 bits."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        turns = (math.sin(2 * math.pi * pitch * n / 8000) for n in range(int(8000 * seconds)))
        file.writeframes(bytes(int(128 + 90 * turn) for turn in turns))
    return kept.getvalue()


def an_undo(centre_id: uuid.UUID, check_in_id: uuid.UUID, day: date, wall: time = time(10)) -> None:
    """Take a check-in of that local time back."""
    key = uuid.uuid4()
    event = UndoEvent(id=key, at=at_local(day, wall), body=key.bytes * 2, of=check_in_id)
    visits.undo(source=Source(centre_id, "tablet"), event=event)


def a_detail(
    centre_id: uuid.UUID, check_in_id: uuid.UUID, day: date, *, seq: int = 1, **more: Any
) -> None:
    """Choose something after a check-in; `more` are fields of the event."""
    key = uuid.uuid4()
    event = DetailEvent(
        id=key, at=at_local(day, time(10, 1)), body=key.bytes * 2, of=check_in_id, seq=seq, **more
    )
    visits.add_detail(source=Source(centre_id, "tablet"), event=event)


def a_help_request(centre_id: uuid.UUID, *, on: date, **more: Any) -> int:
    """Record a help request about post, helped at the centre, and return its number."""
    content = HelpContent(**{"topic": "post", "channel": "inloop", "outcome": "geholpen", **more})
    return support.record_help(centre_id=centre_id, content=content, on=on, at=MONDAY_TEN, by=None)


def a_story(
    centre_id: uuid.UUID,
    quote: str = "Ik kom graag.",
    *,
    on: date = date(2026, 11, 3),
    goals: Sequence[str] = (),
) -> uuid.UUID:
    """Keep a resident's quote and return its key."""
    return support.add_story(
        centre_id=centre_id, quote=quote, consent_on=on, goals=goals, at=MONDAY_TEN, by=None
    )


def check_ins_on_record(*, centre_id: uuid.UUID, day: date) -> int:
    """Return how many check-ins of a day are kept, those taken back included."""
    with reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(CheckIn)
            .where(CheckIn.centre_id == centre_id, CheckIn.local_day == day)
        ).scalar_one()
