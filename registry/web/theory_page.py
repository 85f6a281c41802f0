"""The theory of change on one page: every line of the document, and what leads to which goal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from registry import fragments
from registry.theory.model import ActivityGroup, Goal, O, Theory
from registry.web.access import centres_of, pages, public, signed_in
from registry.web.installation import theory_of_change


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `o` where it is the name of one of the O's."""

    text: str
    o: O | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands among the goals' columns, and which of them it leads to."""

    column: int
    span: int
    goals: tuple[int, ...]


@pages.get("/theorie")
@public
def theory_page() -> ResponseReturnValue:
    """Show the theory of change; to the team each line leads to what their centre does for it."""
    who = signed_in()
    theory = theory_of_change()
    numbers = {goal.key: number for number, goal in enumerate(theory.goals, 1)}
    return fragments.page(
        "registry/theorie.html",
        theory=theory,
        numbers=numbers,
        lives=who is not None and bool(centres_of(who)),
        approach=pieces(theory.section("aanpak").text, theory.os),
        scopes={
            scope: place([goal for goal in theory.goals if goal.scope == scope], numbers)
            for scope in ("wijk", "bewoner")
        },
        for_all=[group for group in theory.groups if leads_everywhere(group, theory)],
        per_goal=[
            (group, place([theory.goal(key) for key in group.goals], numbers))
            for group in theory.groups
            if not leads_everywhere(group, theory)
        ],
    )


def pieces(text: str, os: tuple[O, ...]) -> list[Piece]:
    """Return a sentence cut at the names of the O's; joined again it is the same sentence."""
    by_name = {o.text: o for o in os}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    return [Piece(part, by_name.get(part)) for part in re.split(f"({names})", text) if part]


def place(goals: list[Goal], numbers: dict[str, int]) -> Place:
    """Return the first column of some goals, how many columns they take, and their numbers."""
    mine = sorted(numbers[goal.key] for goal in goals)
    return Place(mine[0], mine[-1] - mine[0] + 1, tuple(mine))


def leads_everywhere(group: ActivityGroup, theory: Theory) -> bool:
    """Tell whether a heading's activities serve every goal there is."""
    return {goal.key for goal in theory.goals} == set(group.goals)
