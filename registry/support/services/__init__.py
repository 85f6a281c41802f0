"""What happens beside visits: help, partners, handouts, stories, what was done with words."""

from registry.support.services.handouts import (
    MOST_A_DAY,
    DayIsOver,
    NotThatMany,
    correct_handouts,
    hand_out,
)
from registry.support.services.heard import LONGEST_LINE, MOST_WORDS, say_heard
from registry.support.services.help_requests import (
    CHANNELS,
    ELSEWHERE,
    OUTCOMES,
    TOPICS,
    HelpContent,
    NoSuchHelp,
    NoSuchPartner,
    TooLate,
    UnknownKind,
    WrongDates,
    give_aftercare,
    record_help,
    take_back_aftercare,
    take_back_help,
    update_help,
)
from registry.support.services.lines import WrongLength
from registry.support.services.partners import (
    LONGEST_NAME,
    NameTaken,
    add_partner,
    archive_partner,
    rename_partner,
)
from registry.support.services.stories import (
    LONGEST_QUOTE,
    NoSuchStory,
    add_story,
    choose_story,
    withdraw_story,
)

__all__ = [
    "CHANNELS",
    "ELSEWHERE",
    "LONGEST_LINE",
    "LONGEST_NAME",
    "LONGEST_QUOTE",
    "MOST_A_DAY",
    "MOST_WORDS",
    "OUTCOMES",
    "TOPICS",
    "DayIsOver",
    "HelpContent",
    "NameTaken",
    "NoSuchHelp",
    "NoSuchPartner",
    "NoSuchStory",
    "NotThatMany",
    "TooLate",
    "UnknownKind",
    "WrongDates",
    "WrongLength",
    "add_partner",
    "add_story",
    "archive_partner",
    "choose_story",
    "correct_handouts",
    "give_aftercare",
    "hand_out",
    "record_help",
    "rename_partner",
    "say_heard",
    "take_back_aftercare",
    "take_back_help",
    "update_help",
    "withdraw_story",
]
