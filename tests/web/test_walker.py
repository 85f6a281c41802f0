"""A walk over the app as anybody, with anything, meets no fault; a planted one is met."""

from __future__ import annotations

import pytest

from tests.web.conftest import Neighbourhood
from tests.web.walker import World, walk, without_paper


def test_a_walk_meets_no_fault(public: Neighbourhood) -> None:
    with without_paper():
        world = World(public)
        walk(world, walks=6, steps=40)
    assert world.faults == []
    assert world.statuses.total() > 100
    assert len({status // 100 for status in world.statuses}) >= 3
    assert len(world.seen) > 20


def test_a_page_that_breaks_is_met(public: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(**_: object) -> str:
        raise RuntimeError("planted")

    with without_paper():
        world = World(public)
        planted = {"web.partners", "web.today", "web.programme", "web.month", "web.sign_in"}
        for name in planted & set(public.app.view_functions):
            breaks.access = public.app.view_functions[name].access  # type: ignore[attr-defined]
            monkeypatch.setitem(public.app.view_functions, name, breaks)
        walk(world, walks=6, steps=40)
    assert world.faults != []
