"""Apart gezet: what came in and does not count yet, with why, and what the team decides."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from registry import clock, fragments
from registry.quarantine import queries, services
from registry.quarantine.queries import Decided, Item
from registry.quarantine.services import Deed
from registry.visits.services import DESK_UNDO
from registry.web import listing
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.inputs import WallTimeField
from registry.web.installation import theory_of_change
from registry.web.listing import Choice, Listing, Order, Shape, Wish

WHY: Mapping[str, object] = {
    "unknown_pass": _l("Deze pas kennen we niet, of hij is ingetrokken."),
    "other_body": _l("De tablet stuurde iets anders onder hetzelfde nummer."),
    "malformed": _l("Het bericht was niet goed te lezen."),
    "unknown_time": _l("De klok van de tablet klopte niet. Hoe laat dit was, is niet bekend."),
    "future": _l("De klok van de tablet liep voor."),
    "too_old": _l("Volgens de tablet is dit langer dan 31 dagen geleden."),
    "revoked_tablet": _l("De tablet was ingetrokken."),
    "unknown_check_in": _l("De aanmelding waar dit bij hoort, is er niet."),
    "unknown_occurrence": _l("Deze bijeenkomst kent dit centrum niet."),
    "over_capacity": _l("De activiteit was al vol."),
    "not_own": _l("Een andere tablet deed deze aanmelding."),
    "too_late": _l("Terugnemen kan tot 2 minuten na de aanmelding."),
    "not_last": _l("Na deze aanmelding kwam er al een volgende."),
}
OTHERWISE = _l("Dit paste niet bij wat we weten.")
REASONS = {
    "seen": _l("Ik heb het zelf gezien"),
    "clock": _l("De klok van de tablet liep verkeerd"),
    "pass": _l("De pas was nieuw of net vervangen"),
    "tablet": _l("De tablet was te vroeg ingetrokken"),
    "room": _l("Er was toch nog plek"),
    "agreed": _l("Afgesproken met de coördinator"),
}
LIKELY = {
    "unknown_pass": "pass",
    "unknown_time": "clock",
    "future": "clock",
    "too_old": "clock",
    "revoked_tablet": "tablet",
    "over_capacity": "room",
}
"""Which reason is offered first for which code."""


class AcceptForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why an event counts after all, and when it was where only people know."""

    reason = SelectField(
        _l("Waarom klopt dit?"), choices=[SelectChoice(*reason) for reason in REASONS.items()]
    )
    day = DateField(_l("Welke dag?"), [InputRequired(_l("Kies de dag."))])
    wall = WallTimeField(_l("Hoe laat?"))

    def without_time(self) -> AcceptForm:
        """Ask for no time: it is known."""
        del self.day, self.wall
        return self

    def moment(self) -> datetime | None:
        """Return the chosen instant, None where none was asked."""
        if "day" not in self:
            return None
        return clock.at_local(self.day.data, self.wall.data)


@pages.get("/team/quarantaine")
@team(*EVERYONE)
def quarantine() -> ResponseReturnValue:
    """Show what waits for a decision, and what was decided lately."""
    return _page()


@pages.post("/team/quarantaine/<uuid:event_id>/meetellen")
@team(*EVERYONE)
def accept_event(event_id: uuid.UUID) -> ResponseReturnValue:
    """Let an event count after all, with a reason."""
    item = _item(event_id)
    form = AcceptForm() if item.kind == "check_in" and item.at is None else _timeless()
    if not form.validate_on_submit():
        return _page(wrong=(item, form), status=422)
    deed = replace(_deed(item), reason=form.reason.data)
    try:
        outcome = services.accept(deed=deed, moment=form.moment())
    except services.TimeNeeded:
        form.day.errors = [_("Kies een moment dat geweest is, toen het centrum er al was.")]
        return _page(wrong=(item, form), status=422)
    except services.CannotAccept:
        return _after(item, "kan-niet")
    return _after(item, "telt" if outcome.status == "stored" else "telde-al")


@pages.post("/team/quarantaine/<uuid:event_id>/weg")
@team(*EVERYONE)
def set_event_aside(event_id: uuid.UUID) -> ResponseReturnValue:
    """Leave an event uncounted."""
    item = _item(event_id)
    services.set_aside(deed=_deed(item))
    return _after(item, "weg")


@pages.post("/team/quarantaine/<uuid:event_id>/terug")
@team(*EVERYONE)
def reopen_event(event_id: uuid.UUID) -> ResponseReturnValue:
    """Take a decision back."""
    item = _item(event_id)
    try:
        services.reopen(deed=_deed(item))
    except services.CannotReopen:
        return _after(item, "te-laat")
    return _after(item, "terug")


def _timeless() -> AcceptForm:
    return AcceptForm().without_time()


def _item(event_id: uuid.UUID) -> Item:
    found = queries.item(
        centre_id=centre().id, event_id=event_id, body=request.form.get("body", "")
    )
    if found is None:
        abort(404)
    return found


def _deed(item: Item) -> Deed:
    return Deed(
        centre_id=centre().id,
        event_id=item.event_id,
        body_hash=item.body_hash,
        at=clock.now(),
        by=person().account_id,
    )


def _after(item: Item, said: str) -> ResponseReturnValue:
    address = url_for(
        "web.quarantine",
        **_wish().query(),
        gezegd=said,
        over=f"{item.event_id.hex}.{item.body_hash.hex()}",
    )
    return fragments.go(address)


def _page(*, wrong: tuple[Item, AcceptForm] | None = None, status: int = 200) -> Response:
    at = clock.now()
    found = _found()
    decided = _decided()
    return fragments.page(
        "registry/quarantaine.html",
        status=status,
        found=found,
        kept=found.wish.query(),
        forms={item.event_id: _form_of(item, wrong) for item in found.rows},
        wrong=None if wrong is None else wrong[1],
        decided=decided,
        may_reopen={one.item.event_id for one in decided.rows if may_reopen(one, at)},
        told=_told(),
        about=_said_about(),
        today=clock.local_day(at),
        why=WHY,
        otherwise=OTHERWISE,
        reasons=REASONS,
        os={o.key: o for o in theory_of_change().os},
    )


def _wish() -> Wish:
    shape = Shape(
        endpoint="web.quarantine",
        orders=(
            Order("binnen", _("Binnengekomen"), (_("langst wacht eerst"), _("nieuwste eerst"))),
        ),
        filters=(Choice("waarom", _("Waarom apart"), {key: str(WHY[key]) for key in WHY}),),
        tall=True,
    )
    return Wish.read(shape, request.args)


def _found() -> Listing[Item]:
    """Return the page of what waits that was asked for."""
    wish, here = _wish(), centre().id
    code = wish.chosen["waarom"]
    return listing.fetched(
        wish,
        total=queries.count_waiting(centre_id=here, code=code),
        rows=lambda first, most: queries.waiting(
            centre_id=here, code=code, newest=wish.falling, first=first, limit=most
        ),
    )


def _decided() -> Listing[Decided]:
    """Return the page of what was decided that was asked for, beside what waits."""
    here = centre().id
    shape = Shape(
        endpoint="web.quarantine",
        orders=(listing.by_day("beslist", _("Beslist")),),
        kept=_wish().query(),
        tall=True,
        page_key="beslist",
    )
    return listing.fetched(
        Wish.read(shape, request.args),
        total=queries.count_decided(centre_id=here),
        rows=lambda first, most: queries.decided(centre_id=here, first=first, limit=most),
    )


def _form_of(item: Item, wrong: tuple[Item, AcceptForm] | None) -> AcceptForm:
    if wrong is not None and wrong[0].event_id == item.event_id:
        return wrong[1]
    start = item.by_the_tablet if item.code == "too_old" else None
    form = AcceptForm(
        formdata=None,
        data={
            "reason": LIKELY.get(item.code, "seen"),
            "day": start and clock.local_day(start),
            "wall": start and clock.to_local(start).time(),
        },
    )
    for field in form:
        field.id = field.label.field_id = f"{field.id}-{item.event_id.hex}"
    return form if item.kind == "check_in" and item.at is None else form.without_time()


def may_reopen(one: Decided, at: datetime) -> bool:
    """Tell whether a decision can still be taken back."""
    if one.verdict == "set_aside":
        return True
    return one.item.kind == "check_in" and at - one.decided_at <= DESK_UNDO - timedelta(seconds=5)


def _told() -> str:
    said: dict[str, str] = {
        "telt": _("Dit telt nu mee, op de dag dat het was."),
        "telde-al": _("Dit was al beslist of al geteld. Er is niets dubbel."),
        "weg": _("Dit telt niet mee."),
        "terug": _("Ongedaan gemaakt. Het staat weer hier."),
        "te-laat": _("Dit kan niet meer: het is langer dan 10 minuten geleden."),
        "kan-niet": _("Hier is niets van te maken. U kunt het wel wegleggen."),
    }
    return said.get(request.args.get("gezegd", ""), "")


def _said_about() -> tuple[str, str] | None:
    """Return the event (id and body, hexadecimal) that the bar can take back, if any."""
    event, _dot, body = request.args.get("over", "").partition(".")
    undoable = request.args.get("gezegd") in ("telt", "weg")
    try:
        return (str(uuid.UUID(event)), body) if undoable else None
    except ValueError:
        return None
