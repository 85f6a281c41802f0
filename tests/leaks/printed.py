"""Everything that is printed and drawn of a month, as plain JSON: all that a reader can know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from registry.figures.disclosure import Precision, Shown, Withheld
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.sheets.compose import compose
from registry.theory.model import Theory

Print = dict[str, Any]


def everything(figures: MonthFigures, theory: Theory) -> Print:
    """The month page and the sheet, charts included, through JSON and back."""
    sheet = compose(figures, centre=figures.centre, theory=theory)
    told: Print = json.loads(json.dumps({"page": plain(figures), "sheet": plain(sheet)}))
    return told


def plain(value: Any) -> Any:
    """Figures, page data or a part of them as plain data, what charts draw among it."""
    match value:
        case Withheld():
            return {"withheld": value.reason.value}
        case Shown(number, precision):
            return number if precision is Precision.EXACT else {"rounded": number}
        case Month() | date():
            return str(value)
        case Enum():
            return value.value
        case Mapping():
            return {str(plain(key)): plain(one) for key, one in value.items()}
        case tuple() | list():
            return [plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value
