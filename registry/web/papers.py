"""Hands out what is made on paper; where no PDF can be made, leads back and says so."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import logs
from registry.paper.pdf import PaperError
from registry.paper.printing import PaperBusy


def hand_out(
    make: Callable[[], bytes], *, name: str, instead: str, disposition: str = "inline"
) -> ResponseReturnValue:
    """Send the PDF that `make` returns, to look at first; a PaperError leads to `instead`."""
    try:
        body = make()
    except PaperBusy:
        flash(_("Er worden al veel PDF’s gemaakt. Probeer het over een halve minuut opnieuw."))
        return redirect(instead)
    except PaperError as error:
        logs.fault(error)
        flash(_("De PDF maken lukt nu niet. Vraag de beheerder om hulp."))
        return redirect(instead)
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return Response(body, mimetype="application/pdf", headers=headers)
