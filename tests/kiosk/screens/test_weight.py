"""What a tablet fetches before it is of use: few files, and little. The other languages follow."""

from __future__ import annotations

import gzip

from playwright.sync_api import Response, Route

from registry.words import LANGUAGES
from tests.kiosk.screens.tablet import Tablet

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


def after_a_new_start(tablet: Tablet, last: str) -> list[str]:
    """Start the tablet anew and return what it fetched of the pack, up to a language's file."""
    fetched: list[str] = []
    tablet.page.goto("about:blank")
    tablet.page.on("requestfinished", lambda request: fetched.append(request.url.split("?")[0]))
    with tablet.page.expect_response(f"**/kiosk/pack/{last}.json*"):
        tablet.open()
    return [url.rsplit("/kiosk/", 1)[1] for url in fetched if "/kiosk/pack" in url]


def test_the_other_languages_follow_the_first_file_of_the_pack(tablet: Tablet) -> None:
    others = [f"pack/{code}.json" for code in LANGUAGES]
    fetched = after_a_new_start(tablet, "ti")
    assert list(dict.fromkeys(fetched))[: len(others)] == ["pack.json", *others][: len(others)]


def test_a_language_that_was_not_there_at_first_is_there_soon(tablet: Tablet) -> None:
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    tablet.page.route("**/kiosk/pack/tr.json*", lose_once)
    after_a_new_start(tablet, "ti")
    assert lost
    tablet.page.click("[data-language=tr]")
    tablet.page.wait_for_selector("html[lang=tr] h1:has-text('Hoş geldiniz')")
