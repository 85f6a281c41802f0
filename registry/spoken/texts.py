"""What the kiosk reads aloud, in Dutch, by where it stands; a test walks the screens."""

from __future__ import annotations

from collections.abc import Iterable

from registry.theory.model import Theory

SCREENS: dict[str, tuple[str, ...]] = {
    "welkom": (
        "Welkom",
        "Wat komt u doen?",
        "Ik ben er",
        "Houd uw pas voor de camera",
        "Klaar?",
        "Hoe was het?",
    ),
    "wie": (
        "Met hoeveel bent u?",
        "1",
        "2",
        "3",
        "4",
        "5 of meer",
        "Met hoeveel zijn jullie?",
        "Wat doet u vandaag?",
        "Wat doe je vandaag?",
        "Ik kom meedoen",
        "Ik help mee",
        "Ik organiseer",
    ),
    "stemming": ("Hoe gaat het vandaag met je?", "Overslaan"),
    "slot": (
        "Dank u wel!",
        "Dank je wel!",
        "Tot de volgende keer.",
        "Dit scherm gaat vanzelf terug naar het begin.",
        "Klaar",
        "Even geen internet.",
        "Dat is niet erg.",
        "We bewaren het.",
        "Uw bezoek staat op deze tablet.",
        "Je bezoek staat op deze tablet.",
        "Is er weer internet? Dan gaat het vanzelf door.",
        "Het is niet gelukt.",
        "Vraag de gastvrouw of gastheer om u te noteren.",
        "Vraag de gastvrouw of gastheer om je te noteren.",
        "Terug naar het begin",
        "Bent u er nog?",
        "Ben je er nog?",
        "Anders begint dit scherm opnieuw.",
        "Ja, ik ben er nog",
        "Wij zijn dicht.",
    ),
    "keuzes": (
        "Kies uw taal",
        "Kies je taal",
        "Letters en kleur",
        "Gewoon",
        "Groter",
        "Grootst",
        "Gewone kleuren",
        "Zwart op wit",
    ),
}
QUESTIONS, ACTIVITIES = "vragen", "activiteiten"


def tidy(text: str) -> str:
    """Return a text as clips are kept under it: its spaces joined."""
    return " ".join(text.split())


def groups(theory: Theory, titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return all that is read aloud at a centre, each text once, by where it stands.

    `titles` are the names of the centre's activities.
    """
    found = {**SCREENS, QUESTIONS: theory.wording(), ACTIVITIES: titles}
    known: set[str] = set()
    fresh = {}
    for name, texts in found.items():
        said = tuple(dict.fromkeys(tidy(text) for text in texts))
        fresh[name] = tuple(text for text in said if text not in known)
        known.update(said)
    return fresh
