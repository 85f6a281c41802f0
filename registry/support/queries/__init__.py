"""What the centres do beside visits, as pages and sheets read it."""

from registry.support.queries.handouts import (
    KINDS,
    count_handout_days,
    handed_out,
    handout_days,
    hands_out,
)
from registry.support.queries.heard import HeardView, heard, heard_by_month
from registry.support.queries.help_requests import (
    HelpAsked,
    HelpView,
    count_requests,
    count_waiting,
    next_number,
    open_requests,
    request,
    requests,
)
from registry.support.queries.partners import PartnerView, partners
from registry.support.queries.reflections import (
    ENOUGH,
    SCORES,
    Agreed,
    agreed,
    agreed_in,
    own_scores,
    scorers,
    spread,
)
from registry.support.queries.stories import StoryView, stories, story
from registry.support.queries.volunteers import (
    STEPS,
    EffortAsked,
    EffortView,
    count_efforts,
    efforts,
    steps,
)

__all__ = [
    "ENOUGH",
    "KINDS",
    "SCORES",
    "STEPS",
    "Agreed",
    "EffortAsked",
    "EffortView",
    "HeardView",
    "HelpAsked",
    "HelpView",
    "PartnerView",
    "StoryView",
    "agreed",
    "agreed_in",
    "count_efforts",
    "count_handout_days",
    "count_requests",
    "count_waiting",
    "efforts",
    "handed_out",
    "handout_days",
    "hands_out",
    "heard",
    "heard_by_month",
    "next_number",
    "open_requests",
    "own_scores",
    "partners",
    "request",
    "requests",
    "scorers",
    "spread",
    "steps",
    "stories",
    "story",
]
