"""People and cases as a sheet prints them: rounded, "minder dan 5", or the reason. Plain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from tests.recount import limits
from tests.recount.book import Book, before
from tests.recount.limits import Limits

TOPICS = ("post", "geld", "wonen", "werk", "taal", "zorg", "opvoeding", "recht", "anders")
OUTCOMES = ("geholpen", "warm_overgedragen", "verwezen", "open")
STEPS = ("vrijwilligerswerk", "werk", "cursus")
NAMES = ("holders", "new", "returning", "helpers", "organisers", "pass_visits")

Printed = dict[str, Any]


def why(reason: str) -> Printed:
    return {"withheld": reason}


def written(value: int) -> Printed:
    return {"rounded": value} if value else why("fewer_than_5")


def cases(count: int, *, held: bool) -> Printed:
    return why("nothing_held") if not count and not held else written(limits.as_printed(count))


def summed(cells: Iterable[Printed]) -> Printed:
    cells = list(cells)
    shown = [cell["rounded"] for cell in cells if "rounded" in cell]
    if shown:
        return {"rounded": sum(shown)}
    none = all(cell == why("nothing_held") for cell in cells)
    return why("nothing_held" if none else "parts_withheld")


class People:
    """A centre's people and cases, month by month."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.of = cache(self._of)

    def counts(self, month: str) -> dict[str, int]:
        """Passes seen in a month, before any rounding."""
        book = self.book
        days: dict[str, set[str]] = defaultdict(set)
        roles: dict[str, set[str]] = defaultdict(set)
        for one in book.came[month]:
            if one.card:
                days[one.card].add(one.day)
                roles[one.role].add(one.card)
        new = {card for card in days if book.first_seen[card][:7] == month}
        return {
            "holders": len(days),
            "new": len(new),
            "returning": sum(len(on) > 1 or card not in new for card, on in days.items()),
            "helpers": len(roles["meehelpen"]),
            "organisers": len(roles["organiseren"]),
            "pass_visits": sum(len(on) for on in days.values()),
        }

    def _of(self, month: str) -> dict[str, Printed]:
        found, exact = self.counts(month), self.book.exact(month)
        if not self.book.open_days(month):
            return dict.fromkeys(NAMES, why("nothing_held"))
        between = limits.holders(exact)
        if between is None or found["pass_visits"] < 20 or found["holders"] < 5:
            return dict.fromkeys(NAMES, why("too_few_pass_visits"))
        seen = self._seen_before(month)
        here = limits.as_printed(found["holders"], between)
        fresh = limits.as_printed(found["new"], limits.new(here, seen))
        room = limits.returning(exact, here, fresh, seen)
        back = 0 if room is None else limits.as_printed(found["returning"], room)
        never = seen == 0 and len(exact.days) == 1
        within: dict[str, Limits | None] = {
            "holders": between,
            "new": limits.new(here, seen),
            "returning": room,
            "helpers": (0, here),
            "organisers": (0, here),
            "pass_visits": limits.pass_visits(exact, here, fresh, back),
        }
        missing = why("parts_withheld")
        printed = {
            name: missing if limit is None else written(limits.as_printed(found[name], limit))
            for name, limit in within.items()
        }
        return {**printed, "returning": why("nothing_held")} if never else printed

    def _seen_before(self, month: str) -> int | None:
        began = self.book.began
        if began is None or began > month:
            return 0 if began else None
        months = []
        one = month
        while one > began:
            one = before(one)
            if len(months) == 12:
                return None
            new = self.of(one)["new"]
            months.append((self.book.visits(one), new.get("rounded", new.get("withheld", ""))))
        return limits.most_seen_before(months)

    def held(self, month: str) -> bool:
        return bool(self.book.open_days(month))

    def helped(self, month: str) -> tuple[dict[str, Printed], dict[str, Printed]]:
        """Help requests by topic and by outcome, as printed."""
        rows = [
            row
            for row in self.book.rows("help_request")
            if row["opened_on"][:7] == month and row["taken_back_at"] is None
        ]
        by_topic, by_outcome = (Counter(row[key] for row in rows) for key in ("topic", "outcome"))
        topics = {key: cases(by_topic[key], held=self.held(month)) for key in TOPICS}
        if not rows and not self.held(month):
            return topics, dict.fromkeys(OUTCOMES, why("nothing_held"))
        moved = limits.outcomes(
            [by_outcome[key] for key in OUTCOMES],
            [cell.get("rounded", 0) for cell in topics.values()],
        )
        outcomes = {
            key: why("nothing_held") if not value and not self.held(month) else written(value)
            for key, value in zip(OUTCOMES, moved, strict=True)
        }
        return topics, outcomes

    def seen(self, month: str) -> dict[str, Any]:
        """What the registry sees of the goals."""
        people, (topics, outcomes) = self.of(month), self.helped(month)
        held, book = self.held(month), self.book
        begun = {one["type"] for one in book.theory["start"] if one.get("initiative")}
        steps = Counter[str]()
        for row in book.rows("step"):
            if row["month"] == month:
                steps[row["kind"]] += row["number"]
        given = sum(row["given_on"][:7] == month for row in book.rows("aftercare"))
        return {
            "returned": people["returning"],
            "led_by_residents": sum(row["led_by"] == "residents" for row, *_ in book.held(month)),
            "helped_here": outcomes["geholpen"],
            "helpers": people["helpers"],
            "organisers": people["organisers"],
            "steps": summed(cases(steps[kind], held=held) for kind in STEPS),
            "initiatives": sum(row["type_key"] in begun for row, *_ in book.held(month)),
            "help_requests": summed(topics.values()),
            "languages": self._languages(month),
            "warm_referrals": outcomes["warm_overgedragen"],
            "aftercare": cases(given, held=held),
        }

    def _languages(self, month: str) -> Any:
        """How many languages were used at the tablets often enough to be told."""
        held = self.held(month)
        used = [row["count"] for row in self.book.rows("language_tally") if row["month"] == month]
        cells = [cases(count, held=held) for count in (0, *used)]
        shown = sum("rounded" in cell for cell in cells)
        closed = all(cell == why("nothing_held") for cell in cells)
        return shown or why("nothing_held" if closed else "parts_withheld")
