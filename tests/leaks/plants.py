"""Ways to print too much, one at a time: each is a fault that the audit has to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from registry.figures import counts, disclosure, help_requests, people, summary
from registry.figures.disclosure import Figure, Shown, Withheld

Plant = Callable[[pytest.MonkeyPatch], None]


def threshold_only(patch: pytest.MonkeyPatch) -> None:
    """Fewer than five are not shown, the others are not rounded."""

    def exact(count: int, low: int = 0, high: int | None = None) -> int:
        return count if count >= disclosure.SMALLEST else 0

    for module in (disclosure, people, help_requests):
        patch.setattr(module, "rounded", exact)
    patch.setattr(help_requests, "_fit", lambda *_: None)


def exact_help_total(patch: pytest.MonkeyPatch) -> None:
    """The number of help requests is that of the desk instead of the sum of what is printed."""
    honest = help_requests.figures

    def figures(facts: Any, topics: Any) -> Any:
        asked = sum(one.count for one in facts.help_requests)
        return replace(honest(facts, topics), topics_total=Shown(asked))

    patch.setattr(help_requests, "figures", figures)


def exact_holders(patch: pytest.MonkeyPatch) -> None:
    """The number of pass holders is not rounded."""
    _people(patch, lambda facts, crowd, visits: (
        crowd if isinstance(crowd.holders, Withheld)
        else replace(crowd, holders=Shown(len(people.holders(facts)))), visits
    ))  # fmt: skip


def exact_pass_visits(patch: pytest.MonkeyPatch) -> None:
    """The visits with a pass are counted to the last one, as visits are."""
    _people(patch, lambda facts, crowd, visits: (
        crowd, visits if isinstance(crowd.holders, Withheld)
        else Shown(counts.pass_visits(counts.arrivals(facts.presences)))
    ))  # fmt: skip


def each_on_its_own(patch: pytest.MonkeyPatch) -> None:
    """Every number of people is rounded without a look at the others."""
    honest = disclosure.rounded
    patch.setattr(people, "rounded", lambda count, *_: honest(count))


def tables_on_their_own(patch: pytest.MonkeyPatch) -> None:
    """Outcomes are rounded without a look at the topics."""
    patch.setattr(help_requests, "_fit", lambda *_: None)


def every_month_on_its_own(patch: pytest.MonkeyPatch) -> None:
    """New people are rounded without a look at the months before."""
    patch.setattr(summary, "_seen_before", lambda *_: None)


def _people(
    patch: pytest.MonkeyPatch, change: Callable[[Any, Any, Figure], tuple[Any, Figure]]
) -> None:
    honest = people.figures

    def figures(facts: Any, *more: Any) -> Any:
        return change(facts, *honest(facts, *more))

    patch.setattr(people, "figures", figures)


PLANTS: tuple[Plant, ...] = (
    threshold_only,
    exact_help_total,
    exact_holders,
    exact_pass_visits,
    each_on_its_own,
    tables_on_their_own,
    every_month_on_its_own,
)
