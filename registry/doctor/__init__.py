"""Looks at an installation as a good caretaker would, and says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from registry.doctor import keeping, machine
from registry.doctor.findings import Finding
from registry.settings import Settings


def findings(app: Flask, settings: Settings) -> Iterator[Finding]:
    """Yield what is found, a line for each thing; of a broken database what can still be seen."""
    yield from machine.findings(settings)
    yield from keeping.findings(app, settings)
