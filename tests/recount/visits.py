"""What a sheet tells of visits beside their number: how put in, what is usual, gaps. Plain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import mean
from typing import Any

from tests.recount.book import HERE, Book, Came, before

NAMES = {
    "tablet": "op de tablet",
    "desk": "aan de balie",
    "poster": "met een telefoon",
    "later": "later opgeschreven",
}
ENOUGH, MOST = 8, 26
Week = list[tuple[date, int]]


def doors(book: Book, month: str) -> list[dict[str, Any]]:
    """Visits by how they were put in, those that there were."""
    counted: Counter[str] = Counter()
    cards: dict[tuple[str, str], list[Came]] = defaultdict(list)
    for one in book.came[month]:
        if one.card is None:
            counted["poster" if one.phone else "desk" if one.desk else "tablet"] += one.party
        else:
            cards[one.day, one.card].append(one)
    for all_ in cards.values():
        first = min(all_, key=lambda one: (one.hour, one.desk))
        counted["desk" if first.desk else "tablet"] += max(one.party for one in all_)
    later = min(_written_up(book, month), counted["desk"])
    counted.update({"desk": -later, "later": later})
    return [
        {"key": key, "name": name, "figure": counted[key]}
        for key, name in NAMES.items()
        if counted[key]
    ]


def _written_up(book: Book, month: str) -> int:
    added = {row["of"] for row in book.rows("corrected") if row["deed"] == "added"}
    undone = {row["of"] for row in book.rows("check_in_undo")}
    last: dict[str, int] = {}
    for row in sorted(book.rows("check_in_detail"), key=lambda row: row["seq"]):
        if row["party"] is not None:
            last[row["of"]] = row["party"]
    return sum(
        last.get(row["id"], row["party"])
        for row in book.rows("check_in")
        if row["local_day"][:7] == month and row["id"] in added - undone
    )


def gaps(book: Book, month: str) -> dict[str, Any] | None:
    """Open days without a visit, and days on which a tablet was silent while people came."""
    if book.began is None or book.began > month:
        return None
    came: Counter[str] = Counter()
    for day, _, people, _ in book.groups(month):
        came[day] += people
    open_ = book.open_days(month)
    silent = []
    for row in book.rows("tablet"):
        if row["came_from"] is not None and row["token_since"] is None:
            continue
        since, until = _day(row["enrolled_at"]), _day(row["revoked_at"]) or "9999"
        used = {one["local_day"] for one in book.rows("check_in") if one["tablet_id"] == row["id"]}
        stood = [day for day in open_ if (since or "") < day < until]
        silent.append(sum(1 for day in stood if came[day] and day not in used))
    quiet = sum(1 for day in open_ if not came[day])
    return {"days": quiet or None, "tablets": sorted(filter(None, silent), reverse=True)}


def _day(written: str | None) -> str | None:
    if written is None:
        return None
    return str(datetime.fromisoformat(f"{written}+00:00").astimezone(HERE).date())


def usual(book: Book, month: str) -> dict[str, Any] | None:
    """Between what limits a week's visits usually are, and how many of the month's were not."""
    weeks = _weeks(book, month)
    own = [week for week in weeks if _sunday(week)[:7] == month]
    earlier = [week for week in weeks if _sunday(week)[:7] < month][-MOST:]
    if len(earlier) < ENOUGH:
        return None
    by_day: dict[int, list[int]] = defaultdict(list)
    for day, people in (one for week in earlier for one in week):
        by_day[day.weekday()].append(people)
    means = {weekday: mean(found) for weekday, found in by_day.items()}
    full = sum(means[weekday] for weekday in means if 2 * len(by_day[weekday]) >= len(earlier))

    def made_full(week: Week) -> float | None:
        due = sum(means.get(day.weekday(), mean(means.values())) for day, _ in week)
        return sum(people for _, people in week) * full / due if due and 2 * due >= full else None

    then = [one for one in map(made_full, earlier) if one is not None]
    now = [one for one in map(made_full, own) if one is not None]
    return _beside(then, now) if len(then) >= ENOUGH and now else None


def _beside(then: Sequence[float], now: Sequence[float]) -> dict[str, Any]:
    middle = mean(then)
    step = mean(abs(new - old) for old, new in pairwise(then))
    low, high = max(0.0, middle - 2.66 * step), middle + 2.66 * step
    sides = [(one > middle) - (one < middle) for one in (*then, *now)]
    shift = None
    for place in range(len(then), len(sides)):
        inside = low <= now[place - len(then)] <= high
        last = sides[max(0, place - 7) : place + 1]
        if inside and len(last) == 8 and set(last) in ({1}, {-1}):
            shift = "up" if last[0] > 0 else "down"
    return {
        "lower": round(low),
        "upper": round(high),
        "above": sum(one > high for one in now) or None,
        "below": sum(one < low for one in now) or None,
        "shift": shift,
    }


def _weeks(book: Book, month: str) -> list[Week]:
    """Whole weeks that are over, from the first Monday of counting, each with its open days."""
    days: Counter[str] = Counter()
    one = month
    while book.began is not None and one >= book.began:
        days.update(dict.fromkeys(book.open_days(one), 0))
        for day, _, people, _ in book.groups(one):
            days[day] += people
        one = before(one)
    first = min((day for day, people in days.items() if people), default="9999")
    weeks: dict[date, Week] = defaultdict(list)
    for day in sorted(days):
        if day >= first:
            at = date.fromisoformat(day)
            weeks[at - timedelta(days=at.weekday())].append((at, days[day]))
    until = str(book.today - timedelta(days=1))
    return [
        week
        for monday, week in sorted(weeks.items())
        if str(monday) >= first and _sunday(week)[:7] <= month and _sunday(week) <= until
    ]


def _sunday(week: Week) -> str:
    return str(week[0][0] + timedelta(days=6 - week[0][0].weekday()))
