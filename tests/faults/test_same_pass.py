"""Two tablets that see one pass at the same moment make one visit, of two check-ins."""

from __future__ import annotations

from flask import Flask

from registry.settings import Settings
from tests.faults.same_pass import Twice, hold_up_twice


def test_a_pass_at_two_tablets_at_once_is_one_visit(app: Flask, settings: Settings) -> None:
    assert hold_up_twice(app, settings, number=60) == Twice(check_ins=120, visits=60, refused=0)
