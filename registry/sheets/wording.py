"""The Dutch sentences of a sheet that follow from its figures: headlines, shares, names. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from registry.figures.disclosure import Shown
from registry.figures.doors import Door
from registry.figures.facts import Month, Outcome
from registry.figures.periods import Period
from registry.sheets.page_data import AskedLine, CaseCell, MoodLine, OBar, VisitsTile
from registry.sheets.span_data import SpanMonth

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

TOPICS = {
    "post": "Post en formulieren",
    "geld": "Geld en schulden",
    "wonen": "Wonen",
    "werk": "Werk",
    "taal": "Taal",
    "zorg": "Zorg",
    "opvoeding": "Opvoeding en school",
    "recht": "Recht",
    "anders": "Anders",
}
OUTCOMES = {
    Outcome.HELPED_HERE: "hier geholpen",
    Outcome.WARM_REFERRAL: "warm overgedragen",
    Outcome.REFERRED: "verwezen",
    Outcome.OPEN: "nog open",
}

DOORS = {
    Door.TABLET: "op de tablet",
    Door.DESK: "aan de balie",
    Door.POSTER: "met een telefoon",
    Door.LATER: "later opgeschreven",
}

FRACTIONS = {
    25: "een kwart",
    33: "een derde",
    50: "de helft",
    67: "twee derde",
    75: "driekwart",
}
"""Percentages that people know by a word."""

NEAR = 4
"""So many points from a fraction is still "bijna" or "ruim" that fraction."""

WORTH_A_HEADLINE = 10
"""A change in visits of so many percents or more stands in the headline, down as well as up."""


def number(value: int) -> str:
    """Return 2418 as "2.418"."""
    return f"{value:,}".replace(",", ".")


def month_name(month: Month) -> str:
    """Return "oktober"."""
    return MONTHS[month.month - 1]


def share(percent: int) -> str:
    """Return a share in words where it is near a plain fraction ("bijna de helft"), else "58%"."""
    nearest = min(FRACTIONS, key=lambda fraction: abs(percent - fraction))
    if abs(percent - nearest) > NEAR:
        return f"{percent}%"
    almost = {True: "bijna ", False: "ruim "}
    return ("" if percent == nearest else almost[percent < nearest]) + FRACTIONS[nearest]


def nothing_counted(*, counting: bool, was_open: bool) -> str:
    """Return why there are no visits: no count had begun, the centre was closed, or none came."""
    if not counting:
        return "Er is deze maand nog niet geteld."
    return "Er zijn geen bezoeken geteld." if was_open else "Het centrum was deze maand dicht."


def headline(visits: VisitsTile, os: Sequence[OBar], month: Month) -> str:
    """Return what the first page found: how often people came, and for which O most of all.

    A change is told that is large, and not where every week was as usual.
    """
    came = f"Er kwam {number(visits.count)} keer iemand binnen"
    as_usual = visits.usual is not None and visits.usual.within
    if visits.percent and visits.percent >= WORTH_A_HEADLINE and not as_usual:
        direction = {"more": "meer", "less": "minder"}[visits.direction]
        before = month_name(month.previous)
        came += f", {visits.percent}% {direction} dan in {before}"
    return f"{came}. {_most_of_all(os)}"


ORDINALS = ("eerste", "tweede", "derde", "vierde")
SMALL_NUMBERS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)


def joint_headline(centres: int, visits: int, os: Sequence[OBar]) -> str:
    """Return what the joint sheet found: how often people came, and for which O most of all."""
    small = SMALL_NUMBERS[centres] if centres < len(SMALL_NUMBERS) else number(centres)
    place = f"In {small} {'centrum' if centres == 1 else 'centra'}"
    if not visits:
        return f"{place} is geen bezoek geteld."
    return f"{place} kwam {number(visits)} keer iemand binnen. {_most_of_all(os)}"


def period_name(period: Period) -> str:
    """Return "het vierde kwartaal van 2026" or "2026"."""
    if period.quarter is None:
        return str(period.year)
    return f"het {ORDINALS[period.quarter - 1]} kwartaal van {period.year}"


def span_headline(
    period: Period, visits: int, os: Sequence[OBar], months: Sequence[SpanMonth]
) -> str:
    """Return what the sheet of a quarter or a year found: visits, the quietest month, the O."""
    if not visits:
        return f"In {period_name(period)} is geen bezoek geteld."
    came = f"In {period_name(period)} kwam {number(visits)} keer iemand binnen"
    ordered = sorted(months, key=lambda one: one.visits)
    if len(ordered) > 1 and ordered[0].visits < ordered[1].visits:
        came += f", het minst in {month_name(ordered[0].month)}"
    return f"{came}. {_most_of_all(os)}"


def _most_of_all(os: Sequence[OBar]) -> str:
    most = max(bar.attendance for bar in os)
    if not most:
        return "Niemand koos een activiteit."
    top = [bar for bar in os if bar.attendance == most]
    if len(top) > 1:
        names = _listed([bar.name for bar in top])
        return f"De meeste deelnames waren voor {names}, voor elk evenveel."
    if most == sum(bar.attendance for bar in os):
        return f"Alle deelnames waren voor {top[0].name}."
    if top[0].percent == 100:
        return f"Bijna alle deelnames waren voor {top[0].name}."
    return f"{_capital(share(top[0].percent))} van de deelnames was voor {top[0].name}."


NOTHING_ASKED = "Er is deze maand nog niets gevraagd."
"""What the second page says of a centre that had not begun to count."""


def answers_headline(lines: Sequence[AskedLine], mood: MoodLine, tests: int) -> str:
    """Return what the second page found: where answers differ from the last time, down and up."""
    if not tests:
        if mood.withheld is not None and all(line.withheld is not None for line in lines):
            return "Er zijn te weinig antwoorden om te laten zien."
        return "Dit antwoordden bezoekers. Vergelijken met een vorige keer kan nog niet."
    changed = sorted(
        (line for line in lines if line.before and line.before.points),
        key=lambda line: -(line.before.points or 0) if line.before else 0,
    )
    if not changed:
        return "Bij geen enkele vraag zien we een verschil met de vorige keer."
    named, more = changed[:2], len(changed) - 2
    found = f"Op {' en op '.join(_in_words(line) for line in named)}."
    if more > 0:
        others = "andere vragen" if more > 1 else "andere vraag"
        return f"{found} Ook bij {more} {others} zien we verschil."
    if tests > len(changed):
        return f"{found} Bij de andere vragen zien we geen verschil."
    return found


def _in_words(line: AskedLine) -> str:
    higher = line.before is not None and line.before.direction == "higher"
    return f"‘{line.text}’ koos een {'groter' if higher else 'kleiner'} deel ‘{line.favourable}’"


def outcomes_headline(outcomes: Sequence[CaseCell]) -> str:
    """Return how many of the help requests were handed over warmly, of the printed numbers.

    What part that is can be said only where every outcome shows its number.
    """
    shown = {cell.key: cell.figure.value for cell in outcomes if isinstance(cell.figure, Shown)}
    warm = shown.get(Outcome.WARM_REFERRAL)
    if not warm:
        return "Hoe liep het af?"
    if len(shown) < len(outcomes):
        return f"Ongeveer {warm} warm overgedragen"
    if warm == sum(shown.values()):
        return "Alles warm overgedragen"
    return f"{_capital(share(round(100 * warm / sum(shown.values()))))} warm overgedragen"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} en {names[-1]}"
