"""What commands take as an argument, read and refused in plain words."""

from __future__ import annotations

from typing import Any

import click

from registry.figures.facts import Month


class MonthType(click.ParamType[Month]):
    """A month written as 2026-10."""

    name = "YYYY-MM"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Month:
        """Read a month; the parser asks."""
        try:
            return Month.parse(str(value))
        except ValueError:
            self.fail(f"{value!r} is no month written as 2026-10", param, context)
