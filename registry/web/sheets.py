"""Maandblad: the month's sheet on the screen and as files to take along; the own lines on it."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments, words
from registry.figures.facts import Month
from registry.sheets import definitions, queries
from registry.sheets import services as sheets
from registry.sheets.queries import Issued
from registry.web.access import CARERS, centre, pages, person, proved, team
from registry.web.downloads import ANNEX, KIND, OF_ANNEX, Taken, hand_out
from registry.web.inputs import tidy
from registry.web.installation import public_url, theory_of_change
from registry.web.month import month_of


class WordsForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What the coordinator wants to say: a headline in place of the proposed one, own lines."""

    headline = TextAreaField(
        _l("Kop van het blad"),
        [
            Length(
                max=sheets.LONGEST_HEADLINE,
                message=_l("Dit zijn meer dan 140 tekens. Maak het korter."),
            )
        ],
        filters=[tidy],
    )
    words = TextAreaField(
        _l("Uw eigen regels"),
        [
            Length(
                max=sheets.LONGEST_WORDS,
                message=_l("Dit zijn meer dan 280 tekens. Maak het korter."),
            )
        ],
        filters=[tidy],
    )

    proposal = HiddenField(filters=[tidy])

    @property
    def own_headline(self) -> str:
        """The headline where it is another one than the form proposed, else ""."""
        written: str = self.headline.data or ""
        return "" if written == self.proposal.data else written


F = TypeVar("F", bound=WordsForm)


class WhyForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why there is a next version of a sheet."""

    why = TextAreaField(
        _l("Wat is er verbeterd?"),
        [
            DataRequired(_l("Schrijf op wat er anders is. Dat komt op het blad.")),
            Length(
                max=sheets.LONGEST_REASON,
                message=_l("Dit zijn meer dan 140 tekens. Maak het korter."),
            ),
        ],
        filters=[tidy],
    )


class CorrectForm(WordsForm, WhyForm):
    """Why there is a next version of a month's sheet, and what the coordinator says on that."""


@pages.get("/team/maandblad")
@team(*CARERS)
def sheet_now() -> ResponseReturnValue:
    """Go to the sheet of the last whole month, or of this one in a centre's first month."""
    this_month = Month.of(clock.local_day(clock.now()))
    first = Month.of(centre().opened_on)
    month = max(this_month.previous, min(first, this_month))
    return redirect(url_for("web.sheet", month=str(month)))


@pages.get("/team/maandblad/<month>")
@team(*CARERS)
def sheet(month: str) -> ResponseReturnValue:
    """Show a month's sheet: the issued one, or the draft with what there is to do about it."""
    asked = month_of(month)
    issued = issued_of(asked)
    return draft_page(asked) if issued is None else issued_page(asked, issued)


@pages.post("/team/maandblad/<month>")
@team(*CARERS)
def write_words(month: str) -> ResponseReturnValue:
    """Put the coordinator's headline and lines on the draft."""
    asked = month_of(month)
    form = WordsForm()
    if not form.validate():
        return draft_page(asked, form, status=422)
    try:
        sheets.write_words(
            centre_id=centre().id,
            month=asked,
            words=form.words.data,
            headline=form.own_headline,
            at=clock.now(),
            by=person().account_id,
        )
    except sheets.NoSuchMonth:
        abort(404)
    except sheets.AlreadyIssued:
        flash(_("Dit blad is al uitgegeven. Maak een nieuwe versie."))
    else:
        flash(_("Uw regels staan op het blad."))
    return fragments.go(url_for("web.sheet", month=month))


@pages.get(f"/team/maandblad/<month>.{KIND}")
@pages.get(f"/team/maandblad/<month>/{ANNEX}", defaults=OF_ANNEX)
@team(*CARERS)
@proved("GET", back="web.sheet")
def sheet_file(month: str, kind: str) -> ResponseReturnValue:
    """Hand out the sheet, or exactly the printed figures; where no PDF can be made, say so."""
    asked = month_of(month)
    return hand_out(
        current_of(asked), kind, taken=taken(asked), instead=url_for("web.sheet", month=month)
    )


def issued_of(month: Month) -> Issued | None:
    """Return the centre's sheet of a month as it was issued last, or None."""
    return queries.current(centre_id=centre().id, period=str(month))


def draft_page(
    month: Month, form: WordsForm | None = None, *, status: int = 200, warned: bool = False
) -> Response:
    """Show a draft with its check list; `warned`: it was to be issued without a look at that."""
    made = draft_of(month)
    at = clock.now()
    over = sheets.is_over(month, at)
    found = sheets.checks(made, centre_id=centre().id, at=at) if over else ()
    form = form or _form(WordsForm, made)
    return _page(
        month,
        status,
        sheet=made.sheet,
        issue=None,
        form=form,
        checks=found,
        meanings=sheets.meanings(sheets.Current(made.sheet, None), theory=theory_of_change()),
        warned=warned,
        languages=_named(poster_languages(None)),
    )


def issued_page(
    month: Month, issued: Issued, form: CorrectForm | None = None, *, status: int = 200
) -> Response:
    """Show an issued sheet with its versions, and the form for a next one."""
    now = draft_of(month)
    form = form or _form(CorrectForm, now)
    return _page(
        month,
        status,
        sheet=issued.page,
        issue=issued.issue(public_url()),
        form=form,
        versions=queries.versions(centre_id=centre().id, period=str(month)),
        now=now.sheet,
        meanings=_meanings(issued),
        languages=_named(poster_languages(issued)),
    )


def poster_languages(issued: Issued | None) -> tuple[str, ...]:
    """Return in which languages there is a poster: the centre's, and those that were kept."""
    kept = queries.forms(issued) if issued else frozenset[str]()
    every = (code for code in words.LANGUAGES if sheets.form_of(code) in kept)
    return tuple(dict.fromkeys((*centre().languages, *every)))


def _named(codes: tuple[str, ...]) -> dict[str, str]:
    return {code: words.language_name(code) for code in codes}


def _meanings(issued: Issued) -> sheets.Meanings | None:
    if issued.page is None:
        return None
    return sheets.meanings(sheets.Current(issued.page, issued), theory=theory_of_change())


def _form(kind: type[F], made: sheets.Draft) -> F:
    """Return the form as it stands for a draft, with the headline that is proposed now."""
    words = {"headline": made.sheet.headline, "words": made.sheet.words}
    return kind(formdata=None, proposal=made.proposal, **words)


def _page(month: Month, status: int, **context: Any) -> Response:
    running = Month.of(clock.local_day(clock.now()))
    return fragments.page(
        "registry/maandblad.html",
        status=status,
        month=month,
        longest=sheets.LONGEST_WORDS,
        longest_headline=sheets.LONGEST_HEADLINE,
        unfinished=month == running,
        earlier=_address(month.previous) if month > Month.of(centre().opened_on) else None,
        later=_address(month.next) if month < running else None,
        here=request.args.get("centrum"),
        band=definitions.BAND,
        **context,
    )


def draft_of(month: Month) -> sheets.Draft:
    """Return the draft of the centre's month; one that the centre does not have is a 404."""
    try:
        return sheets.composed(
            centre_id=centre().id, month=month, theory=theory_of_change(), at=clock.now()
        )
    except sheets.NoSuchMonth:
        abort(404)


def current_of(month: Month) -> sheets.Current:
    """Return the centre's sheet of a month as it is now; one it does not have is a 404."""
    try:
        return sheets.current(
            centre_id=centre().id, month=month, theory=theory_of_change(), at=clock.now()
        )
    except sheets.NoSuchMonth:
        abort(404)


def taken(month: Month) -> Taken:
    """Return of which sheet a file of the centre's month is."""
    return Taken(centre().id, str(month), f"maandblad-{centre().slug}-{month}")


def _address(month: Month) -> str:
    return url_for("web.sheet", month=str(month))
