"""Takes batches of events from a tablet's outbox and answers for each event."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from flask import Blueprint, abort, current_app, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge, UnprocessableEntity

from kiosk import forms, tablet
from registry import clock, words
from registry.answers import services as answers
from registry.centres.services import TabletIdentity, TabletReport
from registry.guards import csrf
from registry.passes import token
from registry.theory.model import Theory
from registry.visits import services as visits
from registry.visits.services import Misfit, Outcome, Source, Unfit
from registry.visits.true_time import NotInTime, true_time

blueprint = Blueprint("events", __name__)
csrf.exempt(blueprint)  # a JSON body, a SameSite=Strict cookie and an exact Origin instead
Raw: TypeAlias = dict[str, Any]
Result: TypeAlias = dict[str, str | None]
TALLIED = ("answer", "language")
SKIP = "skip"


@blueprint.post("/kiosk/events")
@tablet.enrolled
def events() -> ResponseReturnValue:
    """Store each event once; see INTERFACES for the format. One bad event blocks no other."""
    here, arrived = tablet.here(), clock.now()
    _same_origin_only()
    tablet.pace(here, arrived)
    batch = _batch()
    results = Intake(here, batch, arrived).take_all() if batch.events else []
    if batch.tablet is not None and not here.revoked:
        said = TabletReport(**batch.tablet.model_dump())
        tablet.report(here, said, arrived)
    return jsonify(server_time=clock.to_local(clock.now()).isoformat(), results=results)


def _same_origin_only() -> None:
    own = current_app.extensions["inloop_settings"].public_url or request.host_url.rstrip("/")
    if request.headers.get("Origin") != own:
        abort(403)


def _batch() -> forms.Batch:
    if request.mimetype != "application/json":
        abort(415)
    if (request.content_length or 0) > forms.MOST_BYTES:
        raise RequestEntityTooLarge
    try:
        return forms.Batch.model_validate(json.loads(request.get_data()))
    except ValidationError as error:
        faults = [
            {"path": ".".join(map(str, fault["loc"])), "fault": fault["type"]}
            for fault in error.errors(include_input=False, include_url=False)
        ]
    except (ValueError, RecursionError):
        faults = [{"path": "", "fault": "no_json"}]
    too_many = any(fault == {"path": "events", "fault": "too_long"} for fault in faults)
    raise UnprocessableEntity(
        response=make_response(jsonify(faults=faults), 413 if too_many else 422)
    )


class Intake:
    """One batch on its way in: who sent it, by which clocks, when it arrived."""

    def __init__(self, here: TabletIdentity, batch: forms.Batch, arrived: datetime) -> None:
        """Take the tablet, its batch, and the server's time of arrival."""
        self.revoked = here.revoked
        self.source = Source(here.centre_id, "tablet", here.tablet_id)
        self.sent_at = batch.sent_at
        self.offset_ms = batch.tablet.offset_ms if batch.tablet is not None else None
        self.arrived = arrived
        self.month = f"{clock.local_day(arrived):%Y-%m}"

        self.events = [(raw, _read(raw)) for raw in batch.events]

    def take_all(self) -> list[Result]:
        """Store, tally or quarantine each event with one commit; say which, in the batch's order.

        Taps go in their own order, tallies in that of their keys, so that two batches that wait
        for each other's rows never wait in a circle.
        """
        with visits.together():
            turns = sorted(range(len(self.events)), key=self._turn)
            taken = {place: self._take(*self.events[place]) for place in turns}
        return [taken[place] for place in range(len(self.events))]

    def _turn(self, place: int) -> tuple[object, ...]:
        event = self.events[place][1]
        if isinstance(event, forms.Answer):
            key = (event.question, event.variant, event.value, event.suspect)
            return (2, *key, event.id)
        if isinstance(event, forms.Language):
            return (1, event.language, event.id)
        return (0, place)

    def _take(self, raw: Raw, event: forms.AnyEvent | None) -> Result:
        if event is None:
            return self._refuse(raw, "malformed")
        if self.revoked:
            return self._refuse(raw, "revoked_tablet")
        if isinstance(event, forms.Answer | forms.Language):
            return self._tally(event)
        try:
            return _result(event.id, self._visit(event, raw))
        except (Unfit, NotInTime) as refusal:
            return self._refuse(raw, refusal.code)

    def _visit(self, event: forms.CheckIn | forms.Detail | forms.Undo, raw: Raw) -> Outcome:
        at = true_time(
            server=self.arrived,
            sent_at=self.sent_at,
            at=event.at,
            age_ms=event.age_ms,
            offset_ms=self.offset_ms,
        )
        body = _body(raw)
        if isinstance(event, forms.CheckIn):
            return visits.check_in(
                source=self.source,
                event=visits.CheckInEvent(
                    id=event.id,
                    at=at,
                    body=body,
                    occurrence_id=event.occurrence,
                    pass_hash=_pass_hash(event.pass_text),
                ),
            )
        if isinstance(event, forms.Undo):
            return visits.undo(
                source=self.source, event=visits.UndoEvent(event.id, at, body, event.of)
            )
        return visits.add_detail(
            source=self.source,
            event=visits.DetailEvent(
                id=event.id,
                at=at,
                body=body,
                of=event.of,
                seq=event.seq,
                party=event.party,
                role=event.role,
                occurrence_id=event.occurrence,
            ),
        )

    def _tally(self, event: forms.Answer | forms.Language) -> Result:
        centre_id = self.source.centre_id
        if isinstance(event, forms.Language):
            status = answers.count_language(
                centre_id=centre_id,
                month=self.month,
                event_id=event.id,
                language=event.language,
                known=words.LANGUAGES,
            )
        else:
            status = answers.count_answer(
                centre_id=centre_id,
                month=self.month,
                answer=answers.Answer(
                    event.id, event.question, event.variant, event.value, event.suspect
                ),
                allowed=_values(event.question, event.variant),
            )
        refused = status == "malformed"
        return _result(event.id, Outcome("quarantined", status) if refused else Outcome(status))

    def _refuse(self, raw: Raw, code: str) -> Result:
        shown, key = _id_of(raw)
        if raw.get("kind") in TALLIED:
            status = answers.refuse(
                centre_id=self.source.centre_id, month=self.month, event_id=key, code=code
            )
            return {"id": shown, "status": status, "code": code if status != "duplicate" else None}
        misfit = Misfit(id=key, code=code, body_hash=_body(raw), content=_kept(raw))
        outcome = visits.quarantine(source=self.source, misfit=misfit, at=self.arrived)
        return {"id": shown, "status": outcome.status, "code": outcome.code}


def _read(raw: Raw) -> forms.AnyEvent | None:
    try:
        return forms.EVENT.validate_python(raw)
    except ValidationError:
        return None


def _result(event_id: uuid.UUID, outcome: Outcome) -> Result:
    return {"id": str(event_id), "status": outcome.status, "code": outcome.code}


def _id_of(raw: Raw) -> tuple[str, uuid.UUID]:
    shown = str(raw.get("id"))[:64]
    try:
        return shown, uuid.UUID(shown)
    except ValueError:
        return shown, uuid.uuid5(uuid.NAMESPACE_OID, _body(raw).hex())


def _body(raw: Raw) -> bytes:
    lasting = {name: value for name, value in raw.items() if name not in {"pass", "age_ms"}}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).digest()


def _kept(raw: Raw) -> dict[str, str | int | None]:
    """Return what a host needs to decide: known fields of the right form, nothing typed freely."""
    kept: dict[str, str | int | None] = {}
    for name, form in FORMS.items():
        try:
            kept[name] = form(raw[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            kept[name] = None
    text = raw.get("pass")
    kept["pass"] = (_pass_hash(text) or b"").hex() if isinstance(text, str) else None
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


def _pass_hash(text: str | None) -> bytes | None:
    if text is None:
        return None
    key: bytes = current_app.config["PASS_KEY"]
    try:
        return token.hash_of(token.read(text), key)
    except token.NotAPass:
        return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).digest()


def _values(question: str, variant: str) -> frozenset[str]:
    theory: Theory = current_app.extensions["inloop_theory"]
    try:
        options = theory.question(question, variant).options
    except KeyError:
        return frozenset()
    return frozenset({SKIP, *(option.value for option in options)})
