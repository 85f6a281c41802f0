"""Walks over every address of the app in any order, as anybody, with anything: none answers 5xx.

`make fuzz` walks far; tests/web/test_walker.py a little.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from rich.console import Console
from werkzeug.exceptions import NotFound
from werkzeug.routing import BuildError, RequestRedirect, Rule
from werkzeug.test import TestResponse

from registry import installation
from registry.paper import pdf
from registry.settings import Settings
from tests.builders import MONDAY_TEN
from tests.databases import close
from tests.web.conftest import TEAM, Neighbourhood
from tests.web.test_access import OWN, address, rules
from tests.web.test_hostile_input import FORM, HOSTILE, Found, encoded, look_around

WHO = (*TEAM, "tablet", "stranger")
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
KINDS = (FORM, "application/json", "multipart/form-data; boundary=x", "text/plain", "")
WORDS = st.one_of(
    st.sampled_from(sorted(HOSTILE.values(), key=len)[:-1]),
    st.text(max_size=40),
    st.integers().map(str),
    st.dates().map(str),
    st.uuids().map(str),
)


class World:
    """One neighbourhood that all walks of a run go on in, and what there is to walk over."""

    def __init__(self, here: Neighbourhood) -> None:
        """Look around once."""
        self.here = here
        self.rules: list[tuple[Rule, str]] = list(rules(here.app))
        self.own = {rule.rule: address(here, rule, OWN) for rule, _ in self.rules}
        self.found: Found = look_around(here)
        self.names = sorted(self.found.names)
        self.clients = {who: here.browser(who) for who in WHO}
        self.statuses: Counter[int] = Counter()
        self.seen: set[str] = set()
        self.faults: list[str] = []


class Walker(RuleBasedStateMachine):
    """Asks for things, one after the other, as one person after the other."""

    world: World

    @initialize(who=st.sampled_from(WHO))
    def come(self, who: str) -> None:
        """Be somebody."""
        self.who = who
        self.onward = "/"

    @rule(who=st.sampled_from(WHO))
    def change(self, who: str) -> None:
        """Be somebody else."""
        self.who = who

    @rule(data=st.data(), centre=st.sampled_from(["", "de-linde", "het-anker"]))
    def look(self, data: st.DataObject, centre: str) -> None:
        """Look at a page, of a centre or the own one."""
        to, _ = data.draw(st.sampled_from(self.world.rules))
        query = f"?centrum={centre}" if centre else ""
        self.ask("GET", self.world.own[to.rule] + query, to)

    @rule(data=st.data())
    def guess(self, data: st.DataObject) -> None:
        """Make parts of an address up."""
        to, method = data.draw(st.sampled_from(self.world.rules))
        parts = {part: data.draw(WORDS) for part in to.arguments}
        routes = self.world.here.app.url_map.bind("localhost")
        try:
            made = routes.build(to.endpoint, parts)
        except (BuildError, ValueError, NotFound, RequestRedirect, UnicodeError):
            return
        self.ask(method, made, to)

    @rule(data=st.data())
    def fill_in(self, data: st.DataObject) -> None:
        """Send a form of a page with a field or two changed."""
        one = self.world.found.forms[data.draw(st.sampled_from(sorted(self.world.found.forms)))]
        pairs = list(one.filled_in)
        for name in data.draw(st.lists(st.sampled_from(sorted(one.names)), max_size=2)):
            pairs = [pair for pair in pairs if pair[0] != name] + [(name, data.draw(WORDS))]
        self.ask("POST", one.action, None, data=encoded(pairs), content_type=FORM)

    @rule(
        data=st.data(),
        method=st.sampled_from(METHODS),
        kind=st.sampled_from(KINDS),
        raw=st.none() | st.binary(max_size=60),
    )
    def send(self, data: st.DataObject, method: str, kind: str, raw: bytes | None) -> None:
        """Send anything to any address, by any method."""
        to, _ = data.draw(st.sampled_from(self.world.rules))
        field = st.tuples(st.sampled_from(self.world.names), WORDS)
        body = encoded(data.draw(st.lists(field, max_size=6))) if raw is None else raw
        self.ask(method, self.world.own[to.rule], to, data=body, content_type=kind)

    @rule()
    def go_on(self) -> None:
        """Follow where the last answer led."""
        self.ask("GET", self.onward, None)

    def ask(self, method: str, where: str, to: Rule | None, **more: Any) -> None:
        """Ask, and note where the answer is a fault."""
        answer: TestResponse = self.world.clients[self.who].open(where, method=method, **more)
        if answer.status_code >= 500 and answer.status_code != 503:
            self.world.faults.append(f"{self.who}: {method} {where}")
        self.onward = (answer.location or self.onward).removeprefix("http://localhost") or "/"
        self.world.statuses[answer.status_code] += 1
        if to is not None:
            self.world.seen.add(to.rule)


def walk(world: World, *, walks: int, steps: int) -> None:
    """Walk so often, so many steps; faults are noted, as what was asked before them counts too."""
    calm = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type("Walking", (Walker,), {"world": world}), settings=calm)


@contextmanager
def without_paper() -> Iterator[None]:
    """Let a PDF cost nothing: paper has tests of its own."""
    with mock.patch.object(pdf, "render", return_value=b"%PDF-1.7"):
        yield


def main() -> None:
    """Walk far, and say where and what came back."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--walks", type=int, default=400)
    walks = asked.parse_args().walks
    make_app = importlib.import_module("wsgi").create_app
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(MONDAY_TEN, tick=False):
        app = installation.prepare(make_app, Settings.read(data_dir=Path(folder)))
        with app.app_context(), without_paper():
            world = World(Neighbourhood.of(app))
            walk(world, walks=walks, steps=50)
        close(app)
    Console().print(
        f"{world.statuses.total():,} requests, {len(world.seen)} of {len(world.own)} addresses; "
        f"answers: {dict(sorted(world.statuses.items()))}; faults: {world.faults[:20] or 'none'}"
    )
    if world.faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
