"""The only place that knows HTMX's headers: one address serves a page or a block of it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response as BaseResponse


def wants_block() -> bool:
    """Tell whether HTMX asks for a piece of this page, not for a page to show or restore."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def asked_by_itself() -> bool:
    """Tell whether a page asks this of its own, and not because somebody typed in it."""
    return request.method == "GET" and wants_block() and "Inloop-Typed" not in request.headers


def page_around() -> str | None:
    """Return path and query of this site's page that HTMX asks a piece for; None where unknown."""
    address = request.headers.get("HX-Current-URL", "").partition("://")[2]
    host, _, page_and_place = address.partition("/")
    return f"/{page_and_place.partition('#')[0]}" if host == request.host else None


def page(template: str, *, block: str = "content", status: int = 200, **context: Any) -> Response:
    """Render a template whole, or only its named block where HTMX asks for that.

    Always varies on HX-Request, so that no cache hands one out for the other.
    """
    if wants_block():
        body = render_block(template, block, **context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


def go(address: str) -> BaseResponse:
    """Send the browser to another page: a 303 for a form, HX-Location's twin for HTMX."""
    if not wants_block():
        return redirect(address, 303)
    response = current_app.response_class(status=204)
    response.headers["HX-Redirect"] = address
    response.vary.add("HX-Request")
    return response


def kept(content: bytes, media_type: str) -> Response:
    """Send what never changes under its address: this browser, and no cache between, keeps it."""
    response: Response = current_app.response_class(content, mimetype=media_type)
    response.cache_control.private = True
    response.cache_control.max_age = 365 * 24 * 3600
    response.cache_control.immutable = True
    response.accept_ranges = "none"
    return response


def unchanged(tag: str) -> Response | None:
    """Return a 304 where the browser already holds what carries this ETag, else None."""
    if request.if_none_match.contains_weak(tag):
        response = current_app.response_class(status=304)
        response.set_etag(tag, weak=True)
        response.vary.add("HX-Request")
        return response
    return None
