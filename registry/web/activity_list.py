"""The list of activities as a page shows it: a row each, a tile per O, and an order."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.activities import queries
from registry.activities.queries import ActivityView
from registry.figures.facts import Month
from registry.reporting.services import ActivityLine
from registry.theory.model import O, Strength, Theory
from registry.web import listing
from registry.web.access import centre
from registry.web.activity_form import LED_BY
from registry.web.installation import theory_of_change
from registry.web.listing import Choice, Listing, Shape, Wish

BY_O = "o"

_STRENGTHS = (Strength.VOORAL, Strength.DRAAGT_BIJ, None)


@dataclass(frozen=True, slots=True)
class Row:
    """An activity: its figures of the month (None: it was not held) and what the tablet asks.

    `arriving` is how many of the month's questions fit its goals, None where none is asked on
    arrival; `leaving` how many are asked on the way out.
    """

    activity: ActivityView
    line: ActivityLine | None
    arriving: int | None
    leaving: int

    @property
    def times(self) -> int:
        """How often it was held in the month."""
        return self.line.times if self.line else 0

    @property
    def attendance(self) -> int:
        """Attendance in the month."""
        return self.line.attendance if self.line else 0


@dataclass(frozen=True, slots=True)
class Tile:
    """One O: how many activities there are under it, and their attendance in the month."""

    o: O
    activities: int
    attendance: int


def rows(
    views: Sequence[ActivityView],
    lines: Mapping[uuid.UUID, ActivityLine],
    theory: Theory,
    questions: Collection[str],
) -> tuple[Row, ...]:
    """Return a row for what is on offer and for what was held in the month and is put away.

    `questions` are the keys of the month's set.
    """
    return tuple(
        _row(view, lines.get(view.id), theory, questions)
        for view in views
        if view.archived_at is None or (view.id in lines and lines[view.id].times)
    )


def _row(
    view: ActivityView, line: ActivityLine | None, theory: Theory, questions: Collection[str]
) -> Row:
    asked = None
    if not (view.sensitive or view.for_children):
        asked = sum(theory.indicator(key).goal in view.goals for key in questions)
    return Row(view, line, asked, 0 if view.for_children else len(theory.leaving()))


def tiles(listed: Sequence[Row], theory: Theory) -> tuple[Tile, ...]:
    """Return a tile for each O, in order; each activity counts under its main O only."""
    return tuple(
        Tile(o, len(own), sum(row.attendance for row in own))
        for o in theory.os
        for own in [[row for row in listed if row.activity.main_o == o.key]]
    )


def shape(month: Month, theory: Theory) -> Shape:
    """Return what the list of a month can do."""
    goals = (listing.by_rank(goal.key, goal.text) for goal in theory.goals)
    return Shape(
        endpoint="web.activities",
        orders=(
            listing.by_rank(BY_O, _("O")),
            listing.by_text("naam", _("Activiteit")),
            *goals,
            listing.by_number("keren", _("Keren")),
            listing.by_number("deelnames", _("Deelnames per keer")),
        ),
        filters=(Choice(BY_O, _("O"), {o.key: o.text for o in theory.os}), *_more_filters()),
        search=_("Naam of plek"),
        kept={"maand": month},
    )


def _more_filters() -> tuple[Choice, ...]:
    marks = {"gevoelig": _("gevoelig"), "kinderen": _("voor kinderen"), "gewoon": _("gewoon")}
    return Choice("led", _("Wie leidt het?"), LED_BY), Choice("merk", _("Merk"), marks)


def found(listed: Sequence[Row], wish: Wish, theory: Theory) -> Listing[Row]:
    """Return the page of the rows that was asked for; where two are equal, by name."""
    place = {o.key: number for number, o in enumerate(theory.os)}

    def strength(goal: str) -> Callable[[Row], int]:
        return lambda row: _STRENGTHS.index(_strength_of(row, goal))

    keys: dict[str, Callable[[Row], object]] = {
        BY_O: lambda row: place[row.activity.main_o],
        "naam": _name,
        "keren": lambda row: row.times,
        "deelnames": lambda row: row.line.per_time if row.line else 0,
        **{goal.key: strength(goal.key) for goal in theory.goals},
    }
    rows = sorted(listed, key=_name)
    return listing.picked(wish, rows, fits=lambda row: _fits(row.activity, wish), keys=keys)


def _strength_of(row: Row, goal: str) -> Strength | None:
    strength = row.activity.goals.get(goal)
    return Strength(strength) if strength else None


def _name(row: Row) -> str:
    return listing.plain(row.activity.title)


def _fits(view: ActivityView, wish: Wish) -> bool:
    mark = {"gevoelig": view.sensitive, "kinderen": view.for_children, "": True}
    plain = not (view.sensitive or view.for_children)
    return (
        wish.chosen[BY_O] in ("", view.main_o)
        and wish.chosen["led"] in ("", view.led_by)
        and mark.get(wish.chosen["merk"], plain)
        and wish.finds(f"{view.title} {view.place}")
    )


def stopped(address: Mapping[str, str]) -> Listing[ActivityView]:
    """Return the page of what was put away that an address asks for."""
    shape = Shape(
        endpoint="web.stopped_activities",
        orders=(
            listing.by_day("gestopt", _("Gestopt op")),
            listing.by_text("naam", _("Activiteit")),
        ),
        filters=(Choice(BY_O, _("O"), {o.key: o.text for o in theory_of_change().os}),),
        search=_("Naam of plek"),
    )
    wish = Wish.read(shape, address)
    known = queries.activities(centre_id=centre().id, archived=True)
    return listing.picked(
        wish,
        [view for view in known if view.archived_at is not None],
        fits=lambda view: (
            wish.chosen[BY_O] in ("", view.main_o) and wish.finds(f"{view.title} {view.place}")
        ),
        keys={
            "gestopt": lambda view: view.archived_at,
            "naam": lambda view: listing.plain(view.title),
        },
    )
