"""The list of help requests: in which group each stands, and what to say of when it waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from registry import words
from registry.support.queries import HelpView
from registry.support.services import TOPICS

A_PAGE = 20
A_WEEK = timedelta(days=7)
NOW, THIS_WEEK, LATER = "nu", "week", "later"


@dataclass(frozen=True, slots=True)
class Line:
    """A help request in the list: when it came, what to say of its waiting, whether that is now."""

    help: HelpView
    came: str
    waits: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: everything or only what is open, of one topic or all, from which page."""

    everything: bool
    topic: str
    page: int

    @classmethod
    def read(cls, address: Mapping[str, str]) -> Filter:
        """Read it from an address; what makes no sense there is left out."""
        topic, page = address.get("onderwerp", ""), address.get("blad", "1")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
        return cls(
            everything=address.get("toon") == "alles",
            topic=topic if topic in TOPICS else "",
            page=max(1, number),
        )


def line(help: HelpView, today: date) -> Line:
    """Return a help request as the list shows it on a day."""
    by = help.act_by
    return Line(
        help, day_words(help.opened_on, today), _waits(help, today), by is not None and by <= today
    )


def groups(found: Iterable[HelpView], today: date) -> dict[str, list[Line]]:
    """Return open requests in order under what is up now, this week and later."""
    grouped: dict[str, list[Line]] = {NOW: [], THIS_WEEK: [], LATER: []}
    for help in found:
        by = help.act_by or today
        group = NOW if by <= today else THIS_WEEK if by < today + A_WEEK else LATER
        grouped[group].append(line(help, today))
    return grouped


def _waits(help: HelpView, today: date) -> str:
    due, days = help.aftercare_due_on, (today - help.last_on).days
    said: str = ""
    if due is not None and due < today:
        said = _("nazorg sinds %(day)s", day=words.day_and_month(due))
    elif due is not None:
        said = _("nazorg %(day)s", day=_soon(due, today))
    elif help.outcome == "open" and days:
        said = ngettext("%(num)d dag open", "%(num)d dagen open", days)
    return said


def _soon(day: date, today: date) -> str:
    away = (day - today).days
    if away < 2:
        return str((_("vandaag"), _("morgen"))[away])
    return words.weekday(day.weekday()) if day < today + A_WEEK else words.day_and_month(day)


def day_words(day: date, today: date) -> str:
    """Return a day gone by in words: "vandaag", "gisteren", "vrijdag 20 nov", with another year."""
    away = (today - day).days
    if away in (0, 1):
        return str((_("vandaag"), _("gisteren"))[away])
    weekday = words.weekday(day.weekday())
    year = f" {day.year}" if day.year != today.year else ""
    return f"{weekday} {words.day_and_month(day)}{year}"
