"""The data dictionary of a sheet's table: what each of its keys means, in plain Dutch. Pure.

A key is the place of a figure in the JSON of a sheet, without which one of a list it is:
`answers.goals.asked.percent` holds for every question.
"""

from __future__ import annotations

from typing import NamedTuple

from registry.sheets import definitions
from registry.sheets.codes import CODES as CODES
from registry.sheets.codes import COLUMNS as COLUMNS
from registry.sheets.codes import NAMES as NAMES
from registry.sheets.codes import REASONS as REASONS
from registry.sheets.codes import SAID as SAID
from registry.sheets.codes import SEEN_NAMES as SEEN_NAMES


class Entry(NamedTuple):
    """Part of the sheet, what a figure is called, its unit ("" for words), what it means."""

    section: str
    what: str
    unit: str
    explained: str


ABOUT, WORDS, VISITS, PEOPLE = "Over dit blad", "In woorden", "Bezoeken", "Mensen"
OS, BUSY, ACTIVITIES = "De vijf O’s", "Drukte", "Activiteiten"
ASKED, SEEN, HELP = "Gevraagd", "Gezien", "Hulpvragen"
GAPS, WORK = "Gaten in de cijfers", "Gedaan voor de doelen"

UNKNOWN = Entry("Overig", "", "", "Van een oudere versie van dit blad.")
"""What is said of a key that sheets have no more."""


def _what(name: str) -> str:
    """What a figure is, as the annex and the month's page say it too."""
    return definitions.of(name).what


DICTIONARY: dict[str, Entry] = {
    "state": Entry(ABOUT, "Stand", "", "Concept: kan nog veranderen. Uitgegeven: ligt vast."),
    "example": Entry(ABOUT, "Verzonnen", "", "Ja: alle cijfers zijn een verzonnen voorbeeld."),
    "theory_version": Entry(
        ABOUT, "Versie van de theorie van verandering", "", "Waar doelen en vragen uit komen."
    ),
    "template_version": Entry(ABOUT, "Versie van het sjabloon", "", "Welke regels het blad heeft."),
    "issue.number": Entry(ABOUT, "Nummer van het blad", "", "Staat onder aan het blad."),
    "issue.code": Entry(ABOUT, "Controlecode", "", "Hiermee controleert u het blad."),
    "issue.version": Entry(ABOUT, "Uitgave", "", "Na een fout komt er een nieuwe versie."),
    "issue.issued_on": Entry(ABOUT, "Uitgegeven op", "", "Vanaf die dag liggen de cijfers vast."),
    "issue.checksum": Entry(
        ABOUT, "Controlegetal", "", "SHA-256 over alle cijfers. Het blad toont het begin ervan."
    ),
    "issue.why": Entry(ABOUT, "Wat is er verbeterd", "", "Waarom er een nieuwe versie is."),
    "issue.address": Entry(ABOUT, "Controlepagina", "", "Hier ziet u of het blad echt is."),
    "headline": Entry(WORDS, "Kop", "", "De belangrijkste zin van bladzijde een."),
    "words": Entry(WORDS, "De coördinator", "", "Eigen regels van de coördinator."),
    "answers.headline": Entry(WORDS, "Kop van de antwoorden", "", "De zin boven bladzijde twee."),
    "help.headline": Entry(WORDS, "Kop van de hulpvragen", "", "De zin boven hoe het afliep."),
    "quote": Entry(WORDS, "Citaat", "", "Van een bezoeker, met toestemming."),
    "agreed": Entry(WORDS, "Afspraak", "", "Wat het team afsprak na de maand."),
    "visits.count": Entry(VISITS, "Bezoeken", "bezoeken", _what("visits")),
    "visits.direction": Entry(
        VISITS, "Vergeleken met de maand ervoor", "", "Meer, minder, ongeveer gelijk of gelijk."
    ),
    "visits.percent": Entry(VISITS, "Verschil met de maand ervoor", "%", _what("visits_change")),
    "visits.usual.lower": Entry(VISITS, "Gewoonlijk per week, vanaf", "bezoeken", _what("usual")),
    "visits.usual.upper": Entry(VISITS, "Gewoonlijk per week, tot", "bezoeken", _what("usual")),
    "visits.usual.above": Entry(
        VISITS, "Drukkere weken", "weken", "Weken van deze maand boven wat gewoon is."
    ),
    "visits.usual.below": Entry(
        VISITS, "Rustigere weken", "weken", "Weken van deze maand onder wat gewoon is."
    ),
    "visits.usual.shift": Entry(
        VISITS, "Aan één kant", "", "Acht weken of meer na elkaar boven of onder het gemiddelde."
    ),
    "doors.figure": Entry(VISITS, "Ingevoerd", "bezoeken", _what("doors")),
    "gaps.days": Entry(GAPS, "Open dagen zonder bezoek", "dagen", _what("gaps")),
    "gaps.tablets": Entry(
        GAPS,
        "Dagen dat een tablet zweeg",
        "dagen",
        "Per tablet, op dagen dat er wel mensen kwamen.",
    ),
    "visits.by_phone": Entry(VISITS, "Met een telefoon", "bezoeken", _what("phone_visits")),
    "visits.late_months.visits": Entry(
        VISITS, "Nagekomen, per maand", "bezoeken", "Van welke eerdere maand ze zijn."
    ),
    "visits.late": Entry(
        VISITS,
        "Nagekomen",
        "bezoeken",
        _what("late_visits"),
    ),
    "holders.now": Entry(PEOPLE, "Pashouders", "mensen", _what("holders")),
    "holders.beside": Entry(
        PEOPLE, "Bezoeken met een pas", "bezoeken", "Hoe vaak de pashouders samen kwamen."
    ),
    "holders.percent": Entry(PEOPLE, "Deel met een pas", "%", _what("pass_percent")),
    "new.now": Entry(PEOPLE, "Nieuwe pashouders", "mensen", _what("new")),
    "new.beside": Entry(
        PEOPLE, "Nieuwe pashouders, de maand ervoor", "mensen", "Hetzelfde, een maand eerder."
    ),
    "new.percent": Entry(PEOPLE, "Deel dat nieuw is", "%", "Deel van de pashouders."),
    "helpers.now": Entry(PEOPLE, "Hielpen mee", "mensen", _what("helpers")),
    "helpers.beside": Entry(PEOPLE, "Organiseerden", "mensen", _what("organisers")),
    "helpers.percent": Entry(PEOPLE, "Deel dat meehielp", "%", "Deel van de pashouders."),
    "attendance": Entry(OS, "Deelnames, alle O’s", "deelnames", _what("attendance")),
    "os.activities": Entry(OS, "Activiteiten", "activiteiten", "Met deze O als eerste."),
    "os.attendance": Entry(OS, "Deelnames", "deelnames", "Aan activiteiten met deze O als eerste."),
    "os.percent": Entry(OS, "Deel van de deelnames", "%", "Deel van alle deelnames."),
    "hours": Entry(BUSY, "Uur van de dag", "uur", "De uren die de tekening van de drukte heeft."),
    "busy.labels.average": Entry(
        BUSY,
        "Gemiddeld per uur",
        "bezoeken",
        "Gemiddeld aantal bezoeken in dat uur. Alleen van de drukste uren staat het getal er.",
    ),
    "activities.o": Entry(ACTIVITIES, "O", "", "De eerste van de vijf O’s waar het om gaat."),
    "activities.schedule": Entry(ACTIVITIES, "Wanneer", "", "Dag en tijd volgens het programma."),
    "activities.nameless": Entry(
        ACTIVITIES,
        "Gevoelige activiteiten samen",
        "activiteiten",
        "Spreekuren en zo staan zonder naam, per O bij elkaar.",
    ),
    "activities.times": Entry(ACTIVITIES, "Keren", "keer", "Hoe vaak het doorging."),
    "activities.attendance": Entry(ACTIVITIES, "Deelnames", "deelnames", "Van alle keren samen."),
    "activities.per_time": Entry(
        ACTIVITIES, "Per keer", "deelnames", "Gemiddeld aantal deelnames per keer."
    ),
    "rest.activities": Entry(
        ACTIVITIES, "Andere activiteiten", "activiteiten", "Die niet apart op het blad staan."
    ),
    "rest.attendance": Entry(
        ACTIVITIES, "Deelnames aan andere activiteiten", "deelnames", "Van die andere samen."
    ),
    "answers.mood.text": Entry(ASKED, "Vraag naar de stemming", "", "Gevraagd bij aankomst."),
    "answers.mood.n": Entry(ASKED, "Antwoorden: stemming", "antwoorden", "Wie tikte, geteld."),
    "answers.mood.response": Entry(
        ASKED, "Deel dat antwoordde: stemming", "%", "Van wie de vraag kreeg."
    ),
    "answers.mood.percent": Entry(
        ASKED, "Goed of heel goed", "%", "Deel van de antwoorden. Vanaf dertig antwoorden."
    ),
    "answers.mood.low": Entry(
        ASKED, "Goed of heel goed, ondergrens", "%", "Marge van 95% (Wilson). Zij is een minimum."
    ),
    "answers.mood.high": Entry(
        ASKED, "Goed of heel goed, bovengrens", "%", "Marge van 95% (Wilson). Zij is een minimum."
    ),
    "answers.mood.of_ten": Entry(
        ASKED, "Goed of heel goed", "van de 10", "Bij weinig antwoorden alleen ongeveer."
    ),
    "answers.mood.shares.percent": Entry(
        ASKED, "Deel van de antwoorden: stemming", "%", "Per antwoord. Staat in de bijlage."
    ),
    "answers.mood.withheld": Entry(
        ASKED, "Goed of heel goed", "%", "Bij te weinig antwoorden staat er niets."
    ),
    "answers.goals.asked.on_leaving": Entry(
        ASKED, "Gevraagd bij weggaan", "", "Nee: gevraagd bij aankomst."
    ),
    "answers.goals.asked.felt_change": Entry(
        ASKED, "Vraagt naar verandering", "", "Ja: wat er veranderde sinds iemand hier komt."
    ),
    "answers.goals.asked.n": Entry(ASKED, "Antwoorden", "antwoorden", "Wie tikte, geteld."),
    "answers.goals.asked.response": Entry(
        ASKED, "Deel dat antwoordde", "%", "Van wie de vraag kreeg."
    ),
    "answers.goals.asked.favourable": Entry(
        ASKED, "Gunstig antwoord", "", "Het antwoord dat het percentage telt."
    ),
    "answers.goals.asked.percent": Entry(
        ASKED, "Gunstig", "%", "Deel dat gunstig antwoordde. Vanaf dertig antwoorden."
    ),
    "answers.goals.asked.of_ten": Entry(
        ASKED, "Gunstig", "van de 10", "Bij weinig antwoorden alleen ongeveer."
    ),
    "answers.goals.asked.low": Entry(
        ASKED, "Gunstig, ondergrens", "%", "Marge van 95% (Wilson). Zij is een minimum."
    ),
    "answers.goals.asked.high": Entry(
        ASKED, "Gunstig, bovengrens", "%", "Marge van 95% (Wilson). Zij is een minimum."
    ),
    "answers.goals.asked.shares.percent": Entry(
        ASKED, "Deel van de antwoorden", "%", "Per antwoord. Staat in de bijlage."
    ),
    "answers.goals.asked.withheld": Entry(
        ASKED, "Gunstig", "%", "Bij te weinig antwoorden staat er niets."
    ),
    "answers.goals.asked.before.month": Entry(
        ASKED, "Vorige keer gevraagd in", "", "De maand waarmee is vergeleken."
    ),
    "answers.goals.asked.before.percent": Entry(
        ASKED, "Gunstig, vorige keer", "%", "Deel dat toen gunstig antwoordde."
    ),
    "answers.goals.asked.before.points": Entry(
        ASKED,
        "Verschil met de vorige keer",
        "procentpunten",
        "Staat er alleen als de toets een verschil ziet (5%, met Holm voor alle vragen samen).",
    ),
    "answers.goals.asked.before.direction": Entry(
        ASKED, "Richting van het verschil", "", "Hoger of lager dan de vorige keer."
    ),
    "answers.goals.work.activities": Entry(WORK, "Activiteiten", "activiteiten", _what("work")),
    "answers.goals.work.attendance": Entry(
        WORK, "Deelnames", "deelnames", "Aan die activiteiten. Niet op te tellen over de doelen."
    ),
    "answers.goals.done.activities": Entry(
        WORK, "Activiteiten", "activiteiten", "Gehouden activiteiten die aan dit subdoel werken."
    ),
    "answers.goals.done.attendance": Entry(
        WORK, "Deelnames", "deelnames", "Aan die activiteiten. Niet op te tellen over subdoelen."
    ),
    "answers.suspect": Entry(ASKED, "Te snelle tikken", "tikken", "Die tellen niet mee."),
    "answers.tests": Entry(
        ASKED, "Vragen met een toets", "vragen", "Zo veel keer is met een vorige keer vergeleken."
    ),
    "answers.goals.seen.now": Entry(SEEN, "Deze maand", "", "Geteld in de registratie."),
    "answers.goals.seen.before": Entry(SEEN, "De maand ervoor", "", "Hetzelfde, toen."),
    "answers.more.now": Entry(SEEN, "Deze maand", "", "Gezien van een indicator. In de bijlage."),
    "answers.more.before": Entry(SEEN, "De maand ervoor", "", "Hetzelfde, toen."),
    "help.total": Entry(HELP, "Hulpvragen", "hulpvragen", "De som van de getoonde onderwerpen."),
    "help.disc": Entry(HELP, "Eén stip is", "hulpvragen", "Voor wie de tekening natelt."),
    "help.topics.figure": Entry(HELP, "Onderwerp", "hulpvragen", "Waar de vraag over ging."),
    "help.outcomes.figure": Entry(HELP, "Afloop", "hulpvragen", _what("outcomes")),
}
