"""One centre's rows, read as DOMAIN says: who came when and for what. Plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.recount.dump import Dump, Row, theory
from tests.recount.limits import Exact

HERE = ZoneInfo("Europe/Amsterdam")


class Came(NamedTuple):
    """A check-in that was not taken back, with what was chosen last."""

    day: str
    hour: int
    card: str | None
    party: int
    role: str
    activity: str | None
    phone: bool
    desk: bool


def before(month: str, months: int = 1) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - months, 12)
    return f"{year:04}-{number + 1:02}"


class Book:
    """What the tables hold of one centre, as known at a moment."""

    def __init__(self, dump: Dump, centre: str, at: datetime) -> None:
        self.dump, self.key = dump, centre
        self.at = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        self.today = at.astimezone(HERE).date()
        self.theory: dict[str, Any] = theory()
        (self.centre,) = (row for row in dump["centre"] if row["id"] == centre)

    def rows(self, table: str) -> list[Row]:
        return [row for row in self.dump[table] if row["centre_id"] == self.key]

    @cached_property
    def came(self) -> dict[str, list[Came]]:
        """By month."""
        chosen: dict[str, dict[str, Any]] = defaultdict(dict)
        for row in sorted(self.rows("check_in_detail"), key=lambda row: row["seq"]):
            for name in ("party", "role", "occurrence_id"):
                if row[name] is not None:
                    chosen[row["of"]][name] = row[name]
        undone = {row["of"] for row in self.rows("check_in_undo")}
        held = {row["id"]: row["activity_id"] for row in self.rows("occurrence")}
        months: dict[str, list[Came]] = defaultdict(list)
        for row in self.rows("check_in"):
            if row["id"] in undone:
                continue
            last = {**row, **chosen[row["id"]]}
            months[row["local_day"][:7]].append(
                Came(row["local_day"], row["local_hour"], row["pass_id"], last["party"],
                     last["role"], held.get(last["occurrence_id"]), row["channel"] == "poster",
                     row["channel"] == "desk")
            )  # fmt: skip
        return months

    @cached_property
    def began(self) -> str | None:
        """The month of the very first check-in, taken back or not."""
        return min((row["local_day"][:7] for row in self.rows("check_in")), default=None)

    @cached_property
    def first_seen(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for month in self.came.values():
            for one in month:
                if one.card:
                    first[one.card] = min(one.day, first.get(one.card, one.day))
        return first

    def groups(self, month: str) -> Iterator[tuple[str, int, int, bool]]:
        """Visits: day, hour of arrival, people, and whether with a pass (each pass once a day)."""
        cards: dict[tuple[str, str], list[Came]] = defaultdict(list)
        for one in self.came[month]:
            if one.card is None:
                yield one.day, one.hour, one.party, False
            else:
                cards[one.day, one.card].append(one)
        for (day, _), all_ in cards.items():
            hour, party = min(one.hour for one in all_), max(one.party for one in all_)
            yield day, hour, party, True

    def visits(self, month: str) -> int:
        return sum(people for _, _, people, _ in self.groups(month))

    def attendance(self, month: str) -> Counter[tuple[str, str]]:
        """People by activity and day: a pass once, with the largest party it brought."""
        counted: Counter[tuple[str, str]] = Counter()
        cards: Counter[tuple[str, str, str]] = Counter()
        for one in self.came[month]:
            if one.activity is not None:
                if one.card is None:
                    counted[one.activity, one.day] += one.party
                else:
                    key = (one.activity, one.day, one.card)
                    cards[key] = max(cards[key], one.party)
        for (activity, day, _), party in cards.items():
            counted[activity, day] += party
        return counted

    def held(self, month: str) -> list[tuple[Row, int, int]]:
        """Activities with how often they were held and how many took part; others left out."""
        shut = {row["day"] for row in self.rows("closure")}
        dates: dict[str, list[str]] = defaultdict(list)
        for row in self.rows("occurrence"):
            begun = row["starts_at"] <= self.at and row["cancelled_at"] is None
            if begun and row["local_day"][:7] == month and row["local_day"] not in shut:
                dates[row["activity_id"]].append(row["local_day"])
        took_part: Counter[str] = Counter()
        for (activity, day), people in self.attendance(month).items():
            took_part[activity] += people
            if day not in dates[activity]:
                dates[activity].append(day)
        return [
            (row, len(dates[row["id"]]), took_part[row["id"]])
            for row in self.rows("activity")
            if dates[row["id"]]
        ]

    def open_days(self, month: str) -> list[str]:
        """Days on which the centre was to be open or somebody came, up to today."""
        shut = {row["day"] for row in self.rows("closure")}
        hours = self.rows("opening_hours")
        starts = sorted({row["since"] for row in hours})
        found = {day for day, *_ in self.groups(month)}
        for number in range(31):
            day = date(int(month[:4]), int(month[5:]), 1) + timedelta(days=number)
            text = str(day)
            if text[:7] != month or day > self.today or text < self.centre["opened_on"]:
                continue
            since = max([one for one in starts if one <= text], default=starts[0])
            weekday = any(
                row["since"] == since and row["weekday"] == day.weekday() for row in hours
            )
            if weekday and text not in shut:
                found.add(text)
        return sorted(found)

    def exact(self, month: str) -> Exact:
        days: Counter[str] = Counter()
        for day, _, people, _ in self.groups(month):
            days[day] += people
        unseen = sum(one.party for one in self.came[month] if one.phone or one.desk)
        quiet = sum(people for row, _, people in self.held(month) if row["sensitive"])
        return Exact(tuple(days.values()), unseen, quiet)

    def tallies(self, month: str) -> dict[tuple[str, str], Counter[str]]:
        """By question and variant: how often each value, too fast taps left out."""
        found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in self.rows("answer_tally"):
            if row["month"] == month and not row["suspect"]:
                found[row["question"], row["variant"]][row["value"]] += row["count"]
        return found
