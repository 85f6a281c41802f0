"""A week of the programme as it goes on paper: its band, its cards, its foot."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from registry import words
from registry.activities.queries import ProgrammeItem
from registry.centres.queries import CentreView
from registry.paper.week import Band, Card, Row, Week
from registry.posters import services as posters
from registry.theory.model import Theory
from registry.web.logo import logo_address
from registry.web.programme_days import DayOf, Listed

RUN = 3
"""From so many weekdays in a row on they are written as "maandag tot en met vrijdag"."""


def week_on_paper(
    here: CentreView, days: Sequence[DayOf], at: datetime, *, theory: Theory, public: str
) -> Week:
    """Return the page of a week; `public` is the address that phones know, "" for none."""
    shown = [day for day in days if day.listed or day.closed]
    addresses = _addresses(here, shown, at, public) if public else {}
    return Week(
        centre=here.name,
        first=days[0].day,
        last=days[-1].day,
        bands=_bands(days, theory),
        rows=tuple(_row(day, theory, addresses) for day in shown),
        os=tuple((o.code, o.text) for o in theory.os),
        shut=_shut(days),
        logo=logo_address(),
        calendar=f"{public}/agenda/{here.slug}.ics" if public else None,
    )


def _addresses(
    here: CentreView, days: Sequence[DayOf], at: datetime, public: str
) -> Mapping[uuid.UUID, str]:
    """Return where a phone checks in, for what has a poster and is not over."""
    found = posters.posters_of(centre=here, days=[day.day for day in days], at=at)
    return {
        one.item.occurrence_id: f"{public}/p/{one.code}"
        for one in found
        if one.code and one.item.ends_at > at
    }


def _row(day: DayOf, theory: Theory, addresses: Mapping[uuid.UUID, str]) -> Row:
    cards = (
        _card(one, theory, addresses)
        for one in day.listed
        if one.changed or not one.item.open_inloop
    )
    return Row(day.day, tuple(cards), day.closed or "")


def _card(one: Listed, theory: Theory, addresses: Mapping[uuid.UUID, str]) -> Card:
    off = one.away or one.item.cancelled
    return Card(
        title=one.item.title,
        starts=words.wall_time(one.starts_at),
        o=theory.o(one.item.main_o).code,
        pictogram=one.item.pictogram,
        note=note(one),
        off=off,
        address=None if off else addresses.get(one.item.occurrence_id),
    )


def note(one: Listed) -> str:
    """Return what was changed, as short as a card has room for; "" where nothing was."""
    item, said = one.item, ""
    if item.cancelled:
        said = _("gaat niet door")
    elif one.away:
        day, time = _short(item.local_day), words.wall_time(item.starts_at)
        said = _("nu %(day)s, %(time)s", day=day, time=time)
    elif item.place != item.usual_place:
        said = _("nu hier: %(place)s", place=item.place)
    elif item.moved:
        said = _("andere tijd")
    return said


def _short(day: date) -> str:
    return f"{words.weekday(day.weekday())} {day.day}"


def _bands(days: Sequence[DayOf], theory: Theory) -> tuple[Band, ...]:
    """Return a band for each open inloop with the same hours, as it is planned."""
    same: dict[tuple[str, str, str], list[ProgrammeItem]] = defaultdict(list)
    for day in days:
        for one in day.listed:
            if one.item.open_inloop and not one.changed:
                hours = (words.wall_time(one.item.starts_at), words.wall_time(one.item.ends_at))
                same[one.item.title, *hours].append(one.item)
    return tuple(
        Band(
            title=title,
            when=_(
                "%(days)s, %(starts)s tot %(ends)s uur", days=_days(items), starts=starts, ends=ends
            ),
            line=items[0].description,
            o=theory.o(items[0].main_o).code,
            pictogram=items[0].pictogram,
        )
        for (title, starts, ends), items in same.items()
    )


def _days(items: Sequence[ProgrammeItem]) -> str:
    weekdays = sorted({item.local_day.weekday() for item in items})
    names = [words.weekday(day) for day in weekdays]
    if len(weekdays) >= RUN and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return str(_("%(first)s tot en met %(last)s", first=names[0], last=names[-1]))
    return _and(names)


def _shut(days: Sequence[DayOf]) -> str:
    names = [words.weekday(day.day.weekday()) for day in days if not day.open_weekday]
    named = _and(names)
    return str(_("%(days)s gesloten.", days=named[:1].upper() + named[1:])) if names else ""


def _and(names: Sequence[str]) -> str:
    """Return "maandag, dinsdag en zaterdag"."""
    if len(names) < 2:
        return "".join(names)
    return str(_("%(others)s en %(last)s", others=", ".join(names[:-1]), last=names[-1]))
