"""What a reader of all sheets of a centre can conclude: unknown counts, and all that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.leaks.milp import Model, Watched
from tests.leaks.printed import Print
from tests.recount import limits
from tests.recount.limits import Exact, Limits

MANY = 10_000
KEEPS = {"fewer_than_5": 5, "too_few_pass_visits": 2, "parts_withheld": 2, "too_few_answers": 2}
MOST_UNSHOWN = 9
"""Answers: from ten on they are shown."""
ROUNDED_KEEPS = 3
PEOPLE = ("holders", "new", "returning", "helpers", "organisers")


def told(figure: Any) -> int | str | None:
    """A printed number (rounded or exact; 0 for "minder dan 5"), or why there is none."""
    if isinstance(figure, dict):
        reason = figure.get("withheld")
        return 0 if reason == "fewer_than_5" else reason or figure["rounded"]
    return int(figure) if figure is not None else None


def span(figure: Any, within: Limits = (0, MANY)) -> Limits:
    """The counts behind a printed figure, by the rules of rounding."""
    if isinstance(figure, int):
        return figure, figure
    value = told(figure)
    if isinstance(value, int) and value % 5:  # not rounded at all
        return value, value
    if not isinstance(value, int):
        return (0, 0) if value == "nothing_held" else (0, MANY)
    low, high = within
    return (
        limits.lowest(value) if value > low else 0,
        limits.highest(value) if value < high else MANY,
    )


def keeps(figure: Any) -> int:
    """How many values a figure has to keep: five, three, more than one, or (said: none) one."""
    reason = figure.get("withheld") if isinstance(figure, dict) else None
    return KEEPS.get(reason, 1) if reason else ROUNDED_KEEPS


class Part(Model):
    """A model with the figures that are watched in it, and the unknowns behind all by name."""

    def __init__(self) -> None:
        super().__init__()
        self.watched: list[Watched] = []
        self.columns: dict[str, int] = {}

    def watch(self, name: str, column: int, figure: Any) -> None:
        self.columns[name] = column
        if (number := keeps(figure)) > 1:
            self.watched.append(Watched(name, column, number))

    def cells(self, name: str, cells: list[Any]) -> list[int]:
        columns = []
        for cell in cells:
            column = self.count(*span(cell["figure"]))
            self.watch(f"{name} {cell['key']}", column, cell["figure"])
            columns.append(column)
        return columns

    def total(self, columns: list[int], total: Any) -> None:
        """The sum of the printed cells says nothing; one that is not rounded does."""
        if isinstance(total, int):
            self.know(dict.fromkeys(columns, 1), total, total)


def _cases(page: Print) -> Part:
    """Help requests by topic and again by outcome; beside them what has no link."""
    part, month, help_, beside = Part(), page["now"]["month"], page["help"], page["beside"]
    topics = part.cells(f"{month} topic", help_["topics"])
    outcomes = part.cells(f"{month} outcome", help_["outcomes"])
    part.know({**dict.fromkeys(topics, 1), **dict.fromkeys(outcomes, -1)}, 0, 0)
    part.total(topics, help_["topics_total"])
    part.cells(f"{month} language", page["languages"])
    part.cells(f"{month} handout", beside["handouts"])
    part.total(part.cells(f"{month} step", beside["steps"]), beside["steps_total"])
    loose = {"aftercare": help_["aftercare"], **beside}
    for name in ("aftercare", "volunteer_hours", "trainings"):
        part.cells(month, [{"key": name, "figure": loose[name]}])
    return part


def _answers(page: Print) -> Part:
    """Each question's answers, exact or fewer than ten, and how many of those are favourable."""
    part, month = Part(), page["now"]["month"]
    for line in (page["mood"], *(line for goal in page["goals"] for line in goal["asked"])):
        name = f"{month} asked {line['item']['question']} {line['item']['variant']}"
        n = part.count(0, MOST_UNSHOWN) if told(line["n"]) == "too_few_answers" else None
        if n is None:
            part.columns[name] = n = part.count()
            part.know({n: 1}, line["n"], line["n"])
            continue
        favourable = part.count(0, MOST_UNSHOWN)
        part.know({n: 1, favourable: -1}, 0)
        part.watch(name, n, line["n"])
        part.watch(f"{name} favourable", favourable, line["n"])
    return part


class Knowledge:
    """Models of a centre's months in order, from its very first, with the figures to watch.

    One of the cases of each month, and one of the people of all months, who are the same people.
    """

    def __init__(self, months: list[Print]) -> None:
        self.people = Part()
        self.parts = [self.people]
        newcomers: list[int] = []
        history: list[tuple[int, int | str]] = []
        for told_of in months:
            page = told_of["page"]
            self.parts += [_cases(page), _answers(page)]
            newcomers.append(self._people(page, newcomers, history))
            new = told(page["now"]["people"]["new"])
            reason = "fewer_than_5" if new == 0 else new
            history.append((page["now"]["visits"], reason or 0))

    def _people(self, page: Print, earlier: list[int], history: list[tuple[int, int | str]]) -> int:
        """Add the pass holders of a month; returns the unknown number of new ones."""
        model, now = self.people, page["now"]
        exact = _exact(page)
        most = exact.room
        once, twice, known, helpers, organisers = (model.count(0, most) for _ in range(5))
        holders, new, back, visits = (model.count(0, most, whole=False) for _ in range(4))
        model.know({holders: -1, once: 1, twice: 1, known: 1}, 0, 0)
        model.know({new: -1, once: 1, twice: 1}, 0, 0)
        model.know({back: -1, known: 1, twice: 1}, 0, 0)
        for some in (helpers, organisers):
            model.know({holders: 1, some: -1}, 0)
        model.know({known: -1, **dict.fromkeys(earlier, 1)}, 0)
        self._days(exact, once, twice, known, back, visits)
        columns = dict(zip(PEOPLE, (holders, new, back, helpers, organisers), strict=True))
        shown = told(now["people"]["holders"])
        if isinstance(shown, int):
            model.know({visits: 1}, 20)
            model.know({holders: 1}, 5)
            self._printed(now, columns, visits, exact, history)
        elif shown == "nothing_held":
            model.know({holders: 1}, 0, 0)
        else:
            self._not_shown(holders, visits, exact)
            if exact.room:
                self.people.watch(f"{now['month']} holders", holders, now["people"]["holders"])
        return new

    def _days(
        self, exact: Exact, once: int, twice: int, known: int, back: int, visits: int
    ) -> None:
        """Who came once is in one day; who came back at most once in each."""
        single, others, all_ = {once: -1.0}, {known: -1.0, twice: -2.0}, {visits: -1.0}
        for day, days in Counter(exact.days).items():  # as busy as each other: they count as one
            first = self.people.count(0, day * days, whole=False)
            rest = self.people.count(0, day * days, whole=False)
            self.people.know({first: 1, rest: 1}, 0, day * days)
            self.people.know({back: days, rest: -1}, 0)
            single[first] = others[rest] = all_[first] = all_[rest] = 1
        self.people.know(single, 0, 0)
        self.people.know(others, 0)
        self.people.know(all_, 0, 0)

    def _not_shown(self, holders: int, visits: int, exact: Exact) -> None:
        """Fewer than twenty visits with a pass, or fewer than five holders."""
        if limits.holders(exact) is None:
            return
        which = self.people.count(0, 1)
        self.people.know({visits: 1, which: -exact.room}, high=19)
        self.people.know({holders: 1, which: exact.room}, high=4 + exact.room)

    def _printed(
        self,
        now: Print,
        columns: dict[str, int],
        visits: int,
        exact: Exact,
        history: list[tuple[int, int | str]],
    ) -> None:
        people = now["people"]
        here, fresh, back = (told(people[name]) for name in PEOPLE[:3])
        assert isinstance(here, int)
        assert isinstance(fresh, int)
        seen = limits.most_seen_before(history) if len(history) <= 12 else None
        again = back if isinstance(back, int) else 0
        within = {
            "holders": limits.holders(exact),
            "new": limits.new(here, seen),
            "returning": limits.returning(exact, here, fresh, seen),
            "helpers": (0, here),
            "organisers": (0, here),
        }
        all_visits = limits.pass_visits(exact, here, fresh, again)
        for name, figure, column, known in (
            *((name, people[name], columns[name], within[name]) for name in PEOPLE),
            ("pass visits", now["pass_visits"], visits, all_visits),
        ):
            self.people.know({column: 1}, *span(figure, known or (0, MANY)))
            self.people.watch(f"{now['month']} {name}", column, figure)


def _exact(page: Print) -> Exact:
    quiet = sum(row["attendance"] for row in page["activities"] if row["title"] is None)
    days = tuple(day["visits"] for day in page["days"] if day["visits"])
    on_tablets = page["doors"][0]["figure"]
    return Exact(days, sum(days) - on_tablets if isinstance(on_tablets, int) else 0, quiet)


def contradictions(months: list[Print]) -> Iterator[str]:
    """Months of which a later sheet prints another number than their own: two are a leak."""
    own = {one["page"]["now"]["month"]: one["page"] for one in months}
    for page in own.values():
        before = page["before"]
        if before is not None and before != own[before["month"]]["now"]:
            yield f"{page['now']['month']} has another {before['month']} beside it"
        for name, line in page["trends"].items():
            for month, figure in zip(page["trends"]["months"], line, strict=True):
                if name != "months" and month in own and figure != _named(own[month]["now"], name):
                    yield f"{page['now']['month']} draws other {name} of {month}"


def _named(now: Print, name: str) -> Any:
    return now["people"][name] if name in PEOPLE else now[name]
