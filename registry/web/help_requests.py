"""Hulpvragen: a new one, the open ones, how one stands now, and its slip. Never a name, no text."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from flask import Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.paper.slips import slip_pdf
from registry.sheets import wording
from registry.support import queries, services
from registry.support.queries import HelpView
from registry.web import help_form, help_list, papers
from registry.web.access import EVERYONE, centre, pages, person, team
from registry.web.help_form import HelpForm
from registry.web.listing import Wish

UNDO = timedelta(minutes=10)
HIGHEST = 999_999
"""Longer numbers stand on no slip."""


@pages.route("/team/hulpvragen", methods=["GET", "POST"])
@team(*EVERYONE)
def help_requests() -> ResponseReturnValue:
    """Show the open requests beside the form of a new one, or record it."""
    form = HelpForm(centre_id=centre().id)
    if form.validate_on_submit():
        at = clock.now()
        today = clock.local_day(at)
        number = services.record_help(
            centre_id=centre().id,
            content=form.content(today),
            on=today,
            at=at,
            by=person().account_id,
            key=uuid.UUID(form.key.data),
        )
        return fragments.go(url_for("web.help_requests", net=number))
    looked_for = request.args.get("nummer", "").strip()
    if looked_for and not form.is_submitted() and _with_number(looked_for) is not None:
        return fragments.go(url_for("web.help_request", number=int(looked_for)))
    return _list_page(form, looked_for)


@pages.route(f"/team/hulpvragen/<int(max={HIGHEST}):number>", methods=["GET", "POST"])
@team(*EVERYONE)
def help_request(number: int) -> ResponseReturnValue:
    """Show how a help request stands, or write down how it stands now."""
    found = _there(number)
    form = HelpForm(centre_id=centre().id, of=found)
    if not form.validate_on_submit():
        return _page(found, form, 422 if form.is_submitted() else 200)
    at = clock.now()
    today = clock.local_day(at)
    services.update_help(
        centre_id=centre().id,
        number=number,
        content=form.content(today),
        on=today,
        at=at,
        by=person().account_id,
    )
    flash(_("Hulpvraag %(number)s is bijgewerkt.", number=number))
    return fragments.go(url_for("web.help_requests"))


@pages.post(f"/team/hulpvragen/<int(max={HIGHEST}):number>/nazorg")
@team(*EVERYONE)
def give_aftercare(number: int) -> ResponseReturnValue:
    """Write down that somebody asked today how it went."""
    _there(number)
    at = clock.now()
    services.give_aftercare(
        centre_id=centre().id,
        number=number,
        on=clock.local_day(at),
        at=at,
        by=person().account_id,
    )
    return fragments.go(url_for("web.help_requests", nazorg=number))


@pages.post(f"/team/hulpvragen/<int(max={HIGHEST}):number>/ongedaan")
@team(*EVERYONE)
def undo_help(number: int) -> ResponseReturnValue:
    """Take a request back that was just recorded, or the aftercare that was just given."""
    _there(number)
    aftercare = request.form.get("deed") == "nazorg"
    take_back = services.take_back_aftercare if aftercare else services.take_back_help
    try:
        take_back(centre_id=centre().id, number=number, at=clock.now(), by=person().account_id)
    except services.TooLate:
        flash(_("Dit kan niet meer: het is langer dan 10 minuten geleden."))
    else:
        flash(_("Ongedaan gemaakt."))
    return fragments.go(url_for("web.help_requests"))


@pages.get(f"/team/hulpvragen/<int(max={HIGHEST}):number>/briefje.pdf")
@team(*EVERYONE)
def slip(number: int) -> ResponseReturnValue:
    """Hand out the two slips of a help request: the resident's and the centre's."""
    found = _there(number)
    return papers.hand_out(
        lambda: slip_pdf(
            number,
            centre=centre().name,
            day=found.opened_on,
            aftercare_on=found.aftercare_due_on,
            example=current_app.config["DEMO"],
        ),
        name=f"briefje-{centre().slug}-{number}.pdf",
        instead=url_for("web.help_request", number=number),
    )


def _with_number(text: str) -> HelpView | None:
    """Return the help request whose number somebody typed, or None."""
    if not (text.isascii() and text.isdecimal() and int(text[:7]) <= HIGHEST):
        return None
    return queries.request(centre_id=centre().id, number=int(text[:7]))


def _there(number: int) -> HelpView:
    found = queries.request(centre_id=centre().id, number=number)
    if found is None:
        abort(404)
    return found


def _list_page(form: HelpForm, looked_for: str) -> Response:
    at = clock.now()
    today, here = clock.local_day(at), centre().id
    everything = request.args.get(help_list.SHOWN) == help_list.EVERYTHING
    shape = help_list.shape(since=centre().opened_on, today=today)
    wish = Wish.read(shape, request.args)
    just = _with_number(request.args.get("net", ""))
    asked = _with_number(request.args.get("nazorg", ""))
    fresh = just is not None and just.recorded_at is not None and at - just.recorded_at <= UNDO
    return fragments.page(
        "registry/hulpvragen.html",
        status=422 if form.errors else 200,
        form=form,
        number=queries.next_number(centre_id=here),
        found=help_list.everything(wish, here, today) if everything else None,
        groups=help_list.groups(queries.open_requests(centre_id=here), today),
        looked_for=looked_for,
        just=just if fresh else None,
        asked_after=asked if asked is not None and asked.aftercare_given_on == today else None,
        **_words(),
    )


def _page(found: HelpView, form: HelpForm, status: int) -> Response:
    today = clock.local_day(clock.now())
    return fragments.page(
        "registry/hulpvraag.html",
        status=status,
        form=form,
        line=help_list.line(found, today),
        talked=help_list.day_words(found.last_on, today),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "topics": wording.TOPICS,
        "topic_icons": help_form.TOPIC_ICONS,
        "outcomes": help_form.OUTCOMES,
        "outcome_icons": help_form.OUTCOME_ICONS,
    }
