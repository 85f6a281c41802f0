"""What is set now at a centre, in a few words for each page of settings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from registry import clock, words
from registry.answers import queries as answers
from registry.centres import queries as centres
from registry.quarantine import queries as quarantine
from registry.spoken import queries as spoken
from registry.staff import queries as staff
from registry.texts import queries as texts
from registry.web import start
from registry.web.access import centre, person
from registry.web.installation import public_url

A_YEAR = timedelta(days=365)


def of(endpoint: str) -> str:
    """Return what is set on a page, "" where there is nothing to say."""
    say = _SAY.get(endpoint)
    return "" if say is None else say()


def _start() -> str:
    road = start.road()
    if road.next is None:
        return str(_("Alles gedaan"))
    return str(_("%(done)s van %(all)s gedaan", done=road.done, all=len(road.counted)))


def _hours() -> str:
    week = centres.hours_of(centre().id).week_on(clock.local_day(clock.now()))
    if not week:
        return str(_("Nog niet ingevuld"))
    same: dict[str, list[str]] = defaultdict(list)
    for day, spans in sorted(week.items()):
        same[words.spans(spans)].append(words.weekday(day)[:2])
    return "; ".join(f"{', '.join(days)} {times}" for times, days in same.items())


def _closures() -> str:
    today = clock.local_day(clock.now())
    for day, reason in sorted(centres.closures(centre().id, today, today + A_YEAR).items()):
        return str(
            _("Eerstvolgende dag dicht: %(day)s, %(reason)s", day=words.day(day), reason=reason)
        )
    return str(_("Het komende jaar geen dag dicht"))


def _logo() -> str:
    return str(_("Er is een logo") if centres.logo(centre_id=centre().id) else _("Geen logo"))


def _tablets() -> str:
    number = len(centres.tablets(centre().id))
    return str(ngettext("%(num)d gekoppeld", "%(num)d gekoppeld", number) if number else _("Geen"))


def _languages() -> str:
    names = [words.language_name(code) for code in centre().languages]
    return ", ".join(names)


def _questions() -> str:
    month = f"{clock.local_day(clock.now()):%Y-%m}"
    if not answers.asks(centre_id=centre().id, month=month):
        return str(_("Uit: de tablet vraagt niets"))
    if answers.chosen_set(centre_id=centre().id, month=month):
        return str(_("Aan: zelf gekozen"))
    return str(_("Aan: de vragen die aan de beurt zijn"))


def _texts() -> str:
    own = len(texts.own_words(centre_id=centre().id))
    if not own:
        return str(_("Geen eigen teksten"))
    return str(ngettext("%(num)d eigen tekst", "%(num)d eigen teksten", own))


def _clips() -> str:
    kept = len(spoken.clips(centre_id=centre().id))
    if not kept:
        return str(_("Geen opnames"))
    return str(ngettext("%(num)d opname", "%(num)d opnames", kept))


def _posters() -> str:
    public = public_url()
    return str(_("Werken hier") if public else _("Werken hier nog niet"))


def _colleagues() -> str:
    listed = staff.accounts(at=clock.now(), of=person(), centre_id=centre().id)
    return str(ngettext("%(num)d account", "%(num)d accounts", len(listed)))


def _desks() -> str:
    number = sum(one.revoked_at is None for one in staff.desks(centre_id=centre().id))
    return str(ngettext("%(num)d balie", "%(num)d balies", number) if number else _("Geen"))


def _quarantine() -> str:
    waiting = quarantine.count_waiting(centre_id=centre().id)
    return str(ngettext("%(num)d wacht", "%(num)d wachten", waiting) if waiting else _("Niets"))


_SAY: dict[str, Callable[[], str]] = {
    "web.start": _start,
    "web.hours": _hours,
    "web.closures": _closures,
    "web.logo": _logo,
    "web.tablets": _tablets,
    "web.languages": _languages,
    "web.questions": _questions,
    "web.texts": _texts,
    "web.clips": _clips,
    "web.posters": _posters,
    "web.colleagues": _colleagues,
    "web.desks": _desks,
    "web.quarantine": _quarantine,
}
"""By the endpoint of a page, what says what is set there."""
