"""The service worker with what it keeps of this build, and the manifest that makes it an app."""

from __future__ import annotations

import json
import re
from functools import cache

from flask import Blueprint, Response, current_app, url_for
from flask.typing import ResponseReturnValue

from registry.settings import ROOT

blueprint = Blueprint("offline", __name__)
STATIC = ROOT / "static"
FILES = (
    "built/kiosk.css",
    "built/kiosk.js",
    "vendor/htmx.min.js",
    "vendor/barcode-detector/ponyfill.js",
    "vendor/zxing_reader.wasm",
    "icon.svg",
)
"""What the tablet's page asks for by an address that carries the build."""
IMPORTED = ("vendor/barcode-detector/zxing-exported.js",)
"""What those ask for themselves, by a plain address."""
PAPER_ONLY = "literata"
"""The face that the shared fonts.css names and no screen of the kiosk uses."""
ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-full.png", "512x512", "maskable"),
)
"""Files with their sizes and purpose; a launcher may cut the last one to its own shape."""


@blueprint.get("/kiosk/sw.js")
def worker() -> ResponseReturnValue:
    """Send the service worker; another build is another script, and so a new version."""
    version = {"build": current_app.config["BUILD"], "files": files()}
    script = (STATIC / "kiosk" / "sw.js").read_text(encoding="utf-8")
    body = f"self.INLOOP = {json.dumps(version)};\n{script}"
    return Response(body, mimetype="text/javascript")


worker.access = "public"  # type: ignore[attr-defined]  # names packaged files only


@blueprint.get("/kiosk/app.webmanifest")
def manifest() -> ResponseReturnValue:
    """Say how the kiosk is installed: its name, icons, colours, and that it fills the screen."""
    content = {
        "id": "/kiosk/",
        "name": "Inloop",
        "short_name": "Inloop",
        "lang": "nl",
        "start_url": "/kiosk/",
        "scope": "/kiosk/",
        "display": "fullscreen",
        "display_override": ["fullscreen", "standalone"],
        "background_color": "#f5f3ee",
        "theme_color": "#f5f3ee",
        "icons": [
            {"src": _of_this_build(name), "sizes": sizes, "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return Response(json.dumps(content), mimetype="application/manifest+json")


manifest.access = "public"  # type: ignore[attr-defined]  # a browser asks for it without a cookie


def files() -> list[str]:
    """Return the addresses of all files that the tablet's page can ask for."""
    plain = [url_for("static", filename=name) for name in (*IMPORTED, *_fonts())]
    return [*(_of_this_build(name) for name in FILES), *plain]


def _of_this_build(name: str) -> str:
    return url_for("static", filename=name, v=current_app.config["BUILD"])


@cache
def _fonts() -> tuple[str, ...]:
    """Return the faces that the kiosk's style sheet names, from static/."""
    style = (STATIC / "built" / "kiosk.css").read_text(encoding="utf-8")
    names = re.findall(r'url\("?\.\./(vendor/fonts/[a-z-]+\.woff2)', style)
    return tuple(sorted({name for name in names if PAPER_ONLY not in name}))
