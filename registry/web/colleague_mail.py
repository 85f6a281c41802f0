"""A link to choose a password with: where it leads, and whether it was mailed too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from registry import mail_server
from registry.staff.queries import AccountView
from registry.staff.services import LINK_LASTS
from registry.web.installation import public_url


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link for someone; `mailed` None where no mail server is set."""

    name: str
    email: str
    address: str
    until: datetime
    mailed: bool | None


def handed_out(account: AccountView, token: str, at: datetime) -> Link:
    """Return a link to show once, mailed to whom it is for where a mail server is set."""
    own = public_url() or request.host_url.rstrip("/")
    address = f"{own}{url_for('web.welcome', token=token, centrum=None)}"
    until = at + LINK_LASTS
    return Link(account.name, account.email, address, until, _mailed(account, address, until))


def _mailed(account: AccountView, address: str, until: datetime) -> bool | None:
    url = current_app.extensions["inloop_settings"].smtp_url
    if not url:
        return None
    text = render_template(
        "registry/uitnodiging.txt", account=account, address=address, until=until
    )
    try:
        mail_server.send(
            mail_server.read(url), to=account.email, subject=_("Uw link voor Inloop"), text=text
        )
    except mail_server.MailError:
        return False
    return True
