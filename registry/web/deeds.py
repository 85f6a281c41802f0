"""What the audit trail says in Dutch: each deed, its kind, and the fields it changed."""

from __future__ import annotations

from flask_babel import gettext as _

from registry.activities import reasons
from registry.web import day_record, passes, quarantine


def kinds() -> dict[str, str]:
    """Return the kinds of deeds that one can look for, by what their actions start with."""
    return {
        "account": _("Accounts en inloggen"),
        "activity": _("Activiteiten"),
        "occurrence": _("Bijeenkomsten"),
        "visit": _("Bezoeken"),
        "list": _("Oude lijsten"),
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
        "help": _("Hulpvragen"),
        "partner": _("Partners"),
        "handout": _("Materiële hulp"),
        "effort": _("Uren van vrijwilligers"),
        "steps": _("Stappen"),
        "reflection": _("Teamreflectie"),
        "story": _("Verhalen"),
        "heard": _("U zei, wij deden"),
        "sheet": _("Maandblad"),
        "reader": _("Cijfers voor anderen"),
        "retention": _("Bewaren"),
        "care": _("Reservekopie"),
    }


def deed(action: str) -> str:
    """Say what was done; a deed without words of its own shows its code."""
    return _deeds().get(action.partition(" ")[0], action)


def why(reason: str) -> str:
    """Say why: a reason of one of the lists in its words, anything else as it was written."""
    known = {**quarantine.REASONS, **day_record.REASONS, **passes.REASONS}
    if reason in reasons.REASONS:
        return str(_(reasons.REASONS[reason]))
    return str(known.get(reason, reason))


def field(name: str) -> str:
    """Return what a changed field is called."""
    of_things = {**_fields_of_an_activity(), **_fields_of_a_centre(), **_fields_of_care()}
    known = {**_fields(), **of_things}
    return str(known.get(name, name))


def _fields() -> dict[str, str]:
    return {
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
        "rows": _("Regels"),
        "refused": _("Niet mee"),
        "first_day": _("Eerste dag"),
        "last_day": _("Laatste dag"),
        "opened_on": _("Eerste dag"),
        "minutes": _("Minuten per mens"),
        "reason": _("Reden"),
        "questions": _("Vragen"),
        "felt_change": _("Vraagt wat er veranderde"),
        "asks": _("Stelt vragen"),
        "words": _("Tekst"),
        "headline": _("Kop"),
        "version": _("Versie"),
        "checksum": _("Controlegetal"),
    }


def _fields_of_care() -> dict[str, str]:
    return {
        "visits": _("Bezoeken zonder pas"),
        "erased": _("Opnieuw gewiste passen"),
        "passes": _("Ongebruikte passen"),
        "apart": _("Wat apart was gezet"),
        "answers": _("Nummers van antwoorden"),
        "trail": _("Regels van het logboek"),
    }


def _fields_of_an_activity() -> dict[str, str]:
    return {
        "title": _("Naam"),
        "place": _("Plaats"),
        "when": _("Wanneer"),
        "capacity": _("Plekken"),
        "sensitive": _("Gevoelig"),
        "main_o": _("Eerste O"),
        "other_os": _("Ook een beetje"),
        "goals": _("Doelen"),
        "subgoals": _("Subdoelen"),
        "type": _("Soort"),
        "led_by": _("Wie leidt"),
        "activity": _("Activiteit"),
        "first_day": _("Vanaf"),
        "last_day": _("Tot en met"),
        "in_holidays": _("Gaat door in de vakantie"),
        "target_group": _("Voor wie"),
        "for_children": _("Voor kinderen"),
    }


def _fields_of_a_centre() -> dict[str, str]:
    return {
        "logo": _("Logo"),
        "monday": _("Maandag"),
        "tuesday": _("Dinsdag"),
        "wednesday": _("Woensdag"),
        "thursday": _("Donderdag"),
        "friday": _("Vrijdag"),
        "saturday": _("Zaterdag"),
        "sunday": _("Zondag"),
    }


def _deeds() -> dict[str, str]:
    return {**_doors(), **_daily(), **_beside(), **_settings()}


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
        "reader.add": _("Sleutel voor de cijfers gegeven"),
        "reader.revoke": _("Sleutel voor de cijfers ingetrokken"),
        "desk.enrol": _("Balie gemaakt"),
        "desk.revoke": _("Balie ingetrokken"),
        "desk.close": _("Balie dichtgedaan"),
    }


def _daily() -> dict[str, str]:
    return {
        "activity.create": _("Activiteit gemaakt"),
        "activity.change": _("Activiteit veranderd"),
        "activity.archive": _("Activiteit opgeborgen"),
        "activity.bring_back": _("Activiteit teruggehaald"),
        "occurrence.cancel": _("Bijeenkomst afgezegd"),
        "occurrence.move": _("Bijeenkomst verplaatst"),
        "occurrence.restore": _("Bijeenkomst gaat door zoals gepland"),
        "visit.added": _("Bezoek later toegevoegd"),
        "visit.changed": _("Bezoek verbeterd"),
        "visit.walk_in": _("Bezoek geteld aan de balie"),
        "visit.undo": _("Bezoek teruggenomen"),
        "list.count_in": _("Oude lijst ingelezen"),
        "list.take_back": _("Oude lijst teruggenomen"),
        "quarantine.accept": _("Apart gezet: telt mee"),
        "quarantine.set_aside": _("Apart gezet: telt niet mee"),
        "quarantine.reopen": _("Apart gezet: opnieuw open"),
        "passes.make": _("Passen gemaakt"),
        "pass.give": _("Pas uitgegeven"),
        "pass.revoke": _("Pas ingetrokken"),
        "pass.erase": _("Pas gewist"),
        "sheet.download": _("Maandblad opgehaald"),
        "sheet.words": _("Eigen regels geschreven"),
        "sheet.issue": _("Maandblad uitgegeven"),
        "sheet.correct": _("Nieuwe versie van een maandblad"),
    }


def _beside() -> dict[str, str]:
    return {
        "help.record": _("Hulpvraag opgeschreven"),
        "help.update": _("Hulpvraag bijgewerkt"),
        "help.aftercare": _("Nazorg gegeven"),
        "help.aftercare_undo": _("Nazorg teruggenomen"),
        "help.undo": _("Hulpvraag teruggenomen"),
        "partner.add": _("Partner toegevoegd"),
        "partner.rename": _("Partner hernoemd"),
        "partner.archive": _("Partner opgeborgen"),
        "partner.restore": _("Partner teruggehaald"),
        "handout.add": _("Materiële hulp geteld"),
        "handout.correct": _("Materiële hulp verbeterd"),
        "effort.add": _("Uren opgeschreven"),
        "effort.remove": _("Uren weggehaald"),
        "steps.count": _("Stappen geteld"),
        "reflection.score": _("Reflectie ingevuld"),
        "reflection.agree": _("Afspraak gemaakt"),
        "reflection.result": _("Afspraak teruggekeken"),
        "story.add": _("Verhaal bewaard"),
        "story.choose": _("Verhaal gekozen voor het maandblad"),
        "story.withdraw": _("Verhaal ingetrokken"),
        "heard.write": _("U zei, wij deden geschreven"),
    }


def _settings() -> dict[str, str]:
    return {
        "centre.add": _("Centrum toegevoegd"),
        "centre.close": _("Dag gesloten"),
        "centre.open": _("Dag weer open"),
        "centre.opened_on": _("Eerste dag van het centrum veranderd"),
        "centre.hours": _("Openingstijden veranderd"),
        "centre.hours_back": _("Andere openingstijden teruggenomen"),
        "centre.logo": _("Logo bewaard"),
        "centre.logo_off": _("Logo weggehaald"),
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
        "poster.print": _("Poster geprint"),
        "poster.renew": _("Poster vernieuwd"),
        "poster.withdraw": _("Poster gestopt"),
        "care.restore": _("Reservekopie teruggezet"),
        "retention.run": _("Gewist wat te oud was"),
    }
