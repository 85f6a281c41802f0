"""What the audit trail keeps of a changed field, as people write it: names, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from registry import words
from registry.figures.facts import Month
from registry.sheets import wording
from registry.support import queries as support
from registry.web import day_record, effort_list, handouts, help_form, reflection
from registry.web.access import centre
from registry.web.activity_form import LED_BY
from registry.web.installation import theory_of_change
from registry.web.month import KIND_NAMES
from registry.web.role_words import role_words

_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIMES = re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}( \d{2}:\d{2}-\d{2}:\d{2})*", re.ASCII)
_A_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def written(field: str, value: object) -> str:
    """Return a value of a field as the log shows it."""
    if value is None or value == "":
        return str(_("niets"))
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if isinstance(value, int | float):
        return words.number(value, 0 if value == int(value) else 1)
    text = str(value)
    if _A_DAY.fullmatch(text):
        return words.short_day(date.fromisoformat(text))
    if _A_MONTH.fullmatch(text):
        return words.month(Month.parse(text).first_day)
    if _TIMES.fullmatch(text):
        return text.replace(":", ".").replace(" ", " en ")
    if field == "languages":
        return ", ".join(words.language_name(code) for code in text.split())
    names = _names(field)
    return ", ".join(str(names.get(word, word)) for word in text.split(", "))


def _names(field: str) -> Mapping[str, object]:
    """Return what the values of a field are called."""
    if field == "role":
        return {**role_words(), **day_record.ROLES}
    if field == "partner":
        known = support.partners(centre_id=centre().id, archived=True)
        return {str(one.id): one.name for one in known}
    if field in ("main_o", "type"):
        theory = theory_of_change()
        kinds = theory.activity_types if field == "type" else theory.os
        return {one.key: one.text for one in kinds}
    known_here: Mapping[str, Mapping[str, object]] = {
        "topic": wording.TOPICS,
        "channel": help_form.CHANNELS,
        "outcome": help_form.OUTCOMES,
        "result": reflection.RESULTS,
        "led_by": LED_BY,
        "sort": {"uren": _("uren"), "training": _("training")},
        "kind": {**handouts.NAMES, **KIND_NAMES, **effort_list.SUBJECTS, **effort_list.GROUPS},
    }
    return known_here.get(field, {})
