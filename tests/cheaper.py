"""What every test would pay for again, and need not: none of it is what a test is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from werkzeug.routing import Rule

from registry import factory
from registry.centres import corner
from registry.staff import passwords
from registry.theory import load
from registry.theory.model import Theory

DEAR = passwords._hasher
"""What a password costs outside the tests."""


def plant(patch: pytest.MonkeyPatch) -> None:
    """Let this process hash passwords and codes lightly, and make parts of an app only once."""
    patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    patch.setattr(corner, "ITERATIONS", 1_000)
    patch.setattr(factory, "build_of", cache(factory.build_of))
    patch.setattr(load, "load", _once_the_default(load.load))
    patch.setattr(Rule, "_compile_builder", _once_each_address(Rule._compile_builder))


def _once_the_default(read: Callable[[Path], Theory]) -> Callable[..., Theory]:
    """Read the theory that comes along once; another may change between two tests."""
    default = cache(lambda: read(load.DEFAULT))

    def reads(path: Path = load.DEFAULT) -> Theory:
        return default() if path == load.DEFAULT else read(path)

    return reads


def _once_each_address(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """Write what builds an address once for all apps: nothing of an app is in it."""
    written: dict[object, Any] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, repr(rule.defaults), append_unknown)
        if key not in written:
            written[key] = compile_builder(rule, append_unknown)
        return written[key]

    return builder
