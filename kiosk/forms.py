"""The shape of a tap, an answer and a batch, as INTERFACES fixes them; nothing is stored here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    TypeAdapter,
)
from wtforms import StringField
from wtforms.validators import DataRequired, Length

MOST_EVENTS = 200
MOST_BYTES = 64 * 1024
A_CENTURY_MS = 100 * 365 * 24 * 3600 * 1000


def _within_reason(moment: datetime) -> datetime:
    if not 1969 <= moment.astimezone(UTC).year <= 2199:
        raise ValueError("must lie between 1969 and 2199")
    return moment


def _text_only(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("must be a text in ISO 8601")
    return value


Moment: TypeAlias = Annotated[
    AwareDatetime, BeforeValidator(_text_only), AfterValidator(_within_reason)
]
Milliseconds: TypeAlias = Annotated[StrictInt, Field(ge=-A_CENTURY_MS, le=A_CENTURY_MS)]
Age: TypeAlias = Annotated[StrictInt, Field(ge=0, le=A_CENTURY_MS)]
Sequence: TypeAlias = Annotated[StrictInt, Field(ge=0, le=2**53)]
Word: TypeAlias = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""A text without the zero sign, which PostgreSQL has no room for."""
Role: TypeAlias = Literal["meedoen", "meehelpen", "organiseren"]


class Shape(BaseModel):
    """What events share: no field is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckIn(Shape):
    """A tap on a card (pass null) or a scan."""

    kind: Literal["check_in"]
    id: UUID
    at: Moment
    age_ms: Age | None
    seq: Sequence
    occurrence: UUID | None
    pass_text: Annotated[str, Field(max_length=64)] | None = Field(alias="pass")


class Detail(Shape):
    """What was chosen after a check-in."""

    kind: Literal["detail"]
    id: UUID
    at: Moment
    age_ms: Age | None
    seq: Sequence
    of: UUID
    party: Annotated[StrictInt, Field(ge=1, le=99)] | None = None
    role: Role | None = None
    occurrence: UUID | None = None


class Undo(Shape):
    """The tablet's own last tap, taken back."""

    kind: Literal["undo"]
    id: UUID
    at: Moment
    age_ms: Age | None
    seq: Sequence
    of: UUID


class Answer(Shape):
    """One tap on a question: no time, no sequence, no check-in."""

    kind: Literal["answer"]
    id: UUID
    question: Annotated[str, Field(max_length=12)]
    variant: Literal["niveau", "verandering"]
    value: Annotated[str, Field(max_length=8)]
    suspect: StrictBool = False


class Language(Shape):
    """The language somebody used the screen in."""

    kind: Literal["language"]
    id: UUID
    language: Annotated[str, Field(max_length=8)]


AnyEvent: TypeAlias = CheckIn | Detail | Undo | Answer | Language
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(Annotated[AnyEvent, Field(discriminator="kind")])


class Tablet(Shape):
    """What a tablet says of itself."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    waiting: Annotated[StrictInt, Field(ge=0, le=10**9)] | None = None
    oldest_ms: Age | None = None
    offset_ms: Milliseconds | None = None
    build: Annotated[Word, Field(max_length=40)] | None = None
    battery: Annotated[float, Field(ge=0, le=1)] | None = None
    camera: Annotated[Word, Field(max_length=10)] | None = None
    storage: Literal["kept", "refused", "full", "none"] | None = None
    offline: StrictBool | None = None


class Batch(Shape):
    """The envelope; each event in it is looked at by itself. What a newer tablet adds is let be."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sent_at: Moment
    tablet: Tablet | None = None
    events: list[dict[str, Any]] = Field(max_length=MOST_EVENTS)


class EnrolmentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The code that makes this browser a tablet."""

    code = StringField(
        lazy_gettext("Code"),
        validators=[
            DataRequired(message=lazy_gettext("Vul de code in.")),
            Length(max=20, message=lazy_gettext("De code heeft 8 letters en cijfers.")),
        ],
    )
