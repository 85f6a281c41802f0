"""Passen: print cards, and hold a pass up to give it out, replace, revoke, read or erase it.

The text of a pass comes in a form and stands in no address, so in no log and no history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Response, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from registry import clock, fragments
from registry.activities import queries as activities
from registry.care.erase import JOURNAL, erase_pass
from registry.paper import cards
from registry.paper.pdf import PaperError
from registry.paper.printing import check_ready
from registry.passes import queries, services, token
from registry.passes.queries import PassView
from registry.quarantine import queries as quarantine
from registry.visits import queries as visits
from registry.visits.queries import OfPass
from registry.web import papers, pass_list
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.day_record import ROLES
from registry.web.installation import theory_of_change

FEWEST, MOST, USUAL = 1, 500, 50
REASONS: Mapping[str, object] = {
    "lost": _l("De pas is kwijt"),
    "broken": _l("De pas is kapot"),
    "stopped": _l("De bezoeker wil geen pas meer"),
    "replaced": _l("Er is een nieuwe pas"),
}


class PrintForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """How many cards."""

    count = IntegerField(_l("Hoeveel passen?"))

    def validate_count(self, field: IntegerField) -> None:
        """Refuse what is no number, or more than a pile to cut."""
        if field.data is None or not FEWEST <= field.data <= MOST:
            field.errors = []
            raise ValidationError(
                _("Schrijf een getal van %(fewest)s tot %(most)s.", fewest=FEWEST, most=MOST)
            )


class HeldForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The pass that is held up, as camera or scanner read it."""

    card = StringField(
        _l("Code van de pas"),
        [
            InputRequired(_l("Houd een pas voor de camera, of scan hem.")),
            Length(max=200, message=_l("Dit is geen pas van Inloop.")),
        ],
    )
    sure = BooleanField(_l("Ja, wis alles van deze pas"))

    def validate_card(self, field: StringField) -> None:
        """Refuse what no pass says."""
        try:
            token.read(field.data.rpartition("#")[2])
        except token.NotAPass:
            raise ValidationError(_("Dit is geen pas van Inloop.")) from None

    def hash(self) -> bytes:
        """Return the keyed hash of the pass."""
        return token.hash_of(
            token.read(self.card.data.rpartition("#")[2]), current_app.config["PASS_KEY"]
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A check-in that the pass ties: its O and title ("" where it was for nothing)."""

    one: OfPass
    o: str
    title: str


@pages.get("/team/passen")
@team(*EVERYONE)
def passes() -> ResponseReturnValue:
    """Show what can be done with passes, and how many there are."""
    return _page(HeldForm(), PrintForm(data={"count": USUAL}))


@pages.post("/team/passen/printen")
@team(*EVERYONE)
def print_passes() -> ResponseReturnValue:
    """Make passes and hand out the cards to print."""
    form = PrintForm()
    if not form.validate_on_submit():
        return _page(HeldForm(formdata=None), form, status=422)
    return _cards(form.count.data)


@pages.post("/team/passen/pas")
@team(*EVERYONE)
def held_pass() -> ResponseReturnValue:
    """Show what is known about the pass that is held up."""
    form = HeldForm()
    found = _held(form)
    if found is None:
        return _refused(form)
    return _about(form, found)


@pages.post("/team/passen/uitgeven")
@team(*EVERYONE)
def give_pass() -> ResponseReturnValue:
    """Give a card from the drawer out."""
    form = HeldForm()
    found = _held(form)
    if found is None:
        return _refused(form)
    at = clock.now()
    services.give(
        centre_id=centre().id,
        pass_id=found.pass_id,
        on=clock.local_day(at),
        at=at,
        by=person().account_id,
    )
    flash(_("De pas is uitgegeven. Er staat geen naam bij."))
    return fragments.go(url_for("web.passes"))


@pages.post("/team/passen/intrekken")
@team(*EVERYONE)
def revoke_pass() -> ResponseReturnValue:
    """Stop a pass; with `vervang` a new card is handed out to print, or the old one still works."""
    form = HeldForm()
    found, reason = _held(form), request.form.get("reason", "")
    if found is None or reason not in REASONS:
        return _refused(form)
    revoke = partial(
        services.revoke,
        centre_id=centre().id,
        pass_id=found.pass_id,
        at=clock.now(),
        reason=reason,
        by=person().account_id,
    )
    if "vervang" in request.form:
        return _cards(1, then=revoke)
    revoke()
    flash(_("De pas is ingetrokken. Hij werkt niet meer."))
    return fragments.go(url_for("web.passes"))


@pages.post("/team/passen/wissen")
@team(*EVERYONE)
def erase() -> ResponseReturnValue:
    """Forget all that the pass ties together, for good."""
    form = HeldForm()
    found = _held(form)
    if found is None:
        return _refused(form)
    if not form.sure.data:
        form.sure.errors = [_("Zet eerst het vinkje: wissen kan niet ongedaan worden gemaakt.")]
        return _about(form, found, status=422)
    erase_pass(
        centre_id=centre().id,
        found=found,
        journal=current_app.extensions["inloop_settings"].data_dir / JOURNAL,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("Gewist. Van deze pas weten we niets meer. De bezoeken tellen mee als getal."))
    return fragments.go(url_for("web.passes"))


def _held(form: HeldForm) -> PassView | None:
    """Return the centre's own pass, or None with what is wrong beside the field."""
    if not form.validate_on_submit():
        return None
    found = queries.held(centre_id=centre().id, token_hash=form.hash())
    if found is None:
        form.card.errors = [
            _("Deze pas is niet van %(centre)s, of hij is gewist.", centre=centre().name)
        ]
    return found


def _cards(count: int, *, then: Callable[[], object] | None = None) -> ResponseReturnValue:
    """Make passes and print them, and `then` do more; where no PDF can be made, nothing is done."""
    at, here, key = clock.now(), centre(), current_app.config["PASS_KEY"]

    def make() -> bytes:
        check_ready()
        texts = services.make(
            centre_id=here.id,
            count=count,
            on=clock.local_day(at),
            at=at,
            key=key,
            by=person().account_id,
        )
        try:
            pdf = cards.cards_pdf(texts, centre=here.name, example=current_app.config["DEMO"])
        except PaperError:
            services.discard(centre_id=here.id, texts=texts, key=key)
            raise
        if then is not None:
            then()
        return pdf

    name = f"passen-{here.slug}-{clock.local_day(at)}.pdf"
    return papers.hand_out(make, name=name, instead=url_for("web.passes"))


def _refused(form: HeldForm) -> Response:
    """Say on the page of passes what is wrong with what was held up."""
    return _page(form, PrintForm(formdata=None, data={"count": USUAL}), status=422)


def _page(held: HeldForm, to_print: PrintForm, status: int = 200) -> Response:
    return fragments.page(
        "registry/passen.html",
        status=status,
        held=held,
        to_print=to_print,
        found=pass_list.found(request.args),
    )


def _known(ties: tuple[OfPass, ...]) -> list[Known]:
    """Name what each check-in was for; what has become sensitive since, by its O."""
    views = {one.id: one for one in activities.activities(centre_id=centre().id, archived=True)}
    os = {o.key: o.text for o in theory_of_change().os}
    known = []
    for one in ties:
        view = None if one.activity_id is None else views[one.activity_id]
        o = "" if view is None else view.main_o
        title = "" if view is None else os[o] if view.sensitive else view.title
        known.append(Known(one, o, title))
    return known


def _about(form: HeldForm, found: PassView, status: int = 200) -> Response:
    known = _known(visits.of_pass(centre_id=centre().id, pass_id=found.pass_id))
    standing = [clock.local_day(one.one.at) for one in known if one.one.stands]
    return fragments.page(
        "registry/pas.html",
        status=status,
        form=form,
        found=found,
        known=known,
        days=len(set(standing)),
        first=min(standing, default=None),
        apart=quarantine.of_pass(centre_id=centre().id, pass_hash=found.token_hash),
        reasons=REASONS,
        roles=ROLES,
        at=clock.now(),
    )
