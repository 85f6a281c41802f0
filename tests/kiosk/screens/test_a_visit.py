"""A visitor's way through the screens, and what it leaves on the server."""

from __future__ import annotations

from registry.quarantine import queries as quarantine
from registry.visits import queries as visits
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet


def answers(tablet: Tablet) -> list[tuple[str, str]]:
    """Return the answers that arrived, as question and value."""
    return sorted(
        (event["question"], event["value"]) for event in tablet.sent if event["kind"] == "answer"
    )


def ask_mood(tablet: Tablet) -> None:
    """Go on to the faces, and take the time to read them."""
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.pass_time(1)


def test_a_tap_is_a_check_in_and_the_choices_are_one_detail(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='5']")
    tablet.page.click("[data-count='5']")
    tablet.page.click("[data-role=meehelpen]")
    ask_mood(tablet)
    tablet.settle(2)
    tap, detail = (event for event in tablet.sent if event["kind"] != "language")
    assert tap["occurrence"] == str(tablet.cards["Fietsles"])
    assert tap["pass"] is None
    assert detail["of"] == tap["id"]
    assert (detail["party"], detail["role"]) == (10, "meehelpen")
    assert detail["seq"] > tap["seq"]


def test_what_is_let_go_of_after_it_was_kept_counts_no_more(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-role=meehelpen]")
    ask_mood(tablet)
    for chosen in ("[data-party='2']", "[data-role=meehelpen]"):
        tablet.page.click("[data-go=back]")
        tablet.shows("wie")
        tablet.page.click(chosen)
        assert tablet.page.get_attribute(chosen, "aria-pressed") == "false"
        ask_mood(tablet)
    tablet.settle(4)
    details = [event for event in tablet.sent if event["kind"] == "detail"]
    assert [(one["party"], one["role"]) for one in details] == [
        (2, "meehelpen"),
        (1, "meehelpen"),
        (1, "meedoen"),
    ]
    day = MONDAY_TEN.date()
    (visit,) = visits.standing(centre_id=tablet.centre, first_day=day, last_day=day)
    assert (visit.party, visit.role) == (1, "meedoen")


def test_nothing_chosen_and_nothing_kept_sends_nothing(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    ask_mood(tablet)
    tablet.page.click("[data-go=back]")
    tablet.shows("wie")
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-party='2']")
    ask_mood(tablet)
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(2)
    assert sorted(tablet.kinds()) == ["answer", "check_in"]


def test_the_language_is_told_once(tablet: Tablet) -> None:
    tablet.arrive("Hulp bij brieven")
    tablet.page.click("[data-go=talen]")
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[lang=ar][dir=rtl] .who")
    ask_mood(tablet)
    tablet.page.click("[data-value='4']")
    tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    tablet.arrive("Fietsles")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(3)
    tablet.page.wait_for_timeout(300)
    told = [event["language"] for event in tablet.sent if event["kind"] == "language"]
    assert sorted(told) == ["ar", "nl"]


def test_two_touches_at_once_are_one_check_in(tablet: Tablet) -> None:
    tablet.page.evaluate("() => document.querySelectorAll('.card').forEach((card) => card.click())")
    tablet.shows("wie")
    ask_mood(tablet)
    tablet.page.wait_for_timeout(300)
    assert tablet.kinds() == ["check_in"]


def test_back_takes_the_check_in_back_and_keeps_the_language(tablet: Tablet) -> None:
    tablet.page.click("[data-language=en]")
    tablet.arrive()
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    tablet.settle(2)
    tap, undo = (event for event in tablet.sent if event["kind"] != "language")
    assert (undo["kind"], undo["of"]) == ("undo", tap["id"])
    assert "language" not in {event["kind"] for event in tablet.sent}
    assert tablet.page.get_attribute("html", "lang") == "en"


def linger(tablet: Tablet, seconds: int) -> None:
    """Stay on a screen, with a touch that does nothing every half a minute."""
    for passed in range(0, seconds, 30):
        tablet.pass_time(min(30, seconds - passed))
        tablet.page.keyboard.press("Shift")


def test_back_within_two_minutes_still_takes_the_check_in_back(tablet: Tablet) -> None:
    tablet.arrive()
    linger(tablet, 105)
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    tablet.settle(2)
    assert tablet.kinds() == ["check_in", "undo"]
    assert quarantine.count_waiting(centre_id=tablet.centre) == 0


def test_back_after_two_minutes_moves_the_visit_and_nobody_counts_twice(tablet: Tablet) -> None:
    tablet.arrive()
    linger(tablet, 121)
    tablet.page.click("[data-event=undo]")
    tablet.shows("meer")
    tablet.page.click(tablet.card("Fietsles"))
    tablet.shows("wie")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(2)
    assert tablet.kinds() == ["check_in", "detail"]
    day = MONDAY_TEN.date()
    (visit,) = visits.standing(centre_id=tablet.centre, first_day=day, last_day=day)
    assert visit.occurrence_id == tablet.cards["Fietsles"]
    assert quarantine.count_waiting(centre_id=tablet.centre) == 0


def test_a_mood_chosen_again_replaces_the_first(tablet: Tablet) -> None:
    tablet.arrive()
    ask_mood(tablet)
    tablet.page.click("[data-value='1']")
    tablet.page.wait_for_selector(".question")
    tablet.page.click("[data-go=back]")
    tablet.shows("stemming")
    tablet.pass_time(1)
    tablet.page.click("[data-value='5']")
    tablet.page.wait_for_selector(".question")
    tablet.page.click(".skip")
    tablet.page.wait_for_selector(".ending")
    tablet.page.click("[data-go=start]")
    tablet.settle(3)
    assert ("stemming", "5") in answers(tablet)
    assert ("stemming", "1") not in answers(tablet)


def test_children_and_a_spreekuur_get_the_mood_only(tablet: Tablet) -> None:
    for title in ("Kinderclub", "Hulp bij brieven"):
        tablet.arrive(title)
        ask_mood(tablet)
        assert not tablet.page.is_visible(".steps")
        tablet.page.click(".skip")
        tablet.page.wait_for_selector(".ending")
        tablet.page.click("[data-go=start]")
        tablet.shows("welkom")


def test_an_answer_quicker_than_reading_is_marked(tablet: Tablet) -> None:
    tablet.page.clock.pause_at("2026-11-23T10:30:00+01:00")
    tablet.arrive()
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click("[data-value='3']")
    tablet.page.wait_for_selector(".question")
    tablet.pass_time(2)
    tablet.page.click("#screen [data-value=plus]")
    tablet.page.wait_for_selector(".ending")
    tablet.page.click("[data-go=start]")
    tablet.settle(3)
    marked = {event["question"]: event["suspect"] for event in tablet.sent if "question" in event}
    assert marked.pop("stemming") is True
    assert list(marked.values()) == [False]


def test_leaving_asks_one_question_and_checks_nobody_in(tablet: Tablet) -> None:
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")
    tablet.pass_time(1)
    tablet.page.click("#screen [data-value=plus]")
    tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    tablet.settle(1)
    assert tablet.kinds() == ["answer"]


def test_nothing_of_a_visitor_remains_in_page_history_or_storage(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='3']")
    ask_mood(tablet)
    tablet.page.click(".skip")
    tablet.page.wait_for_selector(".question")
    tablet.page.click(".skip")
    tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    tablet.settle(4)
    tablet.page.wait_for_timeout(300)
    assert tablet.page.evaluate("() => history.length") <= 3
    assert tablet.page.evaluate("() => Object.keys(localStorage)") == ["clock"]
    kept = tablet.page.evaluate(
        """async () => {
          const db = await new Promise((done) => {
            const open = indexedDB.open("inloop");
            open.onsuccess = () => done(open.result);
          });
          const all = (name) => new Promise((done) => {
            const asked = db.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => done(asked.result);
          });
          return [...(await all("taps")), ...(await all("answers"))];
        }"""
    )
    assert kept == []
    tablet.page.reload()
    tablet.shows("welkom")


def test_back_of_the_browser_leads_to_the_welcome_screen_and_never_away(tablet: Tablet) -> None:
    for _ in range(2):
        tablet.arrive("Fietsles")
        tablet.page.go_back()
        tablet.shows("welkom")
    assert tablet.page.url == f"{tablet.address}/kiosk/"
