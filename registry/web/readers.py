"""Cijfers voor anderen: who reads the issued figures by machine, with a key each."""

from __future__ import annotations

import uuid

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments
from registry.readers import queries
from registry.readers import services as readers
from registry.web.access import CARERS, EVERYWHERE, centre, has_one_of, pages, person, proved, team
from registry.web.inputs import tidy

HERE, ALL = "hier", "alle"


class ReaderForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Who is to read, and of which centres."""

    name = StringField(
        _l("Voor wie"),
        [
            DataRequired(_l("Vul in wie de cijfers gaat lezen, bijvoorbeeld Gemeente Den Haag.")),
            Length(max=readers.LONGEST_NAME, message=_l("Neem hoogstens 60 letters.")),
        ],
        filters=[tidy],
    )
    scope = SelectField(_l("Cijfers van"), choices=[])


@pages.get("/team/instellingen/api")
@team(*CARERS)
def api_readers() -> ResponseReturnValue:
    """List who reads the issued figures of a centre."""
    return _list(_form(fresh=True))


@pages.post("/team/instellingen/api")
@team(*CARERS)
@proved("POST")
def add_reader() -> ResponseReturnValue:
    """Make a key, and show it this once."""
    form = _form()
    if not form.validate_on_submit():
        return _list(form, status=422)
    key = readers.add(
        name=form.name.data,
        centre_id=None if form.scope.data == ALL else centre().id,
        at=clock.now(),
        by=person().account_id,
    )
    return _list(_form(fresh=True), made=(form.name.data, key))


@pages.post("/team/instellingen/api/<uuid:reader_id>/intrekken")
@team(*CARERS)
@proved("POST")
def revoke_reader(reader_id: uuid.UUID) -> ResponseReturnValue:
    """Let a key open nothing more."""
    try:
        readers.revoke(
            reader_id=reader_id,
            centre_id=centre().id,
            everywhere=has_one_of(EVERYWHERE),
            at=clock.now(),
            by=person().account_id,
        )
    except readers.NoSuchReader:
        abort(404)
    flash(_("De sleutel is ingetrokken. Er komt niemand meer mee bij de cijfers."))
    return fragments.go(url_for("web.api_readers"))


def _form(*, fresh: bool = False) -> ReaderForm:
    form = ReaderForm(formdata=None) if fresh else ReaderForm()
    form.scope.choices = [(HERE, centre().name)]
    if has_one_of(EVERYWHERE):
        form.scope.choices.append((ALL, _("Alle centra, en samen")))
    form.scope.data = form.scope.data or HERE
    return form


def _list(form: ReaderForm, *, status: int = 200, made: tuple[str, str] | None = None) -> Response:
    listed = queries.readers(centre_id=centre().id, everywhere=has_one_of(EVERYWHERE))
    return fragments.page(
        "registry/cijfers-voor-anderen.html",
        status=status,
        form=form,
        made=made,
        readers=[one for one in listed if one.revoked_at is None],
        gone=[one for one in listed if one.revoked_at is not None],
        described=url_for("api.openapi", _external=True),
    )
