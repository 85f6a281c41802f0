"""What a tablet fetches before it is of use: few files, and little."""

from __future__ import annotations

import gzip

from playwright.sync_api import Response

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
        and not {"fonts", "barcode-detector", "zxing_reader.wasm", "icon.svg"}
        & set(response.url.split("?")[0].split("/"))
    ]
    assert len(needed) <= MOST_REQUESTS, [response.url for response in needed]
    assert sum(len(gzip.compress(response.body())) for response in needed) <= MOST_BYTES
