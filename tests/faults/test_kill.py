"""Killed at work, again and again: what was answered for is stored, once."""

from __future__ import annotations

from flask import Flask

from registry.settings import Settings
from tests.faults.kill import send_while_killed


def test_what_was_answered_for_outlives_the_server(app: Flask, settings: Settings) -> None:
    made = send_while_killed(app, settings, kills=25, between=(5, 40), seed=3)
    assert made.wrong == []
    assert made.acknowledged == made.sent >= 25 * 5


def test_a_server_that_answers_before_it_stores_is_caught(app: Flask, settings: Settings) -> None:
    made = send_while_killed(
        app, settings, kills=3, between=(5, 40), runner="tests.faults.early_answer"
    )
    assert any("lost" in found for found in made.wrong), made.wrong
