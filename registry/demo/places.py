"""Reads the made-up centres and what is on offer in them. Pure, but for the file beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from registry import opening
from registry.activities import recurrence
from registry.activities.plan import ActivityPlan
from registry.theory.model import Strength, Theory

FILE = Path(__file__).with_name("neighbourhood.toml")
_WHEN = re.compile(r"(?:(every|first|second|third|last) (?:(\d) )?)?(\S+) (\d+:\d+-\d+:\d+)")
_NTH = {"first": 1, "second": 2, "third": 3, "last": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An activity as the file describes it; see the head of the file for the words."""

    title: str
    description: str
    en: str
    ar: str
    type: str
    when: str
    place: str
    usual: int
    pass_share: float
    main_o: str | None = None
    other_os: tuple[str, ...] = ()
    mainly: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    capacity: int | None = None
    pictogram: str | None = None
    led_by: str = "team"
    target_group: str = ""
    partner: str = ""
    for_children: bool = False
    sensitive: bool | None = None
    growth: float = 0.0
    since: int | None = None
    until: int | None = None
    helps: bool = False
    school: bool = False
    outdoors: bool = False

    def plan(self, theory: Theory, *, first_day: date, last_day: date | None) -> ActivityPlan:
        """Return the plan of this activity; what the file leaves out starts as its type does."""
        kind = theory.activity_type(self.type)
        rule, starts, ends = read_when(self.when)
        sensitive = kind.sensitive if self.sensitive is None else self.sensitive
        return ActivityPlan(
            title=self.title,
            description=self.description,
            titles={"en": self.en, "ar": self.ar},
            type_key=self.type,
            main_o=self.main_o or kind.main_o,
            other_os=self.other_os,
            goals=(goals := self._goals(theory)),
            subgoals=tuple(one for one in kind.subgoals if theory.subgoal(one).goal in goals),
            place=self.place,
            capacity=self.capacity,
            pictogram=self.pictogram or kind.pictogram,
            led_by=self.led_by,
            target_group=self.target_group,
            partner=self.partner,
            in_holidays=not self.school,
            for_children=self.for_children,
            sensitive=sensitive,
            sensitive_reason="" if sensitive == kind.sensitive else "Er komen kinderen.",
            links_confirmed=bool(self.mainly or self.also),
            recurrence=rule,
            first_day=first_day,
            last_day=last_day,
            starts=starts,
            ends=ends,
        )

    def _goals(self, theory: Theory) -> dict[str, str]:
        if not (self.mainly or self.also):
            return {link.goal: str(link.strength) for link in theory.proposed_goals(self.type)}
        chosen = dict.fromkeys(self.also, str(Strength.DRAAGT_BIJ))
        return chosen | dict.fromkeys(self.mainly, str(Strength.VOORAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A made-up centre: `help` requests a day, `languages` in parts of a hundred; `gives` is how
    much of each kind it gives away on a day that it does.

    `skips` is the part that skips the indicator question: so many that everyone is asked, also
    where most people come.

    `favourable` shifts the share of favourable answers to a question, up or down; `lately` does
    so in the last months only.
    """

    name: str
    neighbourhood: str
    hours: tuple[tuple[int, time, time], ...]
    tablet: str
    languages: Mapping[str, int]
    help: float
    coordinator: str
    host: str
    offers: tuple[Offer, ...]
    team: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    gives: Mapping[str, float] = field(default_factory=dict)
    skips: float = 0.46
    favourable: Mapping[str, float] = field(default_factory=dict)
    lately: Mapping[str, float] = field(default_factory=dict)


def read_when(text: str) -> tuple[str, time, time]:
    """Return the rule of recurrence, the start and the end of "every 2 fri 13:00-16:00"."""
    found = _WHEN.fullmatch(text)
    if found is None:
        raise ValueError(f"no time of an activity: {text!r}")
    how, number, days, hours = found.groups()
    rows = [row for part in days.split(",") for row in opening.read(f"{part} {hours}")]
    weekdays = [weekday for weekday, _, _ in rows]
    _, starts, ends = rows[0]
    if how in _NTH:
        return recurrence.monthly(_NTH[how], weekdays[0]), starts, ends
    return recurrence.weekly(weekdays, interval=int(number or 1)), starts, ends


def places() -> tuple[Place, ...]:
    """Return the centres of the file, in its order."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_place(row) for row in read["centre"])


def _place(row: dict[str, Any]) -> Place:
    offers = tuple(Offer(**_lists_as_tuples(offer)) for offer in row.pop("activity"))
    hours = tuple(one for text in row.pop("hours") for one in opening.read(text))
    return Place(offers=offers, hours=hours, **_lists_as_tuples(row))


def _lists_as_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
