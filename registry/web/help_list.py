"""The list of help requests: in which group each stands, and what to say of when it waits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from registry import words
from registry.sheets.wording import TOPICS
from registry.support import queries
from registry.support.queries import HelpAsked, HelpView
from registry.web import help_form, listing
from registry.web.listing import Choice, Listing, Shape, Wish

SHOWN, EVERYTHING = "toon", "alles"
"""What the address says where more than what is open is asked for."""
A_WEEK = timedelta(days=7)
NOW, THIS_WEEK, LATER = "nu", "week", "later"


@dataclass(frozen=True, slots=True)
class Line:
    """A help request in the list: when it came, what to say of its waiting, whether that is now."""

    help: HelpView
    came: str
    waits: str
    urgent: bool


def shape(*, since: date, today: date) -> Shape:
    """Return what the list of everything can do."""
    return Shape(
        endpoint="web.help_requests",
        orders=(
            listing.by_day("nummer", _("Nummer")),
            listing.by_day("dag", _("Dag")),
            listing.by_rank("onderwerp", _("Onderwerp")),
            listing.by_rank("stand", _("Hoe het is")),
        ),
        filters=(
            Choice("onderwerp", _("Onderwerp"), TOPICS),
            Choice("stand", _("Hoe het is"), help_form.OUTCOMES),
            Choice("via", _("Hoe gekomen"), help_form.CHANNELS),
            listing.month_filter(since=since, until=today),
        ),
        kept={SHOWN: EVERYTHING},
    )


def everything(wish: Wish, centre_id: uuid.UUID, today: date) -> Listing[Line]:
    """Return the page of all help requests that was asked for."""
    chosen = wish.chosen
    asked = HelpAsked(
        topic=chosen["onderwerp"],
        outcome=chosen["stand"],
        channel=chosen["via"],
        span=listing.days_of(chosen["maand"]),
    )

    def lines(first: int, most: int) -> list[Line]:
        found = queries.requests(
            centre_id=centre_id,
            asked=asked,
            order=wish.order.key,
            ranks=tuple(TOPICS if wish.order.key == "onderwerp" else help_form.OUTCOMES),
            falling=wish.falling,
            first=first,
            most=most,
        )
        return [line(one, today) for one in found]

    total = queries.count_requests(centre_id=centre_id, asked=asked)
    return listing.fetched(wish, total=total, rows=lines)


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
