"""Once all is sent, the files of the tablet's browser tell of nobody's pass, check-in or answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from registry.passes import token
from tests.kiosk.screens.profile import Profile, until
from tests.kiosk.screens.tablet import Tablet

VISITORS = 4
KEYS = "async () => (await (await caches.open('keys of the outbox')).keys()).map((one) => one.url)"
SCAN = """(text) => [...text, "Enter"].forEach((key) =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
UNSEALED = "Object.defineProperty(crypto, 'subtle', { value: undefined });"
"""What a browser lacks on plain HTTP: then things lie open, as they would without a seal."""


def visit(tablet: Tablet) -> str:
    """Let someone scan a pass and answer; return the pass."""
    text = token.make()
    tablet.page.evaluate(SCAN, text)
    tablet.page.wait_for_selector("#pass[data-camera=found]")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click("[data-value='4']")
    tablet.page.wait_for_selector(".question, .thanks")
    if tablet.page.is_visible(".question"):
        tablet.page.click("[data-value=plus]")
        tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    tablet.shows("welkom")
    return text


def traces(folder: Path, secrets: set[str]) -> set[str]:
    """Return which of these texts stand in a file of the browser, as UTF-8 or UTF-16."""
    files = [one.read_bytes() for one in folder.rglob("*") if one.is_file()]
    return {
        secret
        for secret in secrets
        if any(secret.encode() in one or secret.encode("utf-16-le") in one for one in files)
    }


@pytest.mark.parametrize(("script", "stays"), [("", False), (UNSEALED, True)])
def test_what_was_sent_is_not_to_be_read_in_the_browsers_files(
    playwright_driver: Playwright, served: str, tmp_path: Path, script: str, stays: bool
) -> None:
    profile = Profile(playwright_driver, tmp_path, served)
    tablet = profile.start(script=script).open()
    passes = {visit(tablet) for _ in range(VISITORS)}
    tablet.settle(2 * VISITORS)
    keys = tablet.page.evaluate(KEYS)
    tablet.pass_time(6 * 60)
    tablet.pass_time(30)
    if not script:
        assert len(keys) == 2
        until(tablet, f"async () => !(await ({KEYS})()).includes('{keys[0]}')")
    ids = {event["id"] for event in tablet.sent}
    assert len(ids) > 2 * VISITORS
    assert profile.context is not None
    profile.context.close()
    assert bool(traces(tmp_path, ids | passes)) is stays
