"""The tablet starts and works without a network, from what its service worker keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, request
from playwright.sync_api import Playwright

from registry import words
from registry.centres import services as centres
from registry.words import LANGUAGES
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.profile import Profile, stock, until
from tests.kiosk.screens.tablet import Tablet

SHELVES = "async () => (await caches.keys()).filter((name) => /^inloop-(?!clips)/.test(name))"


@pytest.fixture
def profile(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Profile]:
    """Return a browser that keeps what it has."""
    made = Profile(playwright_driver, tmp_path / "profile", served)
    yield made
    made.close()


@pytest.fixture
def stocked(profile: Profile) -> Tablet:
    """Return a tablet that can start without a network."""
    tablet = profile.start().open()
    stock(tablet)
    return tablet


def reload(tablet: Tablet) -> None:
    """Load the page again and wait for its script."""
    tablet.page.reload()
    tablet.page.wait_for_function("() => document.querySelector('#i-translate')")
    tablet.page.wait_for_selector(".card")


def test_a_visit_goes_to_its_end_after_a_reload_without_a_network(stocked: Tablet) -> None:
    stocked.page.context.set_offline(True)
    reload(stocked)
    stocked.arrive("Fietsles")
    stocked.page.click("[data-event=detail]")
    stocked.shows("stemming")
    stocked.page.click("[data-value='4']")
    stocked.page.wait_for_selector(".question")
    stocked.page.click(".choice:not(.skip)")
    stocked.shows("bewaard")
    assert stocked.page.inner_text("[data-slot=waiting]") == "1"
    stocked.page.click("[data-go=start]")
    stocked.page.context.set_offline(False)
    stocked.settle(3)
    assert sorted(stocked.kinds()) == ["answer", "answer", "check_in"]


def in_every_language(tablet: Tablet, text: str) -> dict[str, str]:
    """Return what stands in a place of the welcome screen in each language."""
    said = {}
    for code in LANGUAGES:
        tablet.page.click(f"[data-language={code}]")
        tablet.page.wait_for_selector(f"html[lang={code}] {text}")
        said[code] = tablet.page.inner_text(text)
    return said


def test_the_doorway_speaks_every_language_after_a_reload_without_a_network(
    stocked: Tablet,
) -> None:
    stocked.page.context.set_offline(True)
    reload(stocked)
    stocked.page.clock.fast_forward("09:00:00")
    tomorrow = MONDAY_TEN.date() + timedelta(days=1)
    assert in_every_language(stocked, ".shut [data-next] bdi") == {
        code: f"{words.weekday_in(tomorrow, code)}, 09.00" for code in LANGUAGES
    }
    stocked.page.clock.fast_forward((3 * 24 + 15) * 3600_000)  # to a day that it does not know
    assert len(set(in_every_language(stocked, ".empty .card-title").values())) == len(LANGUAGES)


def test_every_file_of_the_page_is_kept(stocked: Tablet) -> None:
    asked = """async () => {
      await document.fonts.ready;
      const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
      const missing = [];
      for (const { pathname, href } of asked.filter((one) => one.pathname.startsWith("/static/"))) {
        if (!(await caches.match(href))) missing.push(pathname);
      }
      return missing;
    }"""
    assert stocked.page.evaluate(asked) == []


def test_only_pages_that_the_tablet_needs_are_kept(stocked: Tablet) -> None:
    kept = stocked.page.evaluate(
        """async () => {
          const names = await caches.keys();
          const kept = await Promise.all(names.map(async (name) =>
            (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
          return kept.flat().filter((path) => !path.startsWith("/static/")).sort();
        }"""
    )
    keys = [path for path in kept if path.startswith("/kiosk/keys/")]
    files = sorted(f"/kiosk/pack/{name}.json" for name in (*LANGUAGES, "later"))
    assert len(keys) <= 2
    assert [path for path in kept if path not in keys] == ["/kiosk/", "/kiosk/pack.json", *files]


def test_the_server_hears_that_the_tablet_starts_without_a_network(stocked: Tablet) -> None:
    with stocked.page.expect_request(
        lambda request: '"offline":true' in (request.post_data or "")
    ) as heard:
        stocked.pass_time(31)
    assert heard.value.url.endswith("/kiosk/events")


def test_where_no_worker_runs_the_tablet_works_and_says_so(tablet: Tablet) -> None:
    tablet.page.wait_for_load_state("networkidle")
    tablet.pass_time(5)
    with tablet.page.expect_request("**/kiosk/events") as heard:
        tablet.arrive()
    assert heard.value.post_data_json["tablet"]["offline"] is False
    assert heard.value.post_data_json["tablet"]["storage"] in {"kept", "refused"}


def test_a_tablet_that_could_not_keep_the_page_says_so_and_tries_again(
    app: Flask, profile: Profile
) -> None:
    lost = app.before_request_funcs.setdefault(None, [])
    lost.insert(0, lambda: ("", 503) if request.path.endswith("zxing_reader.wasm") else None)
    tablet = profile.start().open()
    says(tablet, offline=False)
    lost.pop(0)
    says(tablet, offline=True)


def says(tablet: Tablet, *, offline: bool) -> None:
    """Wait until the server hears whether a tablet starts without a network."""
    told = f'"offline":{json.dumps(offline)}'
    for _ in range(20):
        tablet.page.wait_for_timeout(300)
        with tablet.page.expect_request("**/kiosk/events") as heard:
            tablet.pass_time(31)
        if told in (heard.value.post_data or ""):
            return
    raise AssertionError(heard.value.post_data)


def test_a_new_build_takes_over_when_nobody_is_busy_and_keeps_no_older_one(
    app: Flask, stocked: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = app.config["BUILD"]
    stocked.arrive()
    serve_build(app, "another", monkeypatch)
    for _ in range(4):
        stocked.pass_time(15)
        stocked.page.click("[data-party='2']")
        stocked.page.wait_for_timeout(300)
    assert build_of(stocked) == before, "no reload while somebody is busy"
    until(stocked, "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null")
    assert f"inloop-{before}" in stocked.page.evaluate(SHELVES), "the running version stays whole"
    loads: list[str] = []
    stocked.page.on("load", lambda page: loads.append(page.url))
    stocked.page.click("[data-event=undo]")
    stocked.shows("welkom")
    stocked.pass_time(61)
    stocked.page.wait_for_timeout(2_000)
    assert build_of(stocked) == "another"
    until(stocked, f"async () => String(await ({SHELVES})()) === 'inloop-another'")
    stocked.pass_time(180)
    assert len(loads) == 1, "one reload"
    stocked.page.context.set_offline(True)
    reload(stocked)
    assert build_of(stocked) == "another"


def test_an_older_page_goes_on_with_its_own_pack_until_then(
    app: Flask, stocked: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.page.route("**/kiosk/sw.js", lambda route: route.abort())
    stocked.page.context.route("**/kiosk/sw.js", lambda route: route.abort())
    serve_build(app, "another", monkeypatch)
    reload(stocked)
    stocked.arrive("Fietsles")
    stocked.settle(1)
    assert build_of(stocked) != "another"


def test_without_a_worker_the_page_reloads_once_for_a_new_build(
    app: Flask, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve_build(app, "another", monkeypatch)
    with tablet.page.expect_navigation():
        tablet.pass_time(61)
    tablet.page.wait_for_selector("body[data-build=another] .card")
    tablet.arrive()


def test_a_revoked_tablet_asks_to_be_linked_and_keeps_no_screens(stocked: Tablet) -> None:
    (known,) = (one for one in stocked.page.context.cookies() if one.get("name") == "tablet")
    tablet = centres.identify_tablet(token=known["value"])
    assert tablet is not None
    centres.revoke_tablet(
        centre_id=tablet.centre_id, tablet_id=tablet.tablet_id, at=MONDAY_TEN, by=None
    )
    stocked.page.wait_for_timeout(5_100)  # the server believes what it knew for five seconds
    stocked.page.reload()
    stocked.shows("koppelen")
    until(stocked, "async () => (await caches.keys()).length === 0")


def test_a_damaged_cache_is_filled_again(stocked: Tablet) -> None:
    stocked.page.evaluate(
        "async () => { for (const name of await caches.keys()) await caches.delete(name) }"
    )
    reload(stocked)
    stock(stocked)
    stocked.page.context.set_offline(True)
    reload(stocked)
    stocked.arrive()


def serve_build(app: Flask, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server be one of another build."""
    monkeypatch.setitem(app.config, "BUILD", name)
    app.extensions.pop("inloop_packs")


def build_of(tablet: Tablet) -> str:
    """Return the build of the page."""
    build: str = tablet.page.evaluate("() => document.body.dataset.build")
    return build
