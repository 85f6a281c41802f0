"""Answers as a sheet prints them, with their margins and what the tests name. Plain Python."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.recount import chance
from tests.recount.book import Book, before
from tests.recount.people import Printed, why

Item = tuple[str, str]

FEW = why("too_few_answers")
FACES = ("1", "2", "3", "4", "5")
LEVELS = ("plus", "midden", "min")


class Asked:
    """What was asked in a month and what came of it."""

    def __init__(self, book: Book, month: str) -> None:
        self.book, self.month, self.theory = book, month, book.theory
        self.now = book.tallies(month)
        self.questions = {one["indicator"]: one for one in self.theory["question"]}
        self.goals = {one["key"]: one["goal"] for one in self.theory["indicator"]}
        self.earlier = {item: last for item in self.items() if (last := self._last(item))}
        compared = [
            (item, month, then)
            for item, (month, then) in self.earlier.items()
            if min(_n(self.now.get(item, Counter())), _n(then)) >= 30
        ]
        named = chance.differences(
            [chance.differ(_good(self.now[item]), _n(self.now[item]), _good(then), _n(then))
             for item, _, then in compared]
        )  # fmt: skip
        self.compared = {
            item: (month, then, number in named)
            for number, (item, month, then) in enumerate(compared)
        }

    def set_of_month(self) -> set[Item]:
        book, month = self.book, self.month
        said = [row for row in book.rows("asks_from") if row["month"] <= month]
        if said and not max(said, key=lambda row: row["month"])["asks"]:
            return set()
        inside = [key for key, one in self.questions.items() if one["moment"] == "binnen"]
        leaving = [key for key, one in self.questions.items() if one["moment"] == "weg"]
        chosen = {
            (row["question"], row["variant"])
            for row in book.rows("asked_this_month")
            if row["month"] == month and row["question"] in inside
        }
        turn = {(key, "niveau") for key in inside[(int(month[5:]) - 1) % 3 :: 3]}
        return (chosen or turn) | {(key, "niveau") for key in leaving}

    def items(self) -> list[Item]:
        """In the order of the questions: what the month asked, and what was answered enough."""
        order = list(self.questions)
        often = {item for item, values in self.now.items() if _n(values) >= 10}
        found = [item for item in often | self.set_of_month() if item[0] in order]
        return sorted(found, key=lambda item: (order.index(item[0]), item[1]))

    def _last(self, item: Item) -> tuple[str, Counter[str]] | None:
        for months in range(1, 13):
            month = before(self.month, months)
            values = self.book.tallies(month).get(item, Counter())
            if _n(values) >= 10:
                return month, values
        return None

    def block(self, seen: dict[str, Any], earlier: dict[str, Any] | None) -> Printed:
        suspect = sum(
            row["count"]
            for row in self.book.rows("answer_tally")
            if row["month"] == self.month and row["suspect"]
        )
        return {
            "mood": self.mood(),
            "goals": [self._goal(one, seen, earlier) for one in self.theory["goal"]],
            "suspect": suspect or None,
            "tests": len(self.compared),
            "more": [
                {"what": one, "now": seen[one], "before": earlier and earlier[one]}
                for one in self._more()
            ],
        }

    def _more(self) -> list[str]:
        """What is a sign of an indicator and stands under no goal."""
        under = {what for one in self.theory["seen"] for what in one["what"]}
        signs = [what for one in self.theory["sign"] for what in one["what"]]
        return [what for what in dict.fromkeys(signs) if what not in under]

    def _goal(self, goal: Any, seen: Any, earlier: Any) -> Printed:
        (what,) = (one["what"] for one in self.theory["seen"] if one["goal"] == goal["key"])
        return {
            "goal": goal["key"],
            "name": goal["text"],
            "asked": [self.line(item) for item in self.items() if self._under(item, goal["key"])],
            "seen": [
                {"what": one, "now": seen[one], "before": earlier and earlier[one]} for one in what
            ],
            "work": self._worked(self._works_on("activity_goal", "goal", goal["key"])),
            "done": [
                {
                    "subgoal": one["key"],
                    "text": one["text"],
                    **self._worked(
                        self._works_on("activity_goal", "goal", goal["key"])
                        & self._works_on("activity_subgoal", "subgoal", one["key"])
                    ),
                }
                for one in self.theory["subgoal"]
                if one["goal"] == goal["key"]
            ],
        }

    def _works_on(self, table: str, name: str, key: str) -> set[str]:
        """The activities that work on a goal, mainly or also, or on a subgoal."""
        return {row["activity_id"] for row in self.book.rows(table) if row[name] == key}

    def _worked(self, which: set[str]) -> Printed:
        held = [people for row, _, people in self.book.held(self.month) if row["id"] in which]
        return {"activities": len(held), "attendance": sum(held)}

    def _under(self, item: Item, goal: str) -> bool:
        return bool(self.goals[item[0]] == goal)

    def line(self, item: Item) -> Printed:
        question, felt = self.questions[item[0]], item[1] == "verandering"
        options = question["options"]
        if felt:
            turned = -1 if options[0]["value"] == "min" else 1
            change = self.theory["change"]["options"]
            values = [one["value"] for one in change][::turned]
            options = [{**one, "value": value} for one, value in zip(change, values, strict=True)]
        favourable = next(one["label"] for one in options if one["value"] == "plus")
        return {
            "question": item[0],
            "text": question["change" if felt else "text"],
            "on_leaving": question["moment"] == "weg",
            "felt_change": felt,
            "favourable": favourable,
            "before": self._before(item),
            **_result(self.now.get(item, Counter())),
            "shares": self._shares(item, options),
        }

    def _shares(self, item: Item, options: Any) -> list[Printed]:
        """Which part each answer is, favourable first (the mood: worst first)."""
        values = self.now.get(item, Counter())
        if _n(values) < 30:
            return []
        labels = {one["value"]: one["label"].lower() for one in options}
        offered = [value for value in (*FACES, *LEVELS) if value in labels]
        total = sum(values[value] for value in offered)
        return [
            {"answer": labels[value], "percent": chance.percent(values[value], total)}
            for value in offered
        ]

    def _before(self, item: Item) -> Printed | None:
        if item not in self.compared:
            return None
        month, then, named = self.compared[item]
        earlier = chance.percent(_good(then), _n(then))
        now = self.now[item]
        points = chance.percent(_good(now), _n(now)) - earlier if named else 0
        return {
            "month": month,
            "percent": earlier,
            "points": abs(points) or None,
            "direction": {1: "higher", -1: "lower"}.get((points > 0) - (points < 0)),
        }

    def mood(self) -> Printed:
        values = self.now.get(("stemming", "niveau"), Counter())
        mood, item = self.theory["mood"], ("stemming", "niveau")
        shares = self._shares(item, mood["options"])
        return {"text": mood["text"], "shares": shares, **_result(values)}


def _n(values: Counter[str]) -> int:
    return sum(values[one] for one in (*FACES, *LEVELS))


def _good(values: Counter[str]) -> int:
    return values["plus"] + values["4"] + values["5"]


def _result(values: Counter[str]) -> Printed:
    n, good = _n(values), _good(values)
    found: Printed = dict.fromkeys(("percent", "of_ten", "withheld", "low", "high"))
    if n < 10:
        return {**found, "n": FEW, "response": FEW, "withheld": FEW}
    found |= {"n": n, "response": chance.percent(n, sum(values.values()))}
    if n < 30:
        return {**found, "of_ten": chance.whole(10 * good, n)}
    low, high = chance.margin(good, n)
    return {**found, "percent": chance.percent(good, n), "low": low, "high": high}
