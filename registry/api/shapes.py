"""The JSON Schema of what a sheet prints, written from the page data's own types.

It follows `page_data.printed`: what charts draw is left out, a figure is a number or says why it
is none. No field within is required, as a sheet of an earlier template may have had other ones.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from registry.figures.disclosure import Reason, Shown, Withheld
from registry.figures.facts import Month
from registry.sheets.page_data import DRAWN

Schema: TypeAlias = dict[str, Any]

PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Month: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    Shown: {"anyOf": [{"type": "integer"}, {"$ref": "#/components/schemas/Rounded"}]},
    Withheld: {"$ref": "#/components/schemas/Withheld"},
}

FIGURES: Mapping[str, Schema] = {
    "Rounded": {
        "type": "object",
        "description": "A number of people or cases, rounded to five.",
        "properties": {"rounded": {"type": "integer", "multipleOf": 5}},
        "required": ["rounded"],
        "additionalProperties": False,
    },
    "Withheld": {
        "type": "object",
        "description": "A number that is not shown, and why.",
        "properties": {"withheld": {"type": "string", "enum": [one.value for one in Reason]}},
        "required": ["withheld"],
        "additionalProperties": False,
    },
}
"""What a figure is where it is no plain number."""


def schema_of(kind: Any, shapes: dict[str, Schema]) -> Schema:
    """Return the schema of what is printed of a type; that of each dataclass goes into `shapes`."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(part, shapes) for part in parts]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(parts[0], shapes)}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in shapes:
            shapes[kind.__name__] = {}
            shapes[kind.__name__] = _fields(kind, shapes)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [one.value for one in kind]}
    raise TypeError(f"nothing is known of how {kind} is printed")


def _fields(kind: type, shapes: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    return {
        "type": "object",
        "description": inspect.getdoc(kind),
        "properties": {
            name: schema_of(hint, shapes) for name, hint in hints.items() if not _is_drawn(hint)
        },
    }


def _is_drawn(hint: Any) -> bool:
    return get_origin(hint) is Annotated and DRAWN in get_args(hint)
