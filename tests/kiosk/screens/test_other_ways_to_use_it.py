"""A visit by keyboard alone, without motion, and in the colours of the system."""

from __future__ import annotations

from tests.kiosk.screens.tablet import Tablet

FOCUSED = "(selector) => document.activeElement.matches(selector)"
OUTLINE = "() => getComputedStyle(document.activeElement).outlineWidth"


def press(tablet: Tablet, selector: str) -> None:
    """Go to a control with Tab, see that it shows where one is, and press Enter."""
    for _ in range(20):
        tablet.page.keyboard.press("Tab")
        if tablet.page.evaluate(FOCUSED, selector):
            break
    assert tablet.page.evaluate(FOCUSED, selector), f"Tab does not reach {selector}"
    assert tablet.page.evaluate(OUTLINE) == "6px"
    tablet.page.keyboard.press("Enter")


def test_a_whole_visit_goes_by_keyboard(tablet: Tablet) -> None:
    press(tablet, tablet.card("Fietsles"))
    tablet.shows("wie")
    press(tablet, "[data-party='5']")
    press(tablet, "[data-count='5']")
    press(tablet, "[data-role=meehelpen]")
    press(tablet, "[data-event=detail]")
    tablet.shows("stemming")
    press(tablet, "[data-value='4']")
    tablet.page.wait_for_selector(".question")
    press(tablet, ".skip")
    tablet.shows("dank")
    press(tablet, "[data-go=start]")
    tablet.shows("welkom")
    tablet.settle(4)
    (detail,) = (event for event in tablet.sent if event["kind"] == "detail")
    assert (detail["party"], detail["role"]) == (10, "meehelpen")


def test_a_switch_that_knows_tab_and_space_ends_a_visit(tablet: Tablet) -> None:
    tablet.arrive()
    for _ in range(20):
        tablet.page.keyboard.press("Tab")
        if tablet.page.evaluate(FOCUSED, "[data-go=done]"):
            break
    tablet.page.keyboard.press("Space")
    tablet.shows("welkom")
    assert tablet.page.evaluate(FOCUSED, "h1")


def test_arrows_go_round_within_a_group_and_follow_the_script(tablet: Tablet) -> None:
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[dir=rtl]")
    tablet.arrive()
    tablet.page.focus("[data-party='1']")
    for key, party in (("ArrowLeft", 2), ("ArrowDown", 3), ("ArrowRight", 2), ("ArrowUp", 1)):
        tablet.page.keyboard.press(key)
        assert tablet.page.evaluate(FOCUSED, f"[data-party='{party}']"), key
    tablet.page.keyboard.press("ArrowUp")
    assert tablet.page.evaluate(FOCUSED, "[data-party='5']")


def test_a_keyboard_that_stands_on_a_card_is_not_taken_away_by_a_newer_pack(
    tablet: Tablet,
) -> None:
    tablet.page.focus(tablet.card("Fietsles"))
    tablet.pass_time(5)
    tablet.page.evaluate("() => { dispatchEvent(new Event('online')); }")
    tablet.page.wait_for_timeout(300)
    assert tablet.page.evaluate(FOCUSED, tablet.card("Fietsles"))


def test_the_end_of_thanks_is_told_once_and_politely(tablet: Tablet) -> None:
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")
    tablet.page.click(".skip")
    tablet.shows("dank")
    told = tablet.page.text_content("#announcement")
    assert told == "Dank u wel! Dit scherm gaat vanzelf terug naar het begin."
    tablet.page.evaluate(
        """() => new MutationObserver(() => { window.again = true; })
          .observe(document.getElementById("announcement"), { childList: true })"""
    )
    tablet.pass_time(4)
    assert tablet.page.get_attribute("#announcement", "role") == "status"
    assert tablet.page.get_attribute(".ring", "role") == "timer"
    assert not tablet.page.evaluate("() => window.again")


def test_the_counter_is_told(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='5']")
    tablet.page.click("[data-count='1']")
    counter = tablet.page.locator("output[aria-live=polite]")
    assert counter.inner_text() == "6"


def test_the_warning_takes_the_keyboard_and_gives_it_back(tablet: Tablet) -> None:
    tablet.arrive()
    press(tablet, "[data-party='2']")
    tablet.pass_time(41)
    assert tablet.page.evaluate(FOCUSED, "[data-go=stay]")
    tablet.page.keyboard.press("Enter")
    tablet.page.wait_for_selector("#overlay", state="hidden")
    assert tablet.page.evaluate(FOCUSED, "[data-party='2']")


def test_without_motion_only_the_digit_changes(tablet: Tablet) -> None:
    tablet.page.emulate_media(reduced_motion="reduce")
    tablet.arrive("Hulp bij brieven")
    moving = """() => [...document.querySelectorAll("#screen, #screen *")].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert tablet.page.evaluate(moving) == 0
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click(".skip")
    tablet.page.wait_for_selector(".ending")
    ring = "() => getComputedStyle(document.querySelector('.ring-left')).strokeDasharray"
    full = tablet.page.evaluate(ring)
    tablet.pass_time(3)
    assert int(tablet.page.text_content("[data-slot=seconds]") or "") < 7
    assert tablet.page.evaluate(ring) == full


def test_a_choice_shows_in_the_colours_of_the_system(tablet: Tablet) -> None:
    tablet.page.emulate_media(forced_colors="active")
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    outline = "(one) => getComputedStyle(one).outlineStyle"
    assert tablet.page.eval_on_selector("[data-party='2']", outline) == "solid"
    assert tablet.page.eval_on_selector("[data-party='3']", outline) == "none"
    assert tablet.page.is_visible("[data-party='2'] .check")
