"""A month's sheet, recounted from raw rows: every figure that its JSON holds. Plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

from tests.recount import chance, visits
from tests.recount.asked import Asked
from tests.recount.book import Book, before
from tests.recount.dump import Dump
from tests.recount.people import OUTCOMES, TOPICS, People, Printed, summed

WORDS = frozenset(
    {"centre", "state", "example", "theory_version", "template_version", "headline", "words",
     "quote", "agreed", "schedule"}
)  # fmt: skip
"""Fields that hold words and no figure: these alone are not recounted."""

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
TOPIC_NAMES = dict(
    zip(TOPICS, ("Post en formulieren", "Geld en schulden", "Wonen", "Werk", "Taal", "Zorg",
                 "Opvoeding en school", "Recht", "Anders"), strict=True)
)  # fmt: skip
OUTCOME_NAMES = dict(
    zip(OUTCOMES, ("hier geholpen", "warm overgedragen", "verwezen", "nog open"), strict=True)
)
LISTED = 7


def recount(dump: Dump, centre: str, month: str, at: datetime) -> Printed:
    """The figures of a sheet by DOMAIN's rules; `centre` is the key as it lies in the rows."""
    book = Book(dump, centre, at)
    people = People(book)
    known = book.began is not None and before(month) >= book.began
    earlier = before(month) if known else None
    activities = _activities(book, month)
    return {
        "month": month,
        "visits": _visits(book, month, earlier),
        "doors": visits.doors(book, month),
        "gaps": visits.gaps(book, month),
        **_tiles(people, month, earlier),
        **_os(book, month),
        **_busy(book, month),
        "activities": activities[:LISTED],
        "rest": _rest(activities[LISTED:]),
        "answers": Asked(book, month).block(
            people.seen(month), people.seen(earlier) if earlier else None
        ),
        "help": _help(people, month),
    }


def _visits(book: Book, month: str, earlier: str | None) -> Printed:
    now, then = book.visits(month), book.visits(earlier) if earlier else 0
    change = chance.whole(100 * (now - then), then) if then else None
    directions = {None: "unknown", 0: "same" if now == then else "about"}
    return {
        "count": now,
        "direction": directions.get(change) or ("more" if (change or 0) > 0 else "less"),
        "percent": abs(change) if change else None,
        "by_phone": None,
        "late": None,
        "late_months": [],
        "usual": visits.usual(book, month),
    }


def _tiles(people: People, month: str, earlier: str | None) -> Printed:
    now = people.of(month)
    visits = now["pass_visits"]
    share = visits
    if "rounded" in visits:
        share = chance.percent(visits["rounded"], people.book.visits(month))
    return {
        "holders": {"now": now["holders"], "beside": visits, "percent": share},
        "new": {
            "now": now["new"],
            "beside": people.of(earlier)["new"] if earlier else None,
            "percent": None,
        },
        "helpers": {"now": now["helpers"], "beside": now["organisers"], "percent": None},
    }


def _os(book: Book, month: str) -> Printed:
    held = book.held(month)
    everyone = sum(people for _, _, people in held)
    bars = []
    for o in book.theory["o"]:
        own = [people for row, _, people in held if row["main_o"] == o["key"]]
        bars.append(
            {
                "o": o["key"],
                "name": o["text"],
                "activities": len(own),
                "attendance": sum(own),
                "percent": chance.percent(sum(own), everyone),
            }
        )
    return {"attendance": everyone, "os": bars}


def _busy(book: Book, month: str) -> Printed:
    arrived: Counter[tuple[int, int]] = Counter()
    for day, hour, people, _ in book.groups(month):
        arrived[date.fromisoformat(day).weekday(), hour] += people
    open_ = Counter(date.fromisoformat(day).weekday() for day in book.open_days(month))
    hours = [hour for _, hour in arrived]
    span = list(range(min(hours), max(hours) + 1)) if hours else []
    rows = {
        weekday: [chance.tenths(arrived[weekday, hour], days) for hour in span]
        for weekday, days in sorted(open_.items())
    }
    largest = max((one for row in rows.values() for one in row), default=0)

    def label(average: float) -> int | None:
        wide = average > 0 and (average / largest) ** 0.5 >= 0.9
        return int(average + 0.5) if wide and average >= 1 else None

    return {
        "hours": span,
        "busy": [
            {"weekday": DAYS[weekday], "labels": [label(one) for one in row]}
            for weekday, row in rows.items()
        ],
    }


def _activities(book: Book, month: str) -> list[Printed]:
    names = {one["key"]: one["text"] for one in book.theory["o"]}
    order = list(names)
    groups: dict[tuple[str, str], list[tuple[str | None, int, int]]] = defaultdict(list)
    for row, times, people in book.held(month):
        title, own = (None, "") if row["sensitive"] else (row["title"], row["id"])
        groups[row["main_o"], own].append((title, times, people))
    lines = []
    for (o, _), group in groups.items():
        title = group[0][0]
        times, people = sum(one[1] for one in group), sum(one[2] for one in group)
        lines.append(
            {
                "o": o,
                "name": title or names[o],
                "nameless": None if title else len(group),
                "times": times,
                "attendance": people,
                "per_time": chance.tenths(people, times),
            }
        )

    def place(line: Printed) -> tuple[int, int, str]:
        name = "" if line["nameless"] else line["name"]
        return -line["attendance"], order.index(line["o"]), name

    return sorted(lines, key=place)


def _rest(lines: list[Printed]) -> Printed | None:
    if not lines:
        return None
    return {
        "activities": sum(line["nameless"] or 1 for line in lines),
        "attendance": sum(line["attendance"] for line in lines),
    }


def _help(people: People, month: str) -> Printed:
    topics, outcomes = people.helped(month)
    most = max(cell.get("rounded", 0) for cell in (*topics.values(), *outcomes.values()))
    worths = (5, 10, 25, 50, 100, 250)
    cells = [
        {"key": key, "name": TOPIC_NAMES[key], "figure": figure} for key, figure in topics.items()
    ]
    return {
        "total": summed(topics.values()),
        "disc": next((one for one in worths if most <= 18 * one), worths[-1]),
        "topics": sorted(cells, key=lambda cell: -cell["figure"].get("rounded", 0)),
        "outcomes": [
            {"key": key, "name": OUTCOME_NAMES[key], "figure": figure}
            for key, figure in outcomes.items()
        ],
    }
