"""Every response carries the same guard, written out here so that no change goes unseen."""

from pathlib import Path

import pytest
from flask import Flask

from registry.factory import create_app
from registry.settings import Settings

PINNED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


@pytest.fixture
def app(bare_app: Flask) -> Flask:
    """The bare app with a page that works and one that breaks."""

    @bare_app.get("/works")
    def works() -> str:
        return "fine"

    @bare_app.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("a fault")

    return bare_app


@pytest.mark.parametrize(
    ("address", "status"),
    [("/works", 200), ("/nowhere", 404), ("/breaks", 500), ("/static/css/fonts.css", 200)],
)
def test_every_response_carries_the_pinned_headers(app: Flask, address: str, status: int) -> None:
    response = app.test_client().get(address)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in PINNED} == PINNED
    assert len(response.headers.getlist("Content-Security-Policy")) == 1


@pytest.mark.parametrize("address", ["/works", "/nowhere", "/breaks"])
def test_a_page_is_never_stored(app: Flask, address: str) -> None:
    assert app.test_client().get(address).headers["Cache-Control"] == "no-store"


def test_a_file_of_this_build_is_kept_for_a_year(app: Flask) -> None:
    build = app.config["BUILD"]
    kept = app.test_client().get(f"/static/css/fonts.css?v={build}")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    other = app.test_client().get("/static/css/fonts.css?v=older")
    assert "immutable" not in other.headers.get("Cache-Control", "")


def test_https_is_demanded_only_where_it_is_served(app: Flask, tmp_path: Path) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/works").headers
    settings = Settings.read(data_dir=tmp_path / "public", public_url="https://inloop.example")
    settings.make_secret()
    public = create_app(settings)
    assert (
        "max-age=31536000"
        in (public.test_client().get("/nowhere").headers["Strict-Transport-Security"])
    )
    assert public.config["SESSION_COOKIE_NAME"] == "__Host-inloop"
    assert public.config["SESSION_COOKIE_SECURE"] is True
