"""The headers of every response: what a page may load, where it may be shown, who may keep it."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
A_YEAR = 365 * 24 * 3600
HSTS = f"max-age={A_YEAR}; includeSubDomains"


def init_app(app: Flask, *, build: str, secure: bool) -> None:
    """Set the headers on every response of an app; HSTS only where it is served over HTTPS."""

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        if secure:
            response.headers["Strict-Transport-Security"] = HSTS
        if request.endpoint != "static":
            said = response.cache_control
            if not (said.public or said.immutable or said.private):
                response.headers["Cache-Control"] = "no-store"
        elif request.args.get("v") == build:
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response
