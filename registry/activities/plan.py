"""What a coordinator decides about an activity: one plan, which cannot be impossible. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from registry.activities import recurrence

TITLE_LENGTH = 32
"""The card on the tablet has two lines."""
DESCRIPTION_LENGTH = 80
PLACE_LENGTH = 40
TARGET_GROUP_LENGTH = 40
PARTNER_LENGTH = 80
REASON_LENGTH = 200
TRANSLATED_TITLE_LENGTH = 60
OPEN_INLOOP = "A1"
"""The activity type that a scan without a choice belongs to."""


class PlanRefused(ValueError):
    """A plan that can't be carried out; `code` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        """Take one of: title, place, times, days, capacity, recurrence, other_o, words."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPlan:
    """An activity as planned. Raises PlanRefused for one that can't be carried out.

    `goals` maps a goal's key to "vooral" or "draagt_bij", `subgoals` are keys of those under them
    that it works on, `titles` a language to the name in it;
    `recurrence` is a rule of the module of that name, `starts` and `ends` are local times,
    `sensitive_reason` says why the mark differs from what the type starts with; `in_holidays`
    whether it goes on in school holidays and on public holidays; `partner` with whom it is done.
    """

    title: str
    type_key: str
    main_o: str
    place: str
    pictogram: str
    recurrence: str
    first_day: date
    starts: time
    ends: time
    description: str = ""
    last_day: date | None = None
    capacity: int | None = None
    led_by: str = "team"
    target_group: str = ""
    partner: str = ""
    in_holidays: bool = True
    for_children: bool = False
    sensitive: bool = False
    sensitive_reason: str = ""
    links_confirmed: bool = False
    other_os: tuple[str, ...] = ()
    goals: Mapping[str, str] = field(default_factory=dict)
    subgoals: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        faults = {
            "title": not 0 < len(self.title.strip()) <= TITLE_LENGTH,
            "place": len(self.place) > PLACE_LENGTH,
            "times": self.starts >= self.ends,
            "days": self.last_day is not None and self.last_day < self.first_day,
            "capacity": self.capacity is not None and self.capacity < 1,
            "recurrence": not _readable(self.recurrence),
            "other_o": self.main_o in self.other_os,
            "words": len(self.target_group) > TARGET_GROUP_LENGTH
            or len(self.partner) > PARTNER_LENGTH,
        }
        for code, wrong in faults.items():
            if wrong:
                raise PlanRefused(code)

    @property
    def open_inloop(self) -> bool:
        """Whether people walk in without choosing anything."""
        return self.type_key == OPEN_INLOOP

    @property
    def schedule(self) -> str:
        """When it is held, in Dutch: "dinsdag, 10 uur"."""
        return recurrence.in_words(
            self.recurrence,
            self.starts,
            ends=self.ends if self.open_inloop else None,
            first_day=self.first_day,
        )


def _readable(rule: str) -> bool:
    try:
        recurrence.read(rule)
    except ValueError:
        return False
    return True
