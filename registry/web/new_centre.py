"""Een nieuw centrum: an admin names it, and goes on with what it needs."""

from __future__ import annotations

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments
from registry.centres import queries, services
from registry.centres.services import CENTRE_NAME
from registry.web.access import entry, pages, team, without_centre
from registry.web.inputs import tidy
from registry.web.installation import theory_of_change


class CentreForm(FlaskForm):  # type: ignore[misc]  # untyped
    """What a centre is called, and where it is."""

    name = StringField(
        _l("Naam van het centrum"),
        [
            DataRequired(_l("Hoe heet het centrum?")),
            Length(max=CENTRE_NAME, message=_l("Neem hoogstens %(max)d letters.")),
        ],
        filters=[tidy],
    )
    neighbourhood = StringField(
        _l("Buurt"),
        [
            DataRequired(_l("In welke buurt staat het?")),
            Length(max=CENTRE_NAME, message=_l("Neem hoogstens %(max)d letters.")),
        ],
        filters=[tidy],
    )


@pages.route("/team/nieuw-centrum", methods=["GET", "POST"])
@team("admin")
@without_centre
def new_centre() -> ResponseReturnValue:
    """Make a centre without opening hours, activities or tablets; those are its first steps."""
    form = CentreForm(data={"neighbourhood": theory_of_change().area})
    if form.validate_on_submit():
        at = clock.now()
        try:
            services.add_centre(
                name=form.name.data,
                neighbourhood=form.neighbourhood.data,
                opened_on=clock.local_day(at),
                hours=(),
                at=at,
                by=entry().person.account_id,
            )
        except services.CentreExists:
            form.name.errors = [_("Er is al een centrum met deze naam.")]
        else:
            flash(_("%(name)s staat klaar.", name=form.name.data))
            slug = services.slug_of(form.name.data)
            return fragments.go(url_for("web.start", centrum=slug))
    return fragments.page(
        "registry/nieuw-centrum.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        first=not queries.all_centres(),
    )
