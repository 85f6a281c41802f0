"""The fixed terms of a theory of change: what its scopes, strengths, answers and signs can be."""

from enum import StrEnum

MOOD = "stemming"
"""The key of the mood question, which belongs to no indicator."""


class Scope(StrEnum):
    """Whom a goal is about: the neighbourhood or the resident."""

    WIJK = "wijk"
    BEWONER = "bewoner"


class Strength(StrEnum):
    """How an activity serves a goal: mainly, or it contributes."""

    VOORAL = "vooral"
    DRAAGT_BIJ = "draagt_bij"


class Moment(StrEnum):
    """When a question is asked: on arrival or on leaving."""

    BINNEN = "binnen"
    WEG = "weg"


class Variant(StrEnum):
    """Which way a question is asked: how it is now, or what changed since one comes here."""

    NIVEAU = "niveau"
    VERANDERING = "verandering"


class Value(StrEnum):
    """What an answer to an indicator question counts as; PLUS is the favourable end."""

    PLUS = "plus"
    MIDDEN = "midden"
    MIN = "min"
    NVT = "nvt"


class Seen(StrEnum):
    """What the registry sees of a goal or an indicator, beside what residents are asked."""

    RETURNED = "returned"
    LED_BY_RESIDENTS = "led_by_residents"
    HELPED_HERE = "helped_here"
    HELPERS = "helpers"
    ORGANISERS = "organisers"
    STEPS = "steps"
    WARM_REFERRALS = "warm_referrals"
    AFTERCARE = "aftercare"
    INITIATIVES = "initiatives"
    HELP_REQUESTS = "help_requests"
    LANGUAGES = "languages"
