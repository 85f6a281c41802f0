"""The machine: a centre's days told to the services and to a plain story, compared at each step."""

from __future__ import annotations

import math
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from registry.care.erase import JOURNAL
from registry.clock import at_local
from tests.machine import written
from tests.machine.at_the_desk import AtTheDesk
from tests.machine.at_the_door import TAPS, AtTheDoor, Taps
from tests.machine.from_an_old_list import FromAnOldList
from tests.machine.on_the_programme import OnTheProgramme
from tests.machine.stage import Stage
from tests.machine.with_a_pass import WithAPass

STEPS = 40
FIRST_DAYS = (date(2026, 10, 22), date(2026, 11, 26))
"""A Thursday before the clock goes back, and one before the end of a month."""


@dataclass
class Played:
    """What came of a run: stories, comparisons, what is on record at the end, what is broken."""

    stories: int = 0
    compared: int = 0
    told: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How many things happened; each story is compared once before anything does."""
        return self.compared - self.stories


ALL: tuple[type, ...] = (WithAPass, AtTheDesk, FromAnOldList, OnTheProgramme)
"""All that can happen at a centre besides people coming in; what comes next is one class more."""


class Centre(AtTheDoor):
    """A centre to which people come, over days, compared with its story after each step."""

    folder: Path
    played: Played

    @initialize(first_day=st.sampled_from(FIRST_DAYS), taps=TAPS)
    def a_centre_opens(self, first_day: date, taps: Taps) -> None:
        """It is five past nine at a centre with a programme and passes: the first people come."""
        journal = self.folder / f"{uuid.uuid4()}-{JOURNAL}"
        self.stage = Stage(now=at_local(first_day, time(9, 5)), journal=journal)
        self.story = self.stage.build()
        self.sent, self.lists, self.imported, self.given = [], {}, {}, set()
        self.kept = written.snapshot(self.stage)
        self.played.stories += 1
        self.come(taps)

    @rule(minutes=st.integers(1, 240))
    def time_passes(self, minutes: int) -> None:
        """Some hours of the day go by; after five it is the next morning."""
        self.stage.later(minutes)

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        """It is another morning."""
        self.stage.another_day(days)

    @invariant()
    def the_book_says_what_was_told(self) -> None:
        """All is compared, by the queries of sheet, desk and record; nothing is gone."""
        for compare in written.COMPARED:
            compare(self.stage, self.story)
        kept = written.snapshot(self.stage)
        written.only_grew(self.kept, kept)
        written.as_long_as_told(self.stage, self.story, kept)
        self.kept = kept
        self.played.compared += 1

    def teardown(self) -> None:
        """Add what the story came to."""
        if hasattr(self, "story"):
            self.played.told += self.story.deeds
            self.played.told["check-ins"] += len(self.story.taps)
            self.played.told["put apart"] += len(self.story.apart)


def play(
    app: Flask,
    folder: Path,
    *,
    steps: int,
    acts: tuple[type, ...] = ALL,
    luck: int = 0,
    whole: bool = False,
) -> Played:
    """Play at least so many steps on an app's database; the same `luck` brings the same ones.

    What is broken ends it. It is raised, told in as few steps as can be, where `whole`; otherwise
    it is returned.
    """
    played = Played()
    told = {"app": app, "folder": folder, "played": played}
    while played.steps < steps and not played.broken:
        factory: Any = seed(luck)(type("Machine", (*acts, Centre), told))
        stories = settings(
            max_examples=math.ceil((steps - played.steps) / STEPS) + 1,
            stateful_step_count=STEPS + 1,
            database=None,
            report_multiple_bugs=False,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink) if whole else (Phase.generate,),
        )
        try:
            run_state_machine_as_test(factory, settings=stories)
        except (written.Broken, FlakyFailure) as broken:
            if whole:
                raise
            played.broken = [*_lines(broken)]
        luck += 1
    return played


def _lines(broken: BaseException) -> Iterator[str]:
    if isinstance(broken, BaseExceptionGroup):
        for one in broken.exceptions:
            yield from _lines(one)
    else:
        yield str(broken)
