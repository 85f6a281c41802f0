"""Logo: a centre's own, on its posters and its week programme."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from registry import clock, fragments, pictures
from registry.centres import queries, services
from registry.centres.picture import LARGEST, MOST_BYTES, PictureRefused
from registry.web.access import CARERS, centre, pages, person, takes, team

MOST_SENT = MOST_BYTES + 64 * 1024
"""A logo with the form round it."""
MEGABYTE = 1024 * 1024

REFUSED = {
    "large": _l("Dit bestand is te groot. Kies een bestand van hoogstens 2 MB."),
    "pixels": _l("Deze afbeelding heeft te veel beeldpunten. Maak haar eerst kleiner."),
    "small": _l("Deze afbeelding is te klein. Kies er een van minstens 40 bij 40 beeldpunten."),
    "unreadable": _l("Dit is geen PNG of JPEG. Sla het logo op als PNG. Een SVG kan niet."),
}


class LogoForm(FlaskForm):  # type: ignore[misc]  # untyped
    """A picture."""

    picture = FileField(_l("Bestand"), [FileRequired(_l("Kies eerst een bestand."))])


@pages.route("/team/instellingen/logo", methods=["GET", "POST"])
@team(*CARERS)
@takes(MOST_SENT)
def logo() -> ResponseReturnValue:
    """Show the logo, or keep another one."""
    form = LogoForm()
    if not form.validate_on_submit():
        return _page(form, 422 if form.is_submitted() else 200)
    try:
        services.keep_logo(
            centre_id=centre().id,
            content=form.picture.data.read(),
            at=clock.now(),
            by=person().account_id,
        )
    except PictureRefused as refused:
        form.picture.errors = [str(REFUSED[refused.code])]
        return _page(form, 422)
    flash(_("Het logo is bewaard. Het staat op de posters en het weekprogramma die u nu print."))
    return fragments.go(url_for("web.logo"))


@pages.post("/team/instellingen/logo/weg")
@team(*CARERS)
def remove_logo() -> ResponseReturnValue:
    """Remove the logo."""
    services.remove_logo(centre_id=centre().id, at=clock.now(), by=person().account_id)
    flash(_("Het logo is weg."))
    return fragments.go(url_for("web.logo"))


def logo_address() -> str:
    """Return the centre's logo as an address that holds it; "" where there is none."""
    content = queries.logo_picture(centre_id=centre().id)
    return "" if content is None else pictures.address_of(content)


def _page(form: LogoForm, status: int) -> Response:
    return fragments.page(
        "registry/logo.html",
        status=status,
        form=form,
        kept=queries.logo(centre_id=centre().id),
        address=logo_address(),
        most=MOST_BYTES // MEGABYTE,
        largest=LARGEST,
    )
