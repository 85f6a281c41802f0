"""What the centres do beside visits, as pages and sheets read it."""

from registry.support.queries.handouts import KINDS, handed_out, handed_out_on, hands_out
from registry.support.queries.heard import HeardView, heard, heard_by_month
from registry.support.queries.help_requests import (
    HelpView,
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
    own_scores,
    scorers,
    spread,
)
from registry.support.queries.stories import StoryView, stories, story
from registry.support.queries.volunteers import STEPS, EffortView, efforts, steps

__all__ = [
    "ENOUGH",
    "KINDS",
    "SCORES",
    "STEPS",
    "Agreed",
    "EffortView",
    "HeardView",
    "HelpView",
    "PartnerView",
    "StoryView",
    "agreed",
    "count_waiting",
    "efforts",
    "handed_out",
    "handed_out_on",
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
