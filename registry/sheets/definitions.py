"""What each figure is, how it is counted and what it does not say: one line to print. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from registry.theory.model import Moment, Question, Theory, Value


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure in plain Dutch: what it is, where it comes from, what it does not say."""

    what: str
    source: str
    weakness: str

    @property
    def line(self) -> str:
        """All of it on one line."""
        return f"{self.what} Bron: {self.source} Let op: {self.weakness}"


_TAPS = "aanmeldingen op de tablet, aan de balie en met de telefoon."
_PASSES = "aanmeldingen met een pas."
_HELP = "hulpvragen die het team opschrijft."
_PROGRAMME = "het programma van het centrum."

DEFINITIONS = {
    "visits": Definition(
        "Een bezoek is één persoon op één dag. Wie twee keer op een dag komt, telt één keer als hij"
        " een pas gebruikt.",
        _TAPS,
        "zonder pas telt elke tik. Wie niet tikt, telt niet mee.",
    ),
    "comparisons": Definition(
        "Het verschil met een eerdere periode, per open dag gerekend.",
        _TAPS,
        "een verschil zegt niet waar het door komt. Ook het weer of een feest telt mee.",
    ),
    "visits_change": Definition(
        "Hoeveel bezoeken meer of minder dan in de maand ervoor, als deel van die maand.",
        _TAPS,
        "maanden hebben niet even veel open dagen. Daar is hier niet voor gerekend.",
    ),
    "expected": Definition(
        "Zoveel bezoeken verwacht u op de open dagen van deze maand, als elke dag was zoals toen.",
        "dezelfde maand van vorig jaar; is die er niet, dan de drie maanden ervoor.",
        "het is een rekensom en geen doel. Zonder vorig jaar telt het seizoen niet mee.",
    ),
    "usual": Definition(
        "Gewoon is wat tussen de twee grenzen valt: het gemiddelde van de weken ervoor, plus en min"
        " 2,66 keer de gemiddelde stap tussen twee weken. Acht weken na elkaar aan één kant is ook"
        " niet gewoon.",
        "bezoeken per hele week, omgerekend naar een week met de gewone open dagen.",
        "ook door toeval valt heel soms een week erbuiten.",
    ),
    "pass_percent": Definition(
        "Welk deel van de bezoeken met een pas was.",
        _PASSES,
        "wie zijn pas vergeet, telt bij de bezoeken zonder pas.",
    ),
    "holders": Definition(
        "Hoeveel verschillende passen deze maand zijn gebruikt.",
        _PASSES,
        "een pas heeft geen naam. Wie een nieuwe pas krijgt, telt als een nieuw mens.",
    ),
    "new": Definition(
        "Pashouders die deze maand voor het eerst kwamen.",
        _PASSES,
        "zij kunnen al eerder zonder pas zijn geweest.",
    ),
    "returning": Definition(
        "Pashouders die nog een keer kwamen: op twee dagen of meer, of ook al voor deze maand.",
        _PASSES,
        "terugkomen zegt niet waarom iemand komt.",
    ),
    "helpers": Definition(
        "Pashouders die minstens één keer kozen voor ‘meehelpen’.",
        _PASSES,
        "wie meehelpt zonder dat te kiezen, telt niet mee.",
    ),
    "organisers": Definition(
        "Pashouders die minstens één keer kozen voor ‘organiseren’.",
        _PASSES,
        "wie organiseert zonder dat te kiezen, telt niet mee.",
    ),
    "led_by_residents": Definition(
        "Gehouden activiteiten die bewoners zelf leiden.",
        _PROGRAMME,
        "het team schrijft op wie leidt. Hoe groot de rol is, staat er niet bij.",
    ),
    "initiatives": Definition(
        "Gehouden activiteiten die bewoners zelf voor de buurt beginnen, zoals een straatfeest.",
        _PROGRAMME,
        "telt alleen wat als zo’n activiteit in het programma staat.",
    ),
    "help_requests": Definition(
        "Hulpvragen die deze maand begonnen: de som van de getallen per onderwerp.",
        _HELP,
        "een vraag is geen persoon. Wat niemand opschrijft, telt niet mee.",
    ),
    "helped_here": Definition(
        "Hulpvragen van deze maand die in het centrum zijn opgelost.",
        _HELP,
        "het team beslist wat opgelost is.",
    ),
    "warm_referrals": Definition(
        "Hulpvragen die warm zijn overgedragen: het centrum ging mee of belde samen.",
        _HELP,
        "of de andere organisatie hielp, ziet u pas bij de nazorg.",
    ),
    "outcomes": Definition(
        "Hoe de hulpvragen van deze maand nu staan.",
        _HELP,
        "een open vraag kan later nog goed aflopen.",
    ),
    "aftercare": Definition(
        "Hoe vaak iemand later vroeg hoe het ging.",
        _HELP,
        "het gaat ook over vragen van eerdere maanden.",
    ),
    "steps": Definition(
        "Stappen van bewoners naar vrijwilligerswerk, werk of een cursus.",
        "het team, één keer per maand.",
        "telt alleen wat het team hoort. Of de stap blijft, weten we niet.",
    ),
    "handouts": Definition(
        "Maaltijden, pakketten en kleding die zijn uitgedeeld.",
        "het team, per dag.",
        "het zijn spullen en geen mensen.",
    ),
    "volunteer_hours": Definition(
        "Uren van alle vrijwilligers samen.",
        "het team, per groep en per dag.",
        "uren die niemand opschrijft, ontbreken.",
    ),
    "trainings": Definition(
        "Trainingen voor vrijwilligers.",
        "het team.",
        "zegt niet hoeveel mensen meededen of wat zij leerden.",
    ),
    "attendance": Definition(
        "Een deelname is één persoon bij één bijeenkomst. Elke activiteit telt bij één O.",
        "aanmeldingen met een gekozen activiteit.",
        "wie drie keer komt, is drie deelnames.",
    ),
    "activities": Definition(
        "Hoe vaak een activiteit is gehouden, met de deelnames.",
        f"{_PROGRAMME[:-1]} en de aanmeldingen.",
        "wie geen activiteit kiest, ontbreekt hier.",
    ),
    "work": Definition(
        "Gehouden activiteiten die aan dit doel werken, vooral of ook, met hun deelnames.",
        f"{_PROGRAMME[:-1]}, zoals de coördinator het koppelde.",
        "een activiteit met meer doelen telt bij elk doel mee. De getallen mag u niet optellen.",
    ),
    "days": Definition(
        "De bezoeken van elke open dag.",
        _TAPS,
        "een dag zonder bezoek kan ook een tablet zijn die niet werkte.",
    ),
    "hours": Definition(
        "Hoeveel bezoeken er gemiddeld in dat uur binnenkwamen, over de open dagen.",
        _TAPS,
        "dit is het uur van binnenkomen. Hoe lang iemand blijft, meten we niet.",
    ),
    "doors": Definition(
        "Hoe de bezoeken zijn ingevoerd. Een klas of groep telt bij de balie.",
        _TAPS,
        "wat het team later opschreef, staat apart en niet bij de balie.",
    ),
    "phone_visits": Definition(
        "Bezoeken die mensen met hun eigen telefoon aanmeldden, met de poster.",
        "aanmeldingen met de poster.",
        "bij de poster hoort geen pas, dus dubbel tikken zien we niet.",
    ),
    "late_visits": Definition(
        "Bezoeken van eerdere maanden die erbij kwamen of eraf gingen toen hun blad al was"
        " uitgegeven. Elk staat één keer, op het eerste blad daarna.",
        _TAPS,
        "de oude bladen veranderen niet meer.",
    ),
    "languages": Definition(
        "Talen waarin de tablet minstens 5 keer is gebruikt.",
        "de keuze op de tablet.",
        "zegt welke taal iemand kiest, niet waar iemand vandaan komt.",
    ),
    "gaps": Definition(
        "Open dagen zonder één aanmelding, en tablets die zwegen op een dag waarop wel mensen"
        " kwamen.",
        "de openingstijden, de tablets en de aanmeldingen.",
        "stil kan ook betekenen dat er niemand langs die tablet kwam.",
    ),
    "mood": Definition(
        "Het deel dat ‘goed’ of ‘heel goed’ kiest bij ‘Hoe gaat het vandaag met u?’.",
        "de tablet, na het aanmelden.",
        "zegt hoe die dag is. Wie zich slecht voelt, blijft soms thuis.",
    ),
    "tests": Definition(
        "Een pijl staat er alleen als de tweeproportietoets zegt dat het geen toeval is (5%).",
        "de antwoorden van nu en van de vorige keer.",
        "bij veel regels lijkt er snel iets. Daarom is de grens strenger gemaakt (Holm). De toets"
        " gaat uit van andere mensen per antwoord.",
    ),
    "suspect": Definition(
        "Tikken die sneller gingen dan iemand kan lezen. Zij tellen niet mee.",
        "de tijd tussen twee tikken op de tablet.",
        "een snelle lezer kan er ook bij zitten.",
    ),
}  # fmt: skip
"""By the name that a figure has in `registry.figures`."""

SAME = {
    "returned": "returning",
    "topics": "help_requests",
    "topics_total": "help_requests",
    "steps_total": "steps",
    "os": "attendance",
    "pass_visits": "pass_percent",
}
"""Figures that another name's definition is about."""

ASKED_WEAKNESS = "één tik zegt hoe het nu is of voelt, en niet wat er veranderde."
"""Of a question whose theory does not say what its answers leave open."""

BAND = "Iemand kan vaker antwoorden. De echte marge is dan groter: dit is het minimum."
"""What goes for every margin: it takes each answer for another person's."""


def of(name: str) -> Definition:
    """Return the definition of a figure by its name; raises KeyError where there is none."""
    return DEFINITIONS[SAME.get(name, name)]


def asked(question: Question) -> Definition:
    """Return the definition of what a question's answers come to."""
    favourable = next(one.label for one in question.options if one.value == Value.PLUS)
    when = "bij het weggaan" if question.moment is Moment.WEG else "na het aanmelden"
    return Definition(
        f"Het deel dat ‘{favourable}’ zegt op ‘{question.text}’.",
        f"de tablet, {when}. Niet iedereen krijgt elke vraag en overslaan mag.",
        question.weakness or ASKED_WEAKNESS,
    )


def everything(theory: Theory) -> dict[str, Definition]:
    """Return all definitions: of what is counted by its name, of what is asked by its question."""
    return {**DEFINITIONS, **{one.key: asked(one) for one in theory.questions}}
