"""What was done for goals and subgoals, as plain frozen data of sheets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Activities held that work on a goal, mainly or also, and their attendance.

    One with several goals counts at each of them, so these do not add up to all.
    """

    activities: int
    attendance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubgoalWork:
    """The same of a subgoal, to the letter of the theory."""

    subgoal: str
    text: str
    activities: int
    attendance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubgoalMonths:
    """The same over the months that say it: the fewest and most activities, attendance of all."""

    subgoal: str
    text: str
    fewest: int
    most: int
    attendance: int
