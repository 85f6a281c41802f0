"""What tells the lines of a sheet's table apart, and words for its codes: in plain Dutch. Pure."""

from __future__ import annotations

CODES = {
    "os": "o",
    "busy": "weekday",
    "busy.labels": "hour",
    "doors": "key",
    "visits.late_months": "month",
    "answers.goals": "goal",
    "answers.goals.asked": "question",
    "answers.goals.done": "subgoal",
    "answers.goals.asked.shares": "answer",
    "answers.mood.shares": "answer",
    "answers.more": "what",
    "answers.goals.seen": "what",
    "goals": "goal",
    "goals.asked": "question",
    "goals.done": "subgoal",
    "goals.seen": "what",
    "goals.indicators.asked": "month",
    "goals.indicators.seen": "what",
    "more": "what",
    "months": "month",
    "topics": "key",
    "outcomes": "key",
    "help.topics": "key",
    "help.outcomes": "key",
}
"""Which field tells the lines of a list apart; of other lists their place does."""

NAMES = ("name", "text")
"""Fields that say what a line of a list is called; without one it is called by its code."""

REASONS = {
    "fewer_than_5": "minder dan 5",
    "too_few_pass_visits": "te weinig bezoeken met een pas",
    "too_few_answers": "te weinig antwoorden",
    "nothing_held": "niet geteld",
    "parts_withheld": "te weinig om op te tellen",
}
"""Why a figure is not shown, as the sheet says it."""

SAID = {
    True: "ja",
    False: "nee",
    "more": "meer",
    "less": "minder",
    "same": "gelijk",
    "about": "ongeveer gelijk",
    "up": "boven het gemiddelde",
    "down": "onder het gemiddelde",
    "unknown": "onbekend",
    "higher": "hoger",
    "lower": "lager",
}
"""Values of fields that hold a word of the program, as people say them."""

SEEN_NAMES = {
    "returned": "pashouders kwamen terug",
    "led_by_residents": "activiteiten door bewoners geleid",
    "helped_here": "hulpvragen hier opgelost",
    "helpers": "mensen hielpen mee",
    "organisers": "mensen organiseerden",
    "steps": "stappen gezet",
    "warm_referrals": "hulpvragen warm overgedragen",
    "aftercare": "keer nazorg",
    "initiatives": "initiatieven voor de buurt",
    "help_requests": "hulpvragen",
    "languages": "talen op de tablet",
}
"""What was seen in the registry, by its code."""

COLUMNS: dict[str, str] = {
    "centrum": "Van welk centrum het blad is.",
    "periode": "Van welke maand, kwartaal of jaar.",
    "blad": "Het nummer van het uitgegeven blad, of concept.",
    "onderdeel": "Het deel van het blad.",
    "sleutel": "Vaste naam van het cijfer, dezelfde als in de JSON. Zie de uitleg.",
    "code": "Welke regel van een lijst: een O, doel, vraag, activiteit, dag of uur.",
    "naam": "Hoe die regel heet.",
    "wat": "Wat het cijfer is.",
    "waarde": "Het cijfer of de tekst. Leeg: het wordt niet getoond.",
    "eenheid": "Waar het cijfer een aantal of deel van is.",
    "precisie": "Exact geteld, of afgerond op 5.",
    "niet_getoond": "Waarom er geen cijfer staat.",
}
"""The columns of the table, in their order, and what stands in each."""
