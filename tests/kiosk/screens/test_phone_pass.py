"""A pass in a phone: read at the desk, opened and kept by the phone, never sent to the server."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Page, Request
from sqlalchemy import text as sql

from registry.database import db, reading
from registry.passes import services as passes
from registry.staff import queries, services
from tests import browser
from tests.bench.camera import READY
from tests.builders import MONDAY_TEN, a_centre
from tests.kiosk.screens.test_scanner import code_of

READ = """async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const found = await window.reader.detect(await createImageBitmap(image));
  return found.map((one) => one.rawValue);
}"""


def codes_in(page: Page, picture: str) -> list[str]:
    """Return what the kiosk's own reader reads in a picture (a data: address)."""
    if not page.evaluate("() => 'reader' in window"):
        scanner = "/static/vendor/barcode-detector/ponyfill.js"
        files = ["/static/kiosk/camera.js", scanner, "/static/vendor/zxing_reader.wasm"]
        page.evaluate(READY, files)
    found: list[str] = page.evaluate(READ, picture)
    return found


def seen(page: Page) -> str:
    """Return what stands on the screen, as a picture."""
    return f"data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}"


@pytest.fixture
def card(book: Flask) -> str:
    """Return the text of a pass that was printed."""
    made = passes.make(
        centre_id=a_centre(f"De Linde {uuid4()}"),
        count=1,
        on=MONDAY_TEN.date(),
        at=MONDAY_TEN,
        key=book.config["PASS_KEY"],
    )
    return made[0]


@pytest.fixture
def asked() -> list[str]:
    """Return the list that takes every address and body a page sends."""
    return []


@pytest.fixture
def phone(new_page: Callable[..., Page], served: str, asked: list[str]) -> Page:
    """Return a phone that writes down all it asks for."""
    return listening(new_page(browser.PHONE), asked)


def listening(page: Page, asked: list[str]) -> Page:
    """Write down every address and body that a page sends."""

    def note(request: Request) -> None:
        asked.append(f"{request.url} {request.post_data or ''} {request.headers}")

    page.on("request", note)
    return page


def test_the_pass_on_a_phones_screen_is_read_by_the_kiosks_reader(
    phone: Page, served: str, card: str, asked: list[str]
) -> None:
    phone.goto(f"{served}/pas#{card}")
    phone.wait_for_selector("#picture[src^='data:image/png']")
    assert codes_in(phone, seen(phone)) == [card]
    assert not phone.is_visible("#none")
    assert browser.axe_violations(phone) == []
    assert browser.small_targets(phone, 44) == []
    assert browser.clipped(phone) == []
    assert phone.evaluate("() => document.documentElement.scrollHeight") <= 844


def test_the_kept_picture_is_the_pass_too(
    phone: Page, served: str, card: str, tmp_path: Path
) -> None:
    phone.goto(f"{served}/pas#{card}")
    phone.wait_for_selector("#save[href^='data:image/png']")
    with phone.expect_download() as kept:
        phone.click("#save")
    assert kept.value.suggested_filename == "inloop-pas.png"
    kept.value.save_as(tmp_path / "kept.png")
    picture = base64.b64encode((tmp_path / "kept.png").read_bytes()).decode()
    assert codes_in(phone, f"data:image/png;base64,{picture}") == [card]


def test_the_server_never_gets_the_pass(
    phone: Page, served: str, card: str, asked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    phone.goto(f"{served}/pas#{card}")
    phone.wait_for_selector("#save[href^='data:image/png']")
    phone.click("summary")
    phone.click("a[lang=ar]")
    phone.wait_for_selector("html[lang=ar] #save[href^='data:image/png']")
    assert codes_in(phone, seen(phone)) == [card], "another language keeps the pass"
    assert len(asked) > 5
    assert [one for one in asked if card in one or card.replace("-", "") in one] == []
    assert card not in "".join(capfd.readouterr())
    with reading() as connection:
        rows = [
            repr(row)
            for table in db.metadata.tables
            for row in connection.execute(sql(f'SELECT * FROM "{table}"')).all()  # noqa: S608
        ]
    assert [row for row in rows if card in row] == []
    assert phone.evaluate("() => localStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("what", ["", "#", "#8F3K-9A2M", "#<img src=x onerror=alert(1)>", "#%"])
def test_without_a_pass_the_page_says_where_to_get_it(phone: Page, served: str, what: str) -> None:
    phone.goto(f"{served}/pas{what}")
    phone.wait_for_selector("#none:visible")
    assert phone.inner_text("#none h1") == "Hier staat nog geen pas."
    assert not phone.is_visible("#pass")


def test_the_desk_turns_a_paper_pass_into_a_code_for_the_phone(
    new_page: Callable[..., Page],
    app: Flask,
    served: str,
    card: str,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = app.extensions["inloop_settings"]
    public = known.model_copy(update={"public_url": "https://inloop.voorbeeld"})
    monkeypatch.setitem(app.extensions, "inloop_settings", public)
    desk = new_page(browser.DESK)
    desk.context.add_cookies([signed_in(app, served)])
    listening(desk, asked).goto(f"{served}/team/pas-in-telefoon")
    desk.wait_for_load_state("networkidle")
    wire = desk.context.new_cdp_session(desk)
    for _ in range(3):
        for sign in card:
            known_key = {"key": sign, "code": code_of(sign), "text": sign}
            wire.send("Input.dispatchKeyEvent", {"type": "keyDown", **known_key})
        desk.keyboard.press("Enter")
        if desk.is_visible(".pass-code"):
            break
    assert codes_in(desk, seen(desk)) == [f"https://inloop.voorbeeld/pas#{card}"]
    assert [one for one in asked if card in one] == []
    assert browser.axe_violations(desk) == []
    desk.click("[data-done]")
    assert not desk.is_visible(".pass-code")
    assert card not in desk.content()


def signed_in(app: Flask, served: str) -> dict[str, str]:
    """Return the cookie of a host who signed in."""
    centre = a_centre(f"Balie {id(app)}")
    link = {"email": "balie@linde.voorbeeld", "name": "Balie", "role": "host", "centre_id": centre}
    services.make_link(**link, at=MONDAY_TEN)  # type: ignore[arg-type]
    person = queries.first_with(role="host", centre_id=centre)
    assert person is not None
    token = services.open_door(account_id=person.account_id, at=MONDAY_TEN)
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return {"name": "inloop", "value": signer.dumps({"sign_in": token}), "url": served}
