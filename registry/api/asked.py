"""What a reader may ask of a list: a centre, a period, a page. Anything else is a 400."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

SLUG = "^[a-z0-9-]{1,40}$"
PERIOD = "^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$"
"""A month (2026-10), a quarter (2026-Q4) or a year (2026)."""
MOST_PAGES, MOST_PER_PAGE, PER_PAGE = 10_000, 200, 50


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[1-9][0-9]{0,5}", value):
        raise ValueError("not a whole number from 1")
    return value


Page = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_PAGES)]
PerPage = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_PER_PAGE)]


class ListAsked(BaseModel):
    """Which page of a list, of how many lines, and of which period."""

    model_config = ConfigDict(extra="forbid")  # a misspelt filter would let everything through

    period: Annotated[str | None, Field(pattern=PERIOD)] = None
    page: Page = 1
    per_page: PerPage = PER_PAGE

    @property
    def first(self) -> int:
        """The place of its first line in the whole list."""
        return (self.page - 1) * self.per_page


class SheetsAsked(ListAsked):
    """The same, and of which centre."""

    centre: Annotated[str | None, Field(pattern=SLUG)] = None


def read(kind: type[ListAsked], sent: MultiDict[str, str]) -> ListAsked:
    """Read what was asked. Raises BadRequest, which names each fault."""
    try:
        return kind.model_validate(sent.to_dict())
    except ValidationError as error:
        faults = (f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
        raise BadRequest("; ".join(faults)) from error


def is_period(text: str) -> bool:
    """Tell whether an address names a month, a quarter or a year."""
    return re.fullmatch(PERIOD, text) is not None
