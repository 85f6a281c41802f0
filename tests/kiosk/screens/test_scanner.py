"""A scanner that types, by real key events: read without settings, and told from a person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError  # what a wait in a browser raises

from registry.passes import token
from tests.kiosk.screens.tablet import Tablet

PASS = token.write(bytes(range(100, 116)))
SLOW = 250
"""Milliseconds between two keys of a person who types well; a scanner leaves none."""

Type = Callable[..., None]

GERMAN = str.maketrans({"-": "ß", "Y": "Z", "Z": "Y"})
FRENCH = str.maketrans("AQZW0123456789-", "QAWZà&é\"'(-è_ç)")


def code_of(sign: str) -> str:
    """Return the key that a scanner presses for a sign: it types for an American keyboard."""
    return "Minus" if sign == "-" else f"Digit{sign}" if sign.isdigit() else f"Key{sign.upper()}"


@pytest.fixture
def types(tablet: Tablet) -> Type:
    """Return what types a text and Enter into the tablet, with a gap, as a layout shows it."""
    tablet.page.wait_for_selector("#pass[data-camera=none]")
    tablet.page.wait_for_load_state("networkidle")
    wire = tablet.page.context.new_cdp_session(tablet.page)

    def press(key: str, code: str, text: str) -> None:
        known = {"key": key, "code": code, "windowsVirtualKeyCode": 13 if key == "Enter" else 0}
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **known})
        wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **known})

    def type_it(text: str, *, gap: int = 0, layout: dict[int, str] | None = None) -> None:
        for sign in text:
            shown = sign.translate(layout or {})
            press(shown, code_of(sign), shown)
            tablet.page.wait_for_timeout(gap)
        press("Enter", "Enter", "\r")

    return type_it


def scan(
    tablet: Tablet, types: Type, text: str, state: str = "found", **more: dict[int, str] | None
) -> None:
    """Type a code until the panel shows a state: a busy machine may put a gap into a burst."""
    for patience in (1_000,) * 9 + (5_000,):
        types(text, **more)
        with suppress(TimeoutError):
            tablet.page.wait_for_selector(f"#pass[data-camera={state}]", timeout=patience)
            return
    raise TimeoutError(f"{text} was not read as a scan")


def passes_sent(tablet: Tablet) -> list[str | None]:
    """Return the passes of the check-ins that arrived."""
    return [event["pass"] for event in tablet.sent if event["kind"] == "check_in"]


@pytest.mark.parametrize("layout", [None, GERMAN, FRENCH], ids=["the same", "german", "french"])
@pytest.mark.parametrize("text", [PASS, PASS.lower()], ids=["capitals", "small letters"])
def test_a_scanned_pass_checks_in_whatever_the_layout(
    tablet: Tablet, types: Type, text: str, layout: dict[int, str] | None
) -> None:
    scan(tablet, types, text, layout=layout)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.settle(1)
    assert passes_sent(tablet) == [PASS]


def test_another_code_is_no_pass(tablet: Tablet, types: Type) -> None:
    scan(tablet, types, "8711327350106", "unknown")
    assert tablet.kinds() == []


def test_a_person_who_types_is_no_scanner(tablet: Tablet, types: Type) -> None:
    types(PASS[:14], gap=SLOW)
    types("ABC")
    tablet.page.wait_for_timeout(300)
    assert tablet.page.get_attribute("#pass", "data-camera") == "none"
    assert tablet.kinds() == []


def test_a_persons_enter_still_presses_a_button(tablet: Tablet, types: Type) -> None:
    tablet.page.focus(tablet.card("Fietsles"))
    types("")
    tablet.shows("wie")


def test_a_scanners_enter_presses_nothing(tablet: Tablet, types: Type) -> None:
    tablet.page.focus("[data-go=leaving]")
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.focus("[data-event=undo]")
    types(PASS)
    tablet.page.wait_for_timeout(300)
    tablet.shows("wie")
    assert passes_sent(tablet) == [PASS], "the same pass again is nobody new"


def test_a_scan_leaves_nothing_in_a_field(tablet: Tablet, types: Type) -> None:
    tablet.page.evaluate(
        """() => {
          const field = document.createElement("input");
          field.value = "stond er al";
          document.body.append(field);
          field.focus();
        }"""
    )
    for _ in range(10):  # a busy machine may put a gap into a burst
        tablet.page.fill("input", "stond er al")
        scan(tablet, types, "geen pas van inloop", "unknown")
        if tablet.page.input_value("input") == "stond er al":
            break
    assert tablet.page.input_value("input") == "stond er al"
    tablet.page.focus("input")
    types("nog iets", gap=SLOW)
    assert tablet.page.input_value("input") == "stond er alnog iets"


def test_a_key_held_down_is_no_scan(tablet: Tablet) -> None:
    wire = tablet.page.context.new_cdp_session(tablet.page)
    for step in range(30):
        held = {"key": "A", "code": "KeyA", "text": "A"}
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown", "autoRepeat": step > 0, **held})
    tablet.page.keyboard.press("Enter")
    tablet.page.wait_for_timeout(200)
    assert tablet.page.get_attribute("#pass", "data-camera") == "none"


OTHER = token.write(bytes(range(50, 66)))


def test_the_next_in_the_queue_needs_no_touch(tablet: Tablet, types: Type) -> None:
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.click("[data-party='3']")
    scan(tablet, types, OTHER)
    tablet.pass_time(1)
    tablet.shows("wie")
    assert tablet.page.get_attribute("[data-party='3']", "aria-pressed") == "false"
    tablet.settle(3)
    assert passes_sent(tablet) == [PASS, OTHER]
    (detail,) = (event for event in tablet.sent if event["kind"] == "detail")
    assert detail["party"] == 3
