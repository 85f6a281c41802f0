"""The parts of a theory of change, each frozen plain data, in the order of its file."""

from dataclasses import dataclass

from registry.theory.terms import Moment, Scope, Seen, Strength, Value, Variant


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the document with the sentence behind its dash, and a second line if any."""

    key: str
    title: str
    dash: str
    text: str
    lead: str | None

    @property
    def line(self) -> str:
        """The heading as the document prints it, on one line."""
        return f"{self.title} {self.dash} {self.text}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A main goal (hoofddoel)."""

    key: str
    scope: Scope
    text: str


@dataclass(frozen=True, slots=True)
class Subgoal:
    """What the centres want to reach for and with residents, under one goal."""

    key: str
    goal: str
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sign that subgoals are reached; one that is not asked is only seen in the registry."""

    key: str
    goal: str
    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class O:  # noqa: E742 - the document's own name for it: "de 5 O's"
    """One of the five O's; `code` names its form and colours (om ow os ou on)."""

    key: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """A heading that activity types stand under, with the goals it names."""

    key: str
    text: str
    goals: tuple[str, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class ActivityType:
    """A kind of activity: the document's line, and how we propose that such an activity starts.

    `mainly` holds goals we think it is mainly for, beyond what its heading says, and `subgoals`
    what it works on; an `initiative` is one of residents for their neighbourhood. All after `text`
    is ours, and only proposed while `proposal` is true.
    """

    key: str
    group: str
    text: str
    main_o: str
    mainly: tuple[str, ...]
    subgoals: tuple[str, ...]
    pictogram: str
    sensitive: bool
    proposal: bool
    initiative: bool = False


@dataclass(frozen=True, slots=True)
class WayOfWorking:
    """A feature of how the centres work (werkwijze)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its words, and a `Value`; for the mood "1" (worst) to "5" (best)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A one-tap question under the key of its indicator; options in the order of the words.

    `change` asks for a felt change (None: it can't), `variant` says which way this one asks,
    `weakness` is what its answers do not say.
    """

    key: str
    text: str
    moment: Moment
    pictogram: str
    options: tuple[Option, ...]
    change: str | None = None
    variant: Variant = Variant.NIVEAU
    weakness: str | None = None

    @property
    def is_reversed(self) -> bool:
        """Whether the first answer ("ja", "vaak") is the unfavourable one."""
        return self.options[0].value == Value.MIN


@dataclass(frozen=True, slots=True)
class Link:
    """Which indicators tell about a subgoal; ours, and only proposed while `proposal` is true."""

    subgoal: str
    indicators: tuple[str, ...]
    proposal: bool


@dataclass(frozen=True, slots=True)
class SeenLink:
    """What the registry sees of a goal, in order; only proposed while `proposal` is true."""

    goal: str
    what: tuple[Seen, ...]
    proposal: bool


@dataclass(frozen=True, slots=True)
class SignLink:
    """What the registry sees of an indicator; only proposed while `proposal` is true."""

    indicator: str
    what: tuple[Seen, ...]
    proposal: bool


@dataclass(frozen=True, slots=True)
class GoalLink:
    """That an activity serves a goal; `proposal` is true where the document does not say so."""

    goal: str
    strength: Strength
    proposal: bool
