"""Planted: a server that keeps a megabyte of everything it is asked."""

from __future__ import annotations

from flask import Flask

from tests.faults import planted

KEPT: list[bytearray] = []


def leak(app: Flask) -> None:
    """Let an app forget nothing."""
    app.before_request(lambda: KEPT.append(bytearray(b"x" * 2**20)))


if __name__ == "__main__":
    planted.run(leak)
