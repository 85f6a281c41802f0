"""What makes the kiosk an app: the worker with its list of files, and the manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.kiosk.conftest import Door

STATIC = Path(__file__).resolve().parents[2] / "static"


def version_of(door: Door) -> dict[str, Any]:
    """Return what stands above the worker: its build and its files."""
    response = door.app.test_client().get("/kiosk/sw.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-store"
    first, _, _ = response.text.partition(";\n")
    version: dict[str, Any] = json.loads(first.removeprefix("self.INLOOP = "))
    return version


def test_every_file_of_the_worker_is_there(door: Door) -> None:
    files = version_of(door)["files"]
    assert any("kiosk.js" in one for one in files)
    assert any(one.endswith(".woff2") for one in files)
    for address in files:
        response = door.client.get(address)
        assert response.status_code == 200, address
        response.close()


def test_the_worker_keeps_all_that_the_page_names(door: Door) -> None:
    files = version_of(door)["files"]
    page = door.client.get("/kiosk/").text
    named = {part.partition('"')[0] for part in page.split('"/static/')[1:]}
    assert {f"/static/{name}" for name in named} <= set(files)


def test_another_build_is_another_worker(door: Door) -> None:
    before = door.client.get("/kiosk/sw.js").text
    door.app.config["BUILD"] = "another"
    assert version_of(door)["build"] == "another"
    assert door.client.get("/kiosk/sw.js").text != before


def test_the_manifest_makes_it_an_app_that_fills_the_screen(door: Door) -> None:
    response = door.app.test_client().get("/kiosk/app.webmanifest")
    content = json.loads(response.data)
    assert response.mimetype == "application/manifest+json"
    assert (content["start_url"], content["scope"]) == ("/kiosk/", "/kiosk/")
    assert content["display"] == "fullscreen"
    assert {icon["purpose"] for icon in content["icons"]} == {"any", "maskable"}
    for icon in content["icons"]:
        assert (STATIC / icon["src"].split("?")[0].removeprefix("/static/")).is_file()
    assert "/kiosk/app.webmanifest" in door.client.get("/kiosk/").text


def test_a_revoked_tablet_gets_no_pack(door: Door) -> None:
    door.revoke()
    assert door.client.get("/kiosk/pack.json").status_code == 401


def test_every_answer_names_the_servers_build(door: Door) -> None:
    assert door.post().get_json()["build"] == door.app.config["BUILD"]


def test_the_tablets_word_about_its_storage_is_kept(door: Door) -> None:
    from registry.centres import queries

    door.post(tablet={"storage": "full", "offline": False})
    (tablet,) = queries.tablets(door.centre)
    assert (tablet.storage, tablet.offline) == ("full", False)
    assert door.post(tablet={"storage": "so so"}).status_code == 422
