"""What a tablet fetches before it is of use: few files, and little; the other languages after that."""

from __future__ import annotations

import gzip

from playwright.sync_api import Response, Route

from registry.words import LANGUAGES
from tests.kiosk.screens.conftest import Tablet

MOST_REQUESTS = 6
MOST_BYTES = 60 * 1024


def test_the_first_load_is_small(tablet: Tablet) -> None:
    fetched: list[Response] = []
    tablet.page.on("response", lambda response: fetched.append(response))
    tablet.open()
    needed = [
        response
        for response in fetched
        if response.request.method == "GET"
        and "/kiosk/pack/" not in response.url
        and not {"fonts", "barcode-detector", "zxing_reader.wasm", "icon.svg"}
        & set(response.url.split("?")[0].split("/"))
    ]
    assert len(needed) <= MOST_REQUESTS, [response.url for response in needed]
    assert sum(len(gzip.compress(response.body())) for response in needed) <= MOST_BYTES


def test_the_other_languages_follow_the_first_file_of_the_pack(tablet: Tablet) -> None:
    fetched: list[str] = []
    tablet.page.on("response", lambda response: fetched.append(response.url.split("?")[0]))
    tablet.open()
    last = f"/kiosk/pack/{[*LANGUAGES][-1]}.json"
    if not any(url.endswith(last) for url in fetched):
        tablet.page.wait_for_event("response", lambda response: last in response.url)
    files = [url.rsplit("/kiosk/", 1)[1] for url in fetched if "/kiosk/pack" in url]
    others = [f"pack/{code}.json" for code in LANGUAGES if code != "nl"]
    assert files == ["pack.json", *others]


def test_a_language_that_was_not_there_at_first_is_there_soon(tablet: Tablet) -> None:
    lost = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    tablet.page.route("**/kiosk/pack/tr.json*", lose_once)
    tablet.open()
    tablet.page.click("[data-language=tr]")
    tablet.page.wait_for_selector("html[lang=nl] h1:has-text('Welkom')")
    tablet.pass_time(4)
    tablet.page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('/ti.json'))"
    )
    tablet.page.click("[data-language=tr]")
    tablet.page.wait_for_selector("html[lang=tr] h1:has-text('Hoş geldiniz')")
    assert lost
