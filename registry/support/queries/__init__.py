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
from registry.support.queries.stories import StoryView, stories, story

__all__ = [
    "KINDS",
    "HeardView",
    "HelpView",
    "PartnerView",
    "StoryView",
    "count_waiting",
    "handed_out",
    "handed_out_on",
    "hands_out",
    "heard",
    "heard_by_month",
    "next_number",
    "open_requests",
    "partners",
    "request",
    "requests",
    "stories",
    "story",
]
