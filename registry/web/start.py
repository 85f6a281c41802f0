"""Aan de slag: the steps of a new centre to its first check-in, each as it is seen to be done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import fragments
from registry.activities.plan import OPEN_INLOOP
from registry.care import beginning
from registry.care.beginning import Beginning
from registry.web.access import CARERS, TEAM_CARERS, centre, has_one_of, pages, team
from registry.web.installation import public_url

ON_THE_ROAD = frozenset(
    f"web.{name}"
    for name in (
        *("today", "today_live", "hours", "activities", "new_activity", "edit_activity"),
        *("colleagues", "invite", "tablets", "new_tablet_code", "posters", "programme"),
    )
)
"""The pages of the steps: while nobody has checked in yet they lead on to the next one."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step with what to do, where, in which words on its button; `here` is False where it can't
    be done at all by this person or on this installation, and `why` says why.
    """

    label: str
    line: str
    icon: str
    address: str
    button: str
    done: bool
    here: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """All steps in order."""

    steps: tuple[Step, ...]

    @property
    def counted(self) -> tuple[Step, ...]:
        """Return the steps that can be done here, or were."""
        return tuple(step for step in self.steps if step.here or step.done)

    @property
    def done(self) -> int:
        """Return how many steps are behind."""
        return sum(step.done for step in self.counted)

    @property
    def next(self) -> Step | None:
        """Return the first step that is still to be taken here."""
        return next((step for step in self.counted if not step.done), None)


@pages.get("/team/aan-de-slag")
@team(*CARERS)
def start() -> ResponseReturnValue:
    """Show the steps, and what is good to do after them."""
    return fragments.page("registry/aan-de-slag.html", road=road())


def road_of_a_new_centre() -> Road | None:
    """Return the road while nobody has checked in yet, for who can go it; else None."""
    starts = has_one_of(CARERS)
    return road() if starts and not beginning.has_begun(centre_id=centre().id) else None


def road() -> Road:
    """Return the steps of this centre."""
    seen = beginning.beginning(centre_id=centre().id)
    return Road((*_indoors(seen), *_at_the_door(seen)))


def _indoors(seen: Beginning) -> tuple[Step, ...]:
    return (
        Step(
            _("Openingstijden"),
            _("Wanneer bent u open? De tablet en het programma houden zich eraan."),
            "clock",
            url_for("web.hours"),
            _("Vul ze in"),
            seen.hours,
        ),
        Step(
            _("De eerste activiteit"),
            _("Begin met de open inloop. Wie een pas scant zonder te kiezen, telt daar mee."),
            "users-three",
            url_for("web.new_activity", soort=OPEN_INLOOP, begin=OPEN_INLOOP),
            _("Maak de open inloop"),
            seen.activity,
        ),
        Step(
            _("Een gastvrouw of gastheer"),
            _("Nodig een collega uit. Die krijgt een link en kiest zelf een wachtwoord."),
            "users-four",
            url_for("web.colleagues"),
            _("Nodig iemand uit"),
            seen.host,
            here=has_one_of(TEAM_CARERS),
            why=_("Een coördinator of beheerder nodigt collega’s uit."),
        ),
    )


def _at_the_door(seen: Beginning) -> tuple[Step, ...]:
    public = public_url()
    return (
        Step(
            _("De tablet"),
            _("Vraag een code, en typ die op de tablet bij de deur."),
            "device-tablet",
            url_for("web.tablets"),
            _("Koppel de tablet"),
            seen.tablet,
        ),
        Step(
            _("Een poster"),
            _("Print de poster van vandaag en hang hem op. Een bezoeker scant met de telefoon."),
            "printer-bold",
            url_for("web.posters"),
            _("Print een poster"),
            seen.poster,
            here=bool(public),
            why=_("Posters werken pas als de beheerder INLOOP_PUBLIC_URL heeft ingesteld."),
        ),
        Step(
            _("De eerste aanmelding"),
            _("Tik op de tablet op Open inloop. U ziet het meteen op Vandaag."),
            "hand-tap",
            url_for("web.today"),
            _("Kijk op Vandaag"),
            seen.check_in,
        ),
    )
