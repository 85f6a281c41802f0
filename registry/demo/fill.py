"""Fills an empty database with the made-up neighbourhood, in one transaction, by the services."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from registry import clock
from registry.activities import queries as activities
from registry.activities import services as planning
from registry.activities.holidays import each_day, public_holidays
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centre_queries
from registry.centres import services as centres
from registry.database import writing
from registry.demo import changes, logo, places
from registry.demo.arrivals import Held, Neighbourhood, arrivals
from registry.demo.door import Door
from registry.demo.places import Place
from registry.demo.residents import Resident, population
from registry.demo.team import Team
from registry.demo.telling import Teller, said
from registry.demo.voices import Survey
from registry.figures.facts import Month
from registry.passes import queries as pass_queries
from registry.passes import services as passes
from registry.passes import token
from registry.sheets import services as sheets
from registry.staff import queries as people
from registry.staff import services as staff
from registry.support import services as support
from registry.theory.model import Theory

AHEAD = timedelta(days=60)
"""How far the programme is planned."""
TO_SPARE = 4
DONE_AFTER = timedelta(seconds=60)
"""How long someone stands at the tablet, at most."""
Progress = Callable[[int, int], None]
"""Told how many days are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What is filled in: up to the moment `at`, so many whole `months` and the running one.

    `pass_key` is the installation's key for passes; the rest is the same for the same `seed`.
    """

    at: datetime
    months: int
    seed: int
    theory: Theory
    pass_key: bytes

    @property
    def last(self) -> date:
        """Return the last day, which is not over yet."""
        return clock.local_day(self.at)

    @property
    def first(self) -> date:
        """Return the first day: the first of a month."""
        return Month.of(self.last).shifted(-self.months).first_day

    def chance(self, *about: object) -> random.Random:
        """Return chance that is the same for the same seed and subject, whatever else happens."""
        return random.Random(f"{self.seed} {about}")  # noqa: S311  # made up, and meant to repeat


def fill(filling: Filling, *, count: int, progress: Progress) -> None:
    """Fill in `count` centres, day by day. All of it is there afterwards, or nothing."""
    chosen = places.places()[:count]
    span = (filling.last - filling.first).days + 1
    with writing():
        centres.mark_as_demo(last_day=filling.last, seed=filling.seed)
        _account("area", None, "Els Prins", "gebied", filling)
        _account("admin", None, "Yusuf Demir", "beheer", filling)
        for number, place in enumerate(chosen):
            centre = _Centre.open(filling, place, number)
            for done, day in enumerate(each_day(filling.first, filling.last)):
                centre.live(day)
                progress(number * span + done + 1, len(chosen) * span)
            centre.tell()
            if 0 < number == len(chosen) - 1:
                _stand_in(filling, place, chosen[0])


def _account(
    role: str, centre_id: uuid.UUID | None, name: str, slug: str, filling: Filling
) -> uuid.UUID:
    """Make an account that nobody can sign in to but by the demo's doors: it has no password."""
    link = staff.make_link(
        email=f"{slug}@voorbeeld.invalid",
        name=name,
        role=role,
        centre_id=centre_id,
        at=filling.at,
    )
    invited = people.invited(token=link, at=filling.at)
    if invited is None:
        raise LookupError("somebody who was just invited")
    return invited.account_id


def _stand_in(filling: Filling, place: Place, at: Place) -> None:
    """Let a centre's host stand in at another, so that somebody switches between two."""
    other = centre_queries.by_slug(centres.slug_of(at.name))
    if other is not None:
        email = f"gastvrouw.{centres.slug_of(place.name)}"
        _account("host", other.id, place.host, email, filling)


@dataclass(frozen=True, slots=True)
class _Centre:
    """One centre while it is filled in."""

    filling: Filling
    place: Place
    around: Neighbourhood
    door: Door
    teller: Teller
    team: Team

    @classmethod
    def open(cls, filling: Filling, place: Place, number: int) -> _Centre:
        """Open the doors: hours, closed days, accounts, activities, the tablet and passes."""
        began = clock.at_local(filling.first, time(8))
        centre_id = _found(filling, place, began)
        people_of = population(
            place.offers, filling.first, filling.last, filling.chance(place.name, "people")
        )
        found = people.first_with(role="host", centre_id=centre_id)
        host = found.account_id if found else centre_id
        door = Door(
            centre_id=centre_id,
            host=host,
            tablet=_tablet(filling, centre_id, place.tablet, began),
            passes=_passes(filling, centre_id, people_of, host),
            survey=Survey(filling.theory, place, filling.first, filling.last),
            languages=place.languages,
        )
        around = Neighbourhood(place.offers, people_of, filling.first)
        partners = tuple(
            support.add_partner(centre_id=centre_id, name=name, at=began, by=door.host)
            for name in place.partners
        )
        teller = Teller(centre_id, number, filling.at, door.host, partners)
        team = Team(centre_id, filling.at, _colleagues(filling, place, centre_id, door.host))
        return cls(filling, place, around, door, teller, team)

    def live(self, day: date) -> None:
        """Let a day pass: who comes, what they answer, what help is asked."""
        chance = self.filling.chance(self.place.name, day)
        held = self._held(day)
        slots = [Held(offer, item.starts_at, item.ends_at) for offer, item in held.items()]
        for arrival in arrivals(self.around, day, slots, chance):
            offer = arrival.held.offer
            if arrival.at + DONE_AFTER <= self.filling.at:
                self.door.enter(arrival, held[offer], self.place.offers[offer], chance)
        if held:
            self.teller.help_on(day, self.place.help, self.filling.chance(day, "help"))
            self.teller.give_on(day, self.place.gives, self.filling.chance(day, "give"))
            self.team.help_out(day, self.filling.chance(self.place.name, day, "volunteers"))

    def tell(self) -> None:
        """Fill in what belongs to months: what was heard, stories, the coordinator's words, sheets.

        And change a little of what is to come.
        """
        first, last = Month.of(self.filling.first), Month.of(self.filling.last)
        months = [first]
        while months[-1] < last:
            months.append(months[-1].next)
        writer = people.first_with(role="coordinator", centre_id=self.door.centre_id)
        by = writer.account_id if writer else self.door.host
        self.teller.say(months, at=self.filling.at, by=by)
        changes.change_some(centre_id=self.door.centre_id, at=self.filling.at, by=by)
        changes.open_longer(centre_id=self.door.centre_id, at=self.filling.at, by=by)
        centres.keep_logo(
            centre_id=self.door.centre_id,
            content=logo.drawn(self.place.name),
            at=self.filling.at,
            by=by,
        )
        agreed = said()["agreed"]
        for number, month in enumerate(months):
            turn = agreed[(number + 2 * self.teller.number) % len(agreed)]
            chance = self.filling.chance(self.place.name, month, "team")
            self.team.take_steps(month, chance)
            self.team.reflect(month, turn, self.filling.theory, chance)
        for month in months[:-2]:
            self._issue(month, by)

    def _issue(self, month: Month, by: uuid.UUID) -> None:
        """Issue the sheet of a month, early in the next; its PDF is made when it is asked for."""
        at = clock.at_local(month.next.first_day + timedelta(days=2), time(10))
        press = sheets.Press(self.filling.theory, public_url="", at=at, by=by, files=False)
        sheets.issue(centre_id=self.door.centre_id, month=month, press=press)

    def _held(self, day: date) -> dict[int, ProgrammeItem]:
        """Return what is on, by the offer's number."""
        numbers = {offer.title: number for number, offer in enumerate(self.place.offers)}
        on = activities.programme(centre_id=self.door.centre_id, day=day, at=self.filling.at)
        return {numbers[item.title]: item for item in on}


def _found(filling: Filling, place: Place, began: datetime) -> uuid.UUID:
    centre_id = centres.add_centre(
        languages=tuple(place.languages),
        name=place.name,
        neighbourhood=place.neighbourhood,
        opened_on=filling.first,
        hours=place.hours,
        at=began,
    )
    for day, reason in public_holidays(filling.first, filling.last + AHEAD).items():
        centres.close_on(centre_id=centre_id, day=day, reason=reason)
    slug = centres.slug_of(place.name)
    _account("host", centre_id, place.host, f"gastvrouw.{slug}", filling)
    _account("coordinator", centre_id, place.coordinator, f"coordinator.{slug}", filling)
    running = Month.of(filling.last)
    for offer in place.offers:
        first_day = filling.first
        if offer.since is not None:
            first_day = max(first_day, running.shifted(-offer.since).first_day)
        last_day = running.shifted(-offer.until).last_day if offer.until is not None else None
        plan = offer.plan(filling.theory, first_day=first_day, last_day=last_day)
        planning.create(centre_id=centre_id, plan=plan, at=began, by=None)
    planning.plan_until(centre_id=centre_id, last_day=filling.last + AHEAD)
    return centre_id


def _colleagues(
    filling: Filling, place: Place, centre_id: uuid.UUID, host: uuid.UUID
) -> tuple[uuid.UUID, ...]:
    """Return who scores in the team's reflection: host, coordinator and two who stay unseen."""
    slug = centres.slug_of(place.name)
    coordinator = people.first_with(role="coordinator", centre_id=centre_id)
    others = [
        _account("host", centre_id, name, f"team{number}.{slug}", filling)
        for number, name in enumerate(place.team, 1)
    ]
    return (host, *others, *([coordinator.account_id] if coordinator else []))


def _tablet(filling: Filling, centre_id: uuid.UUID, name: str, began: datetime) -> uuid.UUID:
    """Enrol a tablet and let it report now; its token is thrown away."""
    code = centres.issue_enrolment_code(centre_id=centre_id, tablet_name=name, at=began)
    identity = centres.identify_tablet(token=centres.enrol(code=code, at=began))
    if identity is None:
        raise LookupError("a tablet that was just enrolled")
    report = centres.TabletReport(battery=0.82, camera="ok", offset_ms=-120)
    centres.report_tablet(
        centre_id=centre_id, tablet_id=identity.tablet_id, report=report, at=filling.at
    )
    return identity.tablet_id


def _passes(
    filling: Filling, centre_id: uuid.UUID, residents: Sequence[Resident], host: uuid.UUID
) -> dict[int, bytes]:
    """Make a stack of passes each month, one for every newcomer and a few to spare.

    The host gives each newcomer one on the first day.
    """
    newcomers: dict[Month, list[Resident]] = {}
    for resident in residents:
        newcomers.setdefault(Month.of(resident.first), []).append(resident)
    hashes: dict[int, bytes] = {}
    for month in sorted(newcomers):
        texts = passes.make(
            centre_id=centre_id,
            count=len(newcomers[month]) + TO_SPARE,
            on=month.first_day,
            at=clock.at_local(month.first_day, time(8)),
            key=filling.pass_key,
        )
        for resident, text in zip(newcomers[month], texts, strict=False):
            hashes[resident.number] = token.hash_of(token.read(text), filling.pass_key)
            _give(filling, centre_id, hashes[resident.number], resident.first, host)
    return hashes


def _give(
    filling: Filling, centre_id: uuid.UUID, token_hash: bytes, day: date, host: uuid.UUID
) -> None:
    found = pass_queries.held(centre_id=centre_id, token_hash=token_hash)
    if found is not None:
        at = min(clock.at_local(day, time(9)), filling.at)
        passes.give(centre_id=centre_id, pass_id=found.pass_id, on=day, at=at, by=host)
