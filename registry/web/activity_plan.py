"""Between an activity's form and its plan: what a type proposes, reading a form, filling one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from registry.activities import recurrence
from registry.activities.plan import ActivityPlan
from registry.activities.recurrence import Kind
from registry.centres.hours import Week
from registry.theory.model import Theory
from registry.web.activity_form import FORTNIGHTLY, MONTHLY, NO, ONCE, WEEKLY, YES, ActivityForm

A_YEAR = timedelta(weeks=52)


def proposal(theory: Theory, type_key: str) -> dict[str, Any]:
    """Return what a form starts with for a type; nothing for a type that is not known."""
    if type_key not in {kind.key for kind in theory.activity_types}:
        return {}
    kind = theory.activity_type(type_key)
    goals = {f"goal_{link.goal}": link.strength.value for link in theory.proposed_goals(type_key)}
    return {
        **{f"goal_{goal.key}": "" for goal in theory.goals},
        **goals,
        "type_key": kind.key,
        "main_o": kind.main_o,
        "pictogram": kind.pictogram,
        "other_os": [],
        "subgoals": list(kind.subgoals),
        "sensitive": YES if kind.sensitive else NO,
        "sensitive_reason": "",
        "links_confirmed": False,
    }


def take_over(form: ActivityForm) -> None:
    """Put into a filled-in form what its type proposes, and leave the rest as it was typed."""
    for name, value in proposal(form.theory, form.type_key.data or "").items():
        form[name].data = value
    start_mark(form)


def start_mark(form: ActivityForm) -> None:
    """Put the mark `gevoelig` as the type, and the people it is for, start with it."""
    form.sensitive.data = YES if form.starts_sensitive() else NO
    form.sensitive_reason.data = ""


def follows_type(form: ActivityForm) -> bool:
    """Tell whether the main O, goals and subgoals are still those that the type proposes."""
    proposed = proposal(form.theory, form.type_key.data or "")
    names = ("main_o", *(field.name for field in form.goals.values()))
    return (
        bool(proposed)
        and all(form[name].data == proposed[name] for name in names)
        and set(form.subgoals.data or ()) == set(proposed["subgoals"])
    )


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a type proposes: the main O, goals (key, name, strength) and subgoals (key, text)."""

    type_key: str
    main_o: str
    goals: tuple[tuple[str, str, str], ...]
    subgoals: tuple[tuple[str, str], ...]


def proposed_by_type(form: ActivityForm) -> Proposed | None:
    """Return what the chosen type proposes, to stand beside what was chosen; None: no type."""
    theory, key = form.theory, form.type_key.data or ""
    if key not in {kind.key for kind in theory.activity_types}:
        return None
    goals = {goal.key: goal for goal in theory.goals}
    links = theory.proposed_goals(key)
    return Proposed(
        key,
        theory.o(theory.activity_type(key).main_o).key,
        tuple((link.goal, goals[link.goal].text, link.strength.value) for link in links),
        tuple((one, theory.subgoal(one).text) for one in theory.activity_type(key).subgoals),
    )


def plan_of(form: ActivityForm) -> ActivityPlan:
    """Return the plan in a form that was found right; of a goal that it is not for, no subgoals."""
    sensitive = form.sensitive.data == YES
    goals = {key: field.data for key, field in form.goals.items() if field.data}
    usual = sensitive == form.starts_sensitive()
    return ActivityPlan(
        title=form.title.data,
        description=form.description.data,
        type_key=form.type_key.data,
        main_o=form.main_o.data,
        other_os=tuple(o for o in dict.fromkeys(form.other_os.data) if o != form.main_o.data),
        goals=goals,
        subgoals=tuple(
            one
            for one in dict.fromkeys(form.subgoals.data)
            if form.theory.subgoal(one).goal in goals
        ),
        links_confirmed=form.links_confirmed.data or not follows_type(form),
        place=form.place.data,
        capacity=form.capacity.data,
        pictogram=form.pictogram.data,
        led_by=form.led_by.data,
        target_group=form.target_group.data,
        partner=form.partner.data,
        in_holidays=form.in_holidays.data,
        for_children=form.for_children.data,
        sensitive=sensitive,
        sensitive_reason="" if usual else form.sensitive_reason.data,
        recurrence=_rule_of(form),
        first_day=form.first_day.data,
        last_day=form.first_day.data if form.every.data == ONCE else form.last_day.data,
        starts=form.starts.data,
        ends=form.ends.data,
        titles={code: field.data for code, field in form.titles.items() if field.data},
    )


def data_of(plan: ActivityPlan) -> dict[str, Any]:
    """Return what a form of an existing activity starts with."""
    same = ("title", "description", "type_key", "main_o", "place", "capacity", "pictogram")
    words = ("led_by", "target_group", "partner", "in_holidays")
    also = (*words, "for_children", "sensitive_reason", "links_confirmed", "starts", "ends")
    return {
        **{name: getattr(plan, name) for name in (*same, *also)},
        **{f"goal_{goal}": str(strength) for goal, strength in plan.goals.items()},
        **{f"title_{language}": title for language, title in plan.titles.items()},
        **_days_of(plan),
        "other_os": list(plan.other_os),
        "subgoals": list(plan.subgoals),
        "sensitive": YES if plan.sensitive else NO,
    }


def copied_data(plan: ActivityPlan, today: date) -> dict[str, Any]:
    """Return what the form of a copy starts with: the same, a year or more later.

    A year is 52 weeks here, so that every day stays the weekday it was.
    """
    behind = max((today - plan.first_day).days, 0)
    later = A_YEAR * -(-behind // A_YEAR.days)
    data = data_of(plan)
    if plan.last_day is None:
        return {**data, "first_day": today}
    ends = None if data["last_day"] is None else plan.last_day + later
    return {**data, "first_day": plan.first_day + later, "last_day": ends}


def new_data(today: date) -> dict[str, Any]:
    """Return what the form of a new activity starts with."""
    return {"first_day": today, "nth_weekday": today.weekday()}


def inloop_data(week: Week) -> dict[str, Any]:
    """Return what the first open inloop starts with: the opening hours that most days share."""
    hours = Counter((spans[0][0], spans[-1][1]) for spans in week.values())
    if not hours:
        return {}
    (starts, ends), _times = hours.most_common(1)[0]
    days = [day for day in sorted(week) if (week[day][0][0], week[day][-1][1]) == (starts, ends)]
    return {
        "title": str(_("Open inloop")),
        "every": WEEKLY,
        "weekdays": days,
        "starts": starts,
        "ends": ends,
    }


def _rule_of(form: ActivityForm) -> str:
    if form.every.data == ONCE:
        return recurrence.once()
    if form.every.data == MONTHLY:
        return recurrence.monthly(form.nth.data, form.nth_weekday.data)
    return recurrence.weekly(form.weekdays.data, 2 if form.every.data == FORTNIGHTLY else 1)


def _days_of(plan: ActivityPlan) -> dict[str, Any]:
    pattern = recurrence.read(plan.recurrence)
    data: dict[str, Any] = {"first_day": plan.first_day, "last_day": plan.last_day}
    if pattern.kind is Kind.ONCE:
        return {**data, "every": ONCE, "last_day": None}
    if pattern.kind is Kind.MONTHLY:
        return {**data, "every": MONTHLY, "nth": pattern.nth, "nth_weekday": pattern.weekdays[0]}
    every = {1: WEEKLY, 2: FORTNIGHTLY}.get(pattern.interval)
    return {**data, "every": every, "weekdays": list(pattern.weekdays)}
