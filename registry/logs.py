"""Structured logs to stdout: an allow-list of fields, so that nothing of a resident gets in."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

FIELDS = frozenset({"timestamp", "level", "event", "route", "method", "status", "ms", "device"})
FAULT_FIELDS = frozenset({"exception_type", "where"})


def _allowed_only(
    _logger: object, _name: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: value for key, value in entry.items() if key in FIELDS | FAULT_FIELDS}


def configure() -> None:
    """Send JSON lines to stdout; drop every field that is not on the list."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _allowed_only,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
    )


def fault(error: BaseException) -> None:
    """Log an unexpected error by its type and place, never by its text or its values."""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f"{code.co_qualname if sys.version_info >= (3, 11) else code.co_name}"
        where = f"{trace.tb_frame.f_globals.get('__name__', '?')}.{where}:{trace.tb_lineno}"
        trace = trace.tb_next
    structlog.get_logger().error("fault", exception_type=type(error).__name__, where=where)


def init_app(app: Flask) -> None:
    """Write one line for each request: route template, status, milliseconds, device."""
    configure()

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint != "static":
            structlog.get_logger().info(
                "request",
                method=request.method,
                route=str(request.url_rule) if request.url_rule else "none",
                status=response.status_code,
                ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
                device=g.get("device"),
            )
        return response
