"""The form of a help request: what it is about, who brought it how, how it stands. No free text."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired

from registry import words
from registry.sheets import wording
from registry.support import queries
from registry.support.queries import HelpView
from registry.support.services import ELSEWHERE, HelpContent

TOPIC_ICONS = {
    "post": "envelope-open",
    "geld": "coins",
    "wonen": "house-line",
    "werk": "briefcase",
    "taal": "translate",
    "zorg": "heartbeat",
    "opvoeding": "student",
    "recht": "scales",
    "anders": "dots-three-circle",
}
OUTCOME_ICONS = {
    "geholpen": "check-circle",
    "warm_overgedragen": "handshake",
    "verwezen": "signpost",
    "open": "hourglass-medium",
}
OUTCOMES = {str(key): name.capitalize() for key, name in wording.OUTCOMES.items()}
CHANNELS = {"inloop": _l("Inloop"), "spreekuur": _l("Spreekuur"), "telefoon": _l("Telefoon")}
STAYS = "blijft"
"""The choice to leave the day of the aftercare as it is."""
WEEKS = {
    "7": _l("over 1 week"),
    "14": _l("over 2 weken"),
    "28": _l("over 4 weken"),
}


class HelpForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A help request; `key` comes with the form of a new one, so that it is recorded once."""

    key = StringField(validators=[InputRequired(), UUID()])
    topic = RadioField(
        _l("Waar gaat het over?"),
        [InputRequired(_l("Kies waar het over gaat."))],
        choices=[SelectChoice(key, name) for key, name in wording.TOPICS.items()],
    )
    channel = RadioField(
        _l("Hoe kwam de vraag?"),
        [InputRequired(_l("Kies hoe de vraag kwam."))],
        choices=[SelectChoice(key, name) for key, name in CHANNELS.items()],
    )
    outcome = RadioField(
        _l("Hoe is het nu?"),
        [InputRequired(_l("Kies hoe het nu is."))],
        choices=[SelectChoice(key, name) for key, name in OUTCOMES.items()],
    )
    partner = SelectField(_l("Naar wie?"))
    aftercare = RadioField(_l("Nazorg"))

    def __init__(self, *, centre_id: uuid.UUID, of: HelpView | None = None, **more: Any) -> None:
        """Fill the form from a help request, or empty for a new one."""
        super().__init__(data=_data(of), **more)
        self.due_on = None if of is None else of.aftercare_due_on
        offered = {str(one.id): one.name for one in queries.partners(centre_id=centre_id)}
        if of is not None and of.partner is not None:
            offered.setdefault(str(of.partner_id), of.partner)
        self.partner.choices = [
            SelectChoice("", _("Nog niet gekozen")),
            *(SelectChoice(key, name) for key, name in offered.items()),
        ]
        stays = [] if self.due_on is None else [(STAYS, words.day_and_month(self.due_on))]
        self.aftercare.choices = [
            *(SelectChoice(key, _("blijft %(day)s", day=day)) for key, day in stays),
            *(SelectChoice(key, name) for key, name in WEEKS.items()),
            SelectChoice("", _("niet nodig")),
        ]

    def content(self, today: date) -> HelpContent:
        """Return what was filled in; aftercare and a partner go with who was referred."""
        elsewhere = self.outcome.data in ELSEWHERE
        partner = uuid.UUID(self.partner.data) if elsewhere and self.partner.data else None
        due = None
        if elsewhere and self.aftercare.data:
            stays = self.aftercare.data == STAYS
            due = self.due_on if stays else today + timedelta(days=int(self.aftercare.data))
        return HelpContent(
            topic=self.topic.data,
            channel=self.channel.data,
            outcome=self.outcome.data,
            partner_id=partner,
            aftercare_due_on=due,
        )


def _data(of: HelpView | None) -> dict[str, str]:
    """Return what a form starts with."""
    if of is None:
        return {"key": str(uuid.uuid4()), "channel": "inloop", "partner": "", "aftercare": "14"}
    never = of.outcome not in ELSEWHERE and of.aftercare_given_on is None
    aftercare = STAYS if of.aftercare_due_on else ("14" if never else "")
    return {
        "key": str(of.id),
        "topic": of.topic,
        "channel": of.channel,
        "outcome": of.outcome,
        "partner": str(of.partner_id or ""),
        "aftercare": aftercare,
    }
