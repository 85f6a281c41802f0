"""What the audit trail says in Dutch: each deed, its kind, and the fields it changed."""

from __future__ import annotations

from flask_babel import gettext as _


def kinds() -> dict[str, str]:
    """Return the kinds of deeds that one can look for, by what their actions start with."""
    return {
        "account": _("Accounts en inloggen"),
        "activity": _("Activiteiten"),
        "occurrence": _("Bijeenkomsten"),
        "visit": _("Bezoeken"),
        "quarantine": _("Apart gezet"),
        "tablet": _("Tablets"),
        "desk": _("Balies"),
        "centre": _("Het centrum"),
        "questions": _("Vragen"),
        "text": _("Teksten"),
        "clip": _("Voorlezen"),
        "poster": _("Posters"),
        "passes": _("Passen maken"),
        "pass": _("Passen"),
        "sheet": _("Maandblad"),
        "help": _("Hulpvragen"),
        "partner": _("Partners"),
        "handout": _("Materiële hulp"),
        "story": _("Verhalen"),
        "heard": _("U zei, wij deden"),
        "reflection": _("Teamreflectie"),
        "effort": _("Uren en trainingen"),
        "steps": _("Stappen"),
    }


def deed(action: str) -> str:
    """Say what was done; a deed without words of its own shows its code."""
    return _deeds().get(action, action)


def field(name: str) -> str:
    """Return what a changed field is called."""
    known = {
        "role": _("Rol"),
        "name": _("Naam"),
        "browser": _("Browser"),
        "languages": _("Talen"),
        "topic": _("Onderwerp"),
        "channel": _("Hoe gekomen"),
        "outcome": _("Hoe het is"),
        "partner": _("Partner"),
        "aftercare": _("Nazorg"),
        "given_on": _("Gevraagd op"),
        "number": _("Aantal"),
        "month": _("Maand"),
        "line": _("Afspraak"),
        "result": _("Gelukt"),
        "day": _("Dag"),
        "sort": _("Soort"),
        "kind": _("Groep"),
        "people": _("Mensen"),
        "minutes": _("Minuten per mens"),
    }
    return str(known.get(name, name))


def _deeds() -> dict[str, str]:
    return {**_doors(), **_daily(), **_support(), **_settings()}


def _doors() -> dict[str, str]:
    return {
        "account.invite": _("Rol gegeven"),
        "account.roles": _("Rollen veranderd"),
        "account.link": _("Nieuwe link gegeven"),
        "account.password": _("Wachtwoord gekozen"),
        "account.sign_in": _("Ingelogd"),
        "account.sign_out": _("Uitgelogd"),
        "account.pin_in": _("Ingelogd met pincode"),
        "account.pin": _("Pincode gekregen"),
        "account.app": _("App gekoppeld"),
        "account.app_off": _("App losgekoppeld"),
        "account.spare_code": _("Herstelcode gebruikt"),
        "account.spare_codes": _("Nieuwe herstelcodes"),
        "account.off": _("Account uitgezet"),
        "account.on": _("Account weer aangezet"),
        "desk.enrol": _("Balie gemaakt"),
        "desk.revoke": _("Balie ingetrokken"),
        "desk.close": _("Balie dichtgedaan"),
    }


def _daily() -> dict[str, str]:
    return {
        "activity.create": _("Activiteit gemaakt"),
        "activity.change": _("Activiteit veranderd"),
        "activity.archive": _("Activiteit opgeborgen"),
        "occurrence.cancel": _("Bijeenkomst afgezegd"),
        "visit.walk_in": _("Bezoek geteld aan de balie"),
        "visit.undo": _("Bezoek teruggenomen"),
        "quarantine.accept": _("Apart gezet: telt mee"),
        "quarantine.set_aside": _("Apart gezet: telt niet mee"),
        "quarantine.reopen": _("Apart gezet: opnieuw open"),
        "passes.make": _("Passen gemaakt"),
        "pass.revoke": _("Pas ingetrokken"),
        "sheet.download": _("Maandblad opgehaald"),
        "sheet.words": _("Eigen regels geschreven"),
    }


def _support() -> dict[str, str]:
    return {
        "help.record": _("Hulpvraag opgeschreven"),
        "help.update": _("Hulpvraag bijgewerkt"),
        "help.undo": _("Hulpvraag teruggenomen"),
        "help.aftercare": _("Nazorg gedaan"),
        "help.aftercare_undo": _("Nazorg teruggenomen"),
        "partner.add": _("Partner toegevoegd"),
        "partner.rename": _("Partner hernoemd"),
        "partner.archive": _("Partner weggehaald"),
        "partner.restore": _("Partner teruggezet"),
        "handout.add": _("Uitgedeeld"),
        "handout.correct": _("Uitgedeeld aantal verbeterd"),
        "story.add": _("Verhaal bewaard"),
        "story.choose": _("Verhaal gekozen"),
        "story.withdraw": _("Verhaal weggegooid"),
        "heard.write": _("Regel geschreven"),
        "reflection.score": _("Cijfers gegeven"),
        "reflection.agree": _("Afspraak geschreven"),
        "reflection.result": _("Gezegd of de afspraak lukte"),
        "effort.add": _("Uren of training opgeschreven"),
        "effort.remove": _("Uren of training weggehaald"),
        "steps.count": _("Stappen geteld"),
    }


def _settings() -> dict[str, str]:
    return {
        "centre.add": _("Centrum toegevoegd"),
        "centre.corner_code": _("Nieuwe hoekcode"),
        "centre.speak": _("Talen gekozen"),
        "tablet.code": _("Code voor een tablet gegeven"),
        "tablet.enrol": _("Tablet gekoppeld"),
        "tablet.rename": _("Tablet hernoemd"),
        "tablet.revoke": _("Tablet ingetrokken"),
        "tablet.move": _("Tablet verhuist"),
        "tablet.stay": _("Tablet blijft"),
        "tablet.arrive": _("Tablet aangekomen"),
        "questions.choose": _("Vragen van de maand gekozen"),
        "questions.turn": _("Vragen weer om de beurt"),
        "questions.on": _("Vragen aangezet"),
        "questions.off": _("Vragen uitgezet"),
        "text.correct": _("Tekst verbeterd"),
        "text.revert": _("Tekst teruggezet"),
        "clip.keep": _("Opname bewaard"),
        "clip.remove": _("Opname weggehaald"),
        "poster.renew": _("Poster vernieuwd"),
        "poster.withdraw": _("Poster gestopt"),
    }
