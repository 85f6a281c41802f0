"""The data dictionary of joint sheets, quarters and years: what no month of a centre has. Pure."""

from __future__ import annotations

from registry.sheets import definitions
from registry.sheets.dictionary import ABOUT, ASKED, HELP, OS, SEEN, VISITS, WORK, Entry

CENTRES, MONTHS = "Per centrum", "Per maand"
_OVER = "Over de centra waarvan het blad de antwoorden laat zien."
_FEW = "Bij weinig antwoorden alleen ongeveer."
_MARGIN = "Marge van 95% (Wilson), eerst de ondergrens. Zij is een minimum."
_ASKED_TO = "Van wie de vraag kreeg, over die centra: uit wat hun bladen afdrukken."
_TOUCHED = "Wie tikte, geteld."

_BESIDE = {
    "month": Entry(
        ASKED, "Vorige keer gevraagd in", "", "De laatste maand waarin dezelfde centra dit toonden."
    ),
    "percent": Entry(
        ASKED, "Gunstig, vorige keer", "%", "Over dezelfde centra, uit hun bladen van toen."
    ),
    "points": Entry(
        ASKED,
        "Verschil met de vorige keer",
        "procentpunten",
        "Staat er alleen als de toets een verschil ziet (5%, met Holm voor alle vragen samen).",
    ),
    "direction": Entry(
        ASKED, "Richting van het verschil", "", "Hoger of lager dan de vorige keer."
    ),
}
"""A question beside the last time; the mood never is."""

LATER: dict[str, Entry] = {
    **{
        f"{which}.before.{name}": entry
        for which in ("mood", "goals.asked")
        for name, entry in _BESIDE.items()
    },
    "missing": Entry(ABOUT, "Nog niet uitgegeven", "", "Dit telt hier niet mee."),
    "visits": Entry(VISITS, "Bezoeken", "bezoeken", "De som van de bladen waar dit van komt."),
    "activities": Entry(OS, "Activiteiten, alle O’s", "activiteiten", "Van alle centra samen."),
    "centres.neighbourhood": Entry(CENTRES, "Buurt", "", "Waar het centrum staat."),
    "centres.sheet": Entry(CENTRES, "Blad", "", "Het blad waar de cijfers van komen."),
    "centres.visits": Entry(CENTRES, "Bezoeken", "bezoeken", "Zoals het op dat blad staat."),
    "centres.first": Entry(CENTRES, "Eerste blad", "", "De maand van het eerste blad."),
    "centres.holders": Entry(
        CENTRES, "Pashouders", "mensen", "Mensen zijn niet op te tellen: iemand kan bij twee komen."
    ),
    "centres.helpers": Entry(CENTRES, "Hielpen mee", "mensen", definitions.of("helpers").what),
    "mood.text": Entry(ASKED, "Vraag naar de stemming", "", "Gevraagd bij aankomst."),
    "mood.question": Entry(ASKED, "Vraag", "", "De vaste naam van de vraag."),
    "mood.on_leaving": Entry(ASKED, "Gevraagd bij weggaan", "", "Nee: gevraagd bij aankomst."),
    "mood.felt_change": Entry(ASKED, "Vraagt naar verandering", "", "Nee: hoe het nu is."),
    "mood.favourable": Entry(ASKED, "Gunstig antwoord", "", "Dat telt het percentage."),
    "mood.centres": Entry(ASKED, "Centra: stemming", "centra", _OVER),
    "mood.thin": Entry(
        ASKED, "Centra met te weinig antwoorden: stemming", "centra", "Die tellen niet mee."
    ),
    "mood.n": Entry(ASKED, "Antwoorden: stemming", "antwoorden", _TOUCHED),
    "mood.response": Entry(ASKED, "Deel dat antwoordde: stemming", "%", _ASKED_TO),
    "mood.percent": Entry(ASKED, "Goed of heel goed", "%", "Vanaf dertig antwoorden."),
    "mood.of_ten": Entry(ASKED, "Goed of heel goed", "van de 10", _FEW),
    "mood.margin": Entry(ASKED, "Goed of heel goed, marge", "%", _MARGIN),
    "goals.asked.on_leaving": Entry(
        ASKED, "Gevraagd bij weggaan", "", "Nee: gevraagd bij aankomst."
    ),
    "goals.asked.felt_change": Entry(
        ASKED, "Vraagt naar verandering", "", "Ja: wat er veranderde sinds iemand hier komt."
    ),
    "goals.asked.favourable": Entry(ASKED, "Gunstig antwoord", "", "Dat telt het percentage."),
    "goals.asked.centres": Entry(ASKED, "Centra", "centra", _OVER),
    "goals.asked.thin": Entry(
        ASKED, "Centra met te weinig antwoorden", "centra", "Die tellen niet mee."
    ),
    "goals.asked.n": Entry(ASKED, "Antwoorden", "antwoorden", _TOUCHED),
    "goals.asked.response": Entry(ASKED, "Deel dat antwoordde", "%", _ASKED_TO),
    "goals.asked.percent": Entry(ASKED, "Gunstig", "%", "Vanaf dertig antwoorden."),
    "goals.asked.of_ten": Entry(ASKED, "Gunstig", "van de 10", _FEW),
    "goals.asked.margin": Entry(ASKED, "Gunstig, marge", "%", _MARGIN),
    "tests": Entry(
        ASKED, "Vragen met een toets", "vragen", "Zo veel keer is met een vorige keer vergeleken."
    ),
    "goals.seen.now": Entry(SEEN, "Deze maand", "", "De som van de bladen van de centra."),
    "goals.seen.months": Entry(SEEN, "Per maand", "", "Zoals het op de maandbladen staat."),
    "more.now": Entry(SEEN, "Deze maand", "", "De som van de bladen. Staat in de bijlage."),
    "goals.work.activities": Entry(
        WORK, "Activiteiten", "activiteiten", definitions.of("work").what
    ),
    "goals.work.attendance": Entry(
        WORK, "Deelnames", "deelnames", "Aan die activiteiten. Niet op te tellen over de doelen."
    ),
    "goals.done.activities": Entry(
        WORK, "Activiteiten", "activiteiten", "Van alle centra samen, aan dit subdoel."
    ),
    "goals.done.attendance": Entry(
        WORK, "Deelnames", "deelnames", "Aan dit subdoel, van alle centra of maanden samen."
    ),
    "goals.done.fewest": Entry(
        WORK, "Activiteiten, minst", "activiteiten", "In de maand met de minste voor dit subdoel."
    ),
    "goals.done.most": Entry(
        WORK, "Activiteiten, meest", "activiteiten", "In de maand met de meeste voor dit subdoel."
    ),
    "goals.subgoals": Entry(ABOUT, "Subdoel", "", "Uit de theorie van verandering."),
    "goals.indicators.seen.months": Entry(
        SEEN, "Per maand", "", "Gezien van de indicator, zoals het op de maandbladen staat."
    ),
    "goals.indicators.indicator": Entry(ASKED, "Indicator", "", "Uit de theorie van verandering."),
    "goals.indicators.question": Entry(ASKED, "Vraag", "", "De vaste naam van de vraag."),
    "goals.indicators.felt_change": Entry(
        ASKED, "Vraagt naar verandering", "", "Ja: wat er veranderde sinds iemand hier komt."
    ),
    "goals.indicators.favourable": Entry(ASKED, "Gunstig antwoord", "", "Dat telt het percentage."),
    "goals.indicators.asked.n": Entry(ASKED, "Antwoorden", "antwoorden", _TOUCHED),
    "goals.indicators.asked.percent": Entry(ASKED, "Gunstig", "%", "Vanaf dertig antwoorden."),
    "goals.indicators.asked.of_ten": Entry(ASKED, "Gunstig", "van de 10", _FEW),
    "goals.indicators.asked.response": Entry(
        ASKED, "Deel dat antwoordde", "%", "Van wie de vraag kreeg."
    ),
    "goals.indicators.asked.low": Entry(ASKED, "Gunstig, ondergrens", "%", _MARGIN),
    "goals.indicators.asked.high": Entry(ASKED, "Gunstig, bovengrens", "%", _MARGIN),
    "joint": Entry(ABOUT, "Alle centra samen", "", "Nee: van een centrum."),
    "months.sheet": Entry(MONTHS, "Blad", "", "Het blad waar de cijfers van komen."),
    "months.visits": Entry(MONTHS, "Bezoeken", "bezoeken", "Zoals het op dat blad staat."),
    "months.attendance": Entry(MONTHS, "Deelnames", "deelnames", "Zoals het op dat blad staat."),
    "months.holders": Entry(
        MONTHS, "Pashouders", "mensen", "Niet op te tellen: iemand kan elke maand komen."
    ),
    "months.new": Entry(MONTHS, "Nieuwe pashouders", "mensen", definitions.of("new").what),
    "months.helpers": Entry(MONTHS, "Hielpen mee", "mensen", definitions.of("helpers").what),
    "help_total": Entry(HELP, "Hulpvragen", "hulpvragen", "De som van de getoonde onderwerpen."),
    "disc": Entry(HELP, "Eén stip is", "hulpvragen", "Voor wie de tekening natelt."),
    "topics.figure": Entry(HELP, "Onderwerp", "hulpvragen", "De som van de getoonde getallen."),
    "outcomes.figure": Entry(HELP, "Afloop", "hulpvragen", "De som van de getoonde getallen."),
}
