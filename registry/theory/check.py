"""Whether the tables of a theory file agree with each other, and whether what is asked can be."""

from collections.abc import Iterator, Sequence

from registry.theory.model import Value
from registry.theory.shapes import SECTIONS
from registry.theory.source import Fault, Row, Tables

MAX_WORDS = 12
"""The longest question, in words (A2)."""

_UNIQUE = (
    *((name, "key") for name in ("section", "goal", "subgoal", "o", "group", "type")),
    *((name, "key") for name in ("indicator", "way")),
    ("o", "code"),
    ("question", "indicator"),
    ("link", "subgoal"),
    ("seen", "goal"),
    ("sign", "indicator"),
    ("start", "type"),
)
"""A table, and the key of it whose value may stand only once."""

_ORDERED = (
    ("goal", "scope", "section"),
    ("subgoal", "goal", "goal"),
    ("indicator", "goal", "goal"),
    ("type", "group", "group"),
    ("question", "indicator", "indicator"),
    ("link", "subgoal", "subgoal"),
    ("seen", "goal", "goal"),
    ("sign", "indicator", "indicator"),
    ("start", "type", "type"),
)
"""A table, a key of it, and the table that this key names and in whose order the rows stand."""

_REFERENCES = (
    *_ORDERED,
    ("group", "goals", "goal"),
    ("link", "indicators", "indicator"),
    ("start", "main_o", "o"),
    ("start", "mainly", "goal"),
    ("start", "subgoals", "subgoal"),
)
"""A table, a key of it, and the table that this key names."""

_NEEDED = (
    ("goal", "subgoal", "goal"),
    ("goal", "indicator", "goal"),
    ("group", "type", "group"),
    ("subgoal", "link", "subgoal"),
    ("type", "start", "type"),
)
"""A table, and the table (with its key) that must name each of its rows."""

_SCALES = (
    [Value.PLUS, Value.MIDDEN, Value.MIN],
    [Value.MIN, Value.MIDDEN, Value.PLUS],
    [Value.PLUS, Value.MIN],
    [Value.MIN, Value.PLUS],
)
"""How answers may run, before an answer that does not count (nvt)."""

_FACES = ["1", "2", "3", "4", "5"]


def faults(tables: Tables) -> Iterator[Fault]:
    """Everything in which tables of the right shape contradict each other or cannot be asked."""
    if _column(tables["section"], "key") != list(SECTIONS):
        reason = "the sections must be, in this order: " + ", ".join(SECTIONS)
        yield Fault(tables["section"][0].header, reason)
    for name, key in _UNIQUE:
        yield from _repeated(name, key, tables[name])
    for name, key, other in _REFERENCES:
        yield from _unknown(key, tables[name], other, _column(tables[other], "key"))
    for name, key, other in _ORDERED:
        yield from _disorder(name, key, tables[name], _column(tables[other], "key"))
    for name, other, key in _NEEDED:
        yield from _unnamed(name, tables[name], other, _column(tables[other], key))
    yield from _of_the_heading(tables)
    yield from _asked(tables)
    yield from _wording(tables)
    yield from _answers(tables)


def _column(rows: Sequence[Row], key: str) -> list[str]:
    return [row.values[key] for row in rows]


def _repeated(name: str, key: str, rows: Sequence[Row]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row in rows:
        value = row.values[key]
        if value in first:
            reason = f"the {key} {value} of [[{name}]] already stands on line {first[value]}"
            yield Fault(row.line(key), reason)
        first.setdefault(value, row.line(key))


def _named(row: Row, key: str) -> list[str]:
    """What a row names under a key: nothing, one key or a list of them."""
    value = row.values.get(key, [])
    return value if isinstance(value, list) else [value]


def _unknown(key: str, rows: Sequence[Row], other: str, known: Sequence[str]) -> Iterator[Fault]:
    for row in rows:
        for value in _named(row, key):
            if value not in known:
                yield Fault(row.line(key), f"{key} names {value}, and there is no such [[{other}]]")


def _disorder(name: str, key: str, rows: Sequence[Row], order: Sequence[str]) -> Iterator[Fault]:
    last = 0
    for row in rows:
        value = row.values[key]
        place = order.index(value) if value in order else last
        if place < last:
            reason = f"this [[{name}]] of {value} must stand before those of {order[last]}"
            yield Fault(row.line(key), reason)
        last = max(last, place)


def _unnamed(name: str, rows: Sequence[Row], other: str, named: Sequence[str]) -> Iterator[Fault]:
    for row in rows:
        if (key := row.values["key"]) not in named:
            yield Fault(row.line("key"), f"no [[{other}]] belongs to the {name} {key}")


def _of_the_heading(tables: Tables) -> Iterator[Fault]:
    """A type works on goals of its heading only: the document's word stands above ours."""
    goals = {row.values["key"]: row.values["goals"] for row in tables["group"]}
    types = {row.values["key"]: goals.get(row.values["group"]) for row in tables["type"]}
    known = _column(tables["goal"], "key")
    above = {row.values["key"]: row.values["goal"] for row in tables["subgoal"]}
    for row in tables["start"]:
        kind = row.values["type"]
        heading = types.get(kind)
        if heading is None:
            continue
        for goal in _named(row, "mainly"):
            if goal not in heading:
                reason = f"mainly names {goal}, which is no goal of the heading of {kind}"
                yield Fault(row.line("mainly"), reason)
        for subgoal in _named(row, "subgoals"):
            if above.get(subgoal) in known and above[subgoal] not in heading:
                reason = f"subgoals names {subgoal}, under no goal of the heading of {kind}"
                yield Fault(row.line("subgoals"), reason)


def _asked(tables: Tables) -> Iterator[Fault]:
    """Each indicator that is asked has a question, and no other has one."""
    questions = _column(tables["question"], "indicator")
    for row in tables["indicator"]:
        key, asked = row.values["key"], row.values.get("asked", True)
        if asked and key not in questions:
            yield Fault(row.line("key"), f"no [[question]] belongs to the indicator {key}")
        if not asked and key in questions:
            yield Fault(row.line("asked"), f"the indicator {key} is not asked but has a question")


def _wording(tables: Tables) -> Iterator[Fault]:
    for row in (*tables["mood"], *tables["question"]):
        for key in ("text", "change"):
            if (count := len(row.values.get(key, "").split())) > MAX_WORDS:
                yield Fault(row.line(key), f"{count} words; a question has at most {MAX_WORDS}")


def _answers(tables: Tables) -> Iterator[Fault]:
    """Answers run from one end to the other: their place is drawn as a full to an empty O."""
    for row in tables["mood"]:
        if _values(row) != _FACES:
            yield Fault(row.line("options"), "the values must be 1, 2, 3, 4, 5, in this order")
    for row in tables["change"]:
        if _values(row) != _SCALES[0]:
            yield Fault(row.line("options"), "the values must be plus, midden, min, in this order")
    for row in tables["question"]:
        values = _values(row)
        if values[-1:] == [Value.NVT]:
            values.pop()
        if values not in _SCALES:
            reason = (
                "the values must run from one plus to one min, or back, with at most one midden"
                f" between them and one nvt at the end, not: {', '.join(_values(row))}"
            )
            yield Fault(row.line("options"), reason)


def _values(row: Row) -> list[str]:
    return [option["value"] for option in row.values["options"]]
