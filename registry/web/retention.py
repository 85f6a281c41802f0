"""Hoe lang we bewaren: each period, the day it comes down to here, and when it was last done."""

from __future__ import annotations

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, words
from registry.answers.services import SEEN_FOR
from registry.care import retention as care
from registry.care.retention import Kept
from registry.web.access import EVERYONE, centre, pages, team
from registry.web.installation import is_missed, last_done


@dataclass(frozen=True, slots=True)
class Line:
    """A period in words: what it is about, how long, which day that is now, and what should go."""

    name: str
    period: str
    today: str
    after: str
    older: int


@pages.get("/team/instellingen/bewaren")
@team(*EVERYONE)
def retention() -> ResponseReturnValue:
    """Show how long each thing is to be kept, and how much is older."""
    today = clock.local_day(clock.now())
    found = care.kept(centre_id=centre().id, today=today)
    ran = last_done("retention")
    missed = is_missed("retention")
    lines = [_line(one) for one in found]
    return fragments.page("registry/bewaren.html", lines=lines, today=today, ran=ran, missed=missed)


def _line(one: Kept) -> Line:
    name, period, today, after = _in_words(words.short_day(one.before))[one.key]
    return Line(name, period, today, after, one.older)


def _in_words(day: str) -> dict[str, tuple[str, str, str, str]]:
    return {
        "visits": (
            _("Bezoeken met een pas"),
            _("%(number)s maanden", number=care.MONTHS_WITH_PASS),
            _("Vandaag: bezoeken van vóór %(day)s.", day=day),
            _("Wij halen de pas bij het bezoek weg. Het bezoek zelf blijft meetellen, zonder pas."),
        ),
        "passes": (
            _("Passen die niemand gebruikt"),
            _("%(number)s maanden", number=care.MONTHS_WITH_PASS),
            _(
                "Vandaag: passen die vóór %(day)s voor het laatst zijn gebruikt.",
                day=day,
            ),
            _("De pas gaat weg. Wie terugkomt, krijgt een nieuwe."),
        ),
        "apart": (
            _("Wat apart is gezet"),
            _("%(number)s dagen", number=care.PUT_APART.days),
            _("Vandaag: wat vóór %(day)s apart is gezet.", day=day),
            _("Wat er precies binnenkwam, gaat weg. Wat u besloot, blijft."),
        ),
        "answers": (
            _("Nummers van antwoorden"),
            _("%(least)s tot %(most)s dagen", least=SEEN_FOR.days, most=SEEN_FOR.days + 31),
            _("Vandaag: nummers van vóór %(day)s.", day=day),
            _("Zo’n nummer zorgt dat een antwoord één keer telt. Er staat geen antwoord bij."),
        ),
        "trail": (
            _("Het logboek van het team"),
            _("%(number)s maanden", number=care.MONTHS_OF_TRAIL),
            _("Vandaag: regels van vóór %(day)s.", day=day),
            _("De regel gaat weg. Eerder kan niemand een regel wissen."),
        ),
    }
