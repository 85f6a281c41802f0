"""Takes batches of events from a tablet's outbox and answers for each event."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from flask import Blueprint, abort, current_app, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge, UnprocessableEntity

from kiosk import forms, tablet
from kiosk.kept import body_of, kept_of, pass_hash
from registry import clock, words
from registry.answers import services as answers
from registry.centres.services import TabletIdentity, TabletReport
from registry.guards import csrf
from registry.theory.model import Theory
from registry.visits import services as visits
from registry.visits.services import Misfit, Outcome, Source, Unfit
from registry.visits.true_time import NotInTime, true_time

blueprint = Blueprint("events", __name__)
csrf.exempt(blueprint)  # a JSON body, a SameSite=Strict cookie and an exact Origin instead
Raw: TypeAlias = dict[str, Any]
Result: TypeAlias = dict[str, str | None]
Timed: TypeAlias = forms.CheckIn | forms.Detail | forms.Undo
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
    left = _left_behind(batch)
    if batch.tablet is not None and not here.revoked:
        tablet.report(here, _said(batch.tablet, left), arrived)
    answer = jsonify(
        server_time=clock.to_local(clock.now()).isoformat(),
        build=current_app.config["BUILD"],
        results=results,
    )
    tablet.renew(answer, here, arrived, waiting=left)
    return answer


def _left_behind(batch: forms.Batch) -> int | None:
    """Return how many events the tablet still holds beside this batch; None if it didn't say."""
    if batch.tablet is None or batch.tablet.waiting is None:
        return None
    return max(0, batch.tablet.waiting - len(batch.events))


def _said(tablet_itself: forms.Tablet, left: int | None) -> TabletReport:
    """Return what the tablet says of itself, now that this batch waits no more."""
    said = TabletReport(**tablet_itself.model_dump())
    return replace(said, waiting=left, oldest_ms=said.oldest_ms if left else None)


def _same_origin_only() -> None:
    own = current_app.extensions["inloop_settings"].public_url or request.host_url.rstrip("/")
    if request.headers.get("Origin") != own:
        refusal = make_response(jsonify(fault="wrong_origin", open=f"{own}/kiosk/"), 403)
        raise Forbidden(response=refusal)


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
        self.before = (
            None if here.came_from is None else replace(self.source, centre_id=here.came_from)
        )
        self.here_since = here.here_since
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
            return self._refuse(raw, "revoked_tablet", event)
        if isinstance(event, forms.Answer | forms.Language):
            return self._tally(event)
        try:
            return _result(event.id, self._visit(event, raw))
        except (Unfit, NotInTime) as refusal:
            return self._refuse(raw, refusal.code, event)

    def _moment(self, event: Timed) -> datetime:
        return true_time(
            server=self.arrived,
            sent_at=self.sent_at,
            at=event.at,
            age_ms=event.age_ms,
            offset_ms=self.offset_ms,
        )

    def _source(self, event: Timed, at: datetime) -> Source:
        """Return which centre an event is of: of a tablet that moved, where its screens were."""
        if self.before is None:
            return self.source
        about = event.occurrence if isinstance(event, forms.CheckIn) else event.of
        earlier = at < self.here_since or visits.is_known_at(self.before.centre_id, about)
        return self.before if earlier else self.source

    def _visit(self, event: Timed, raw: Raw) -> Outcome:
        at = self._moment(event)
        body, source = body_of(raw), self._source(event, at)
        if isinstance(event, forms.CheckIn):
            return visits.check_in(
                source=source,
                event=visits.CheckInEvent(
                    id=event.id,
                    at=at,
                    body=body,
                    occurrence_id=event.occurrence,
                    pass_hash=pass_hash(event.pass_text),
                ),
            )
        if isinstance(event, forms.Undo):
            return visits.undo(source=source, event=visits.UndoEvent(event.id, at, body, event.of))
        return visits.add_detail(
            source=source,
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

    def _refuse(self, raw: Raw, code: str, event: forms.AnyEvent | None = None) -> Result:
        shown, key = _id_of(raw)
        if raw.get("kind") in TALLIED:
            status = answers.refuse(
                centre_id=self.source.centre_id, month=self.month, event_id=key, code=code
            )
            return {"id": shown, "status": status, "code": code if status != "duplicate" else None}
        source, at = self._of_misfit(event)
        misfit = Misfit(key, code, body_of(raw), kept_of(raw), happened_at=at)
        outcome = visits.quarantine(source=source, misfit=misfit, at=self.arrived)
        return {"id": shown, "status": outcome.status, "code": outcome.code}

    def _of_misfit(self, event: forms.AnyEvent | None) -> tuple[Source, datetime | None]:
        """Return where a refused event is kept and when it was, None where that is not known."""
        if not isinstance(event, forms.CheckIn | forms.Detail | forms.Undo):
            return self.source, None
        try:
            at = self._moment(event)
        except NotInTime:
            return self.source, None
        return self._source(event, at), at


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
        return shown, uuid.uuid5(uuid.NAMESPACE_OID, body_of(raw).hex())


def _values(question: str, variant: str) -> frozenset[str]:
    theory: Theory = current_app.extensions["inloop_theory"]
    try:
        options = theory.question(question, variant).options
    except KeyError:
        return frozenset()
    return frozenset({SKIP, *(option.value for option in options)})
