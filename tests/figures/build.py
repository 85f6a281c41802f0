"""Facts of a made-up October with defaults, so that a test says only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from registry.figures.facts import (
    GoalLines,
    Item,
    Lines,
    Month,
    MonthFacts,
    PassFact,
    Presence,
    Role,
    Seen,
    TallyFact,
)

OCTOBER = Month(2026, 10)
LONG_AGO = date(2026, 3, 2)

LINES = Lines(
    os=("ontmoeten", "ontwikkelen", "ontspannen", "ondersteunen", "ondernemen"),
    goals=(
        GoalLines("SC", ("SC-I1", "SC-I2"), (Seen.RETURNED,)),
        GoalLines("LV", ("LV-I4",), (Seen.LED_BY_RESIDENTS,)),
        GoalLines("SV", ("SV-I2",), (Seen.HELPED_HERE,)),
        GoalLines("MP", ("MP-I3",), (Seen.HELPERS, Seen.ORGANISERS, Seen.STEPS)),
        GoalLines("VO", ("VO-I1",), (Seen.WARM_REFERRALS, Seen.AFTERCARE)),
    ),
    topics=("post", "geld", "taal"),
    handouts=("maaltijd", "kleding"),
    steps=("werk", "cursus"),
)


def october(day: int) -> date:
    return date(2026, 10, day)


def scan(key: str, day: int = 5, hour: int = 10, **more: Any) -> Presence:
    return Presence(october(day), hour, key, **more)


def tap(day: int = 5, hour: int = 10, **more: Any) -> Presence:
    return Presence(october(day), hour, None, **more)


def facts(*presences: Presence, first_visits: dict[str, date] | None = None, **more: Any) -> Any:
    """October's facts; a pass was first used long ago unless `first_visits` says otherwise."""
    known = first_visits or {}
    keys = sorted({one.pass_key for one in presences if one.pass_key is not None})
    more.setdefault("open_days", (october(5),))
    more.setdefault("passes", tuple(PassFact(key, known.get(key, LONG_AGO)) for key in keys))
    return MonthFacts(centre="de-linde", month=OCTOBER, presences=presences, **more)


def regulars(count: int, days: int = 1, role: Role = Role.MEEDOEN) -> tuple[Presence, ...]:
    """So many passes, each used once on so many days."""
    return tuple(
        scan(f"{role}-{number}", day, role=role)
        for number in range(count)
        for day in range(1, days + 1)
    )


def tallies(question: str, **counts: int) -> tuple[TallyFact, ...]:
    """Tallies of one question: tallies("SC-I1", plus=40, min=10)."""
    return tuple(TallyFact(Item(question), value, count) for value, count in counts.items())


def mood(*counts: int) -> tuple[TallyFact, ...]:
    """Tallies of the mood question, from very bad to very good."""
    return tuple(
        TallyFact(Item("stemming"), str(face), count) for face, count in enumerate(counts, start=1)
    )
