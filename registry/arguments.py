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


class Whole(click.IntRange):
    """A whole number, between a least and a most where those are given."""

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> int:
        """Read a whole number; the parser asks."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is no whole number", param, context)
        least, most = self.min, self.max
        if (least is not None and number < least) or (most is not None and number > most):
            self.fail(f"{number} is not from {least} to {most}", param, context)
        return number
