"""Ten tasks of every day, done by a script on the pages, their touches and keys counted."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.vocabulary import scan

WATCH = """(() => {
    const add = (what) => sessionStorage.setItem(what, Number(sessionStorage.getItem(what)) + 1);
    addEventListener("pointerdown", (event) => event.isTrusted && add("touches"), true);
    addEventListener("keydown", (event) => event.isTrusted && add("keys"), true);
})()"""
"""Counts on every page what a person does, for as long as the browser's tab is open."""


class Hand:
    """A hand at the desk: touches, types, and sees what came of it."""

    def __init__(self, page: Page, address: str, card: str) -> None:
        """Watch a page; nothing has been touched."""
        self.page, self.address, self.card = page, address, card
        page.add_init_script(WATCH)

    def touch(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Touch what has this name and is in sight."""
        if role == "radio":  # its own circle is out of sight: the words are touched
            found = self.page.locator("label", has_text=name)
        else:
            found = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        found.and_(self.page.locator(":not(.unseen)")).first.click()

    def type(self, text: str) -> None:
        """Type where the page put the cursor."""
        self.page.wait_for_function("() => document.activeElement?.matches('input')")
        self.page.keyboard.type(text)

    def scans(self, card: str) -> None:
        """Hold a pass to the scanner; what that types is no key of a hand."""
        self.page.wait_for_load_state("networkidle")
        scan(self.page, card)

    def keys(self, *keys: str) -> None:
        """Press keys that have a name."""
        for key in keys:
            self.page.keyboard.press(key)

    def sees(self, text: str) -> None:
        """Wait until these words are on the page."""
        expect(self.page.locator("#main")).to_contain_text(text)

    def sees_visits(self, number: int) -> None:
        """Wait until Vandaag has so many visits."""
        expect(self.page.locator("#visits")).to_have_text(str(number))

    def gets_paper(self, name: str) -> None:
        """Touch what gives a PDF, and wait until it is there."""
        with self.page.expect_response(re.compile(r"\.pdf"), timeout=60_000) as given:
            self.touch(name, "link")
        assert given.value.headers["content-type"] == "application/pdf"
        given.value.finished()


def walk_in(hand: Hand) -> None:
    """Somebody walks in for the open inloop."""
    hand.touch("1 erbij, Open inloop")
    hand.sees_visits(1)


def take_back(hand: Hand) -> None:
    """The last touch was a mistake."""
    hand.touch(re.compile("^Ongedaan maken: Open inloop"))
    hand.sees_visits(0)


def group(hand: Hand) -> None:
    """A school class of 24 comes in."""
    hand.touch("Groep erbij, Fietsles", "link")
    hand.type("24")
    hand.touch("Voeg toe")
    hand.sees_visits(24)


def late_entry(hand: Hand) -> None:
    """Three people of half past nine were forgotten."""
    hand.touch("Mensen erbij", "link")
    hand.touch("Open inloop", "radio")
    hand.keys("Tab", "Tab", "Tab")
    hand.type("3")
    hand.keys("Tab", "Tab", "Tab", "Tab", "Tab")
    hand.type("9.30")
    hand.touch("Voeg toe")
    hand.sees("3 mensen later erbij.")


def meal(hand: Hand) -> None:
    """A meal is given out."""
    hand.touch("1 erbij, Maaltijden")
    hand.sees("2 maaltijden")


def help_request(hand: Hand) -> None:
    """Somebody asks about debts; it is not solved yet."""
    hand.touch("Hulpvraag", "link")
    hand.touch("Geld en schulden", "radio")
    hand.touch("Nog open", "radio")
    hand.touch("Bewaar")
    hand.sees("Bewaard onder nummer 2.")


def aftercare(hand: Hand) -> None:
    """Somebody is back with slip 1, and tells how it went."""
    hand.touch("Hulpvraag", "link")
    hand.touch("Nummer van het briefje", "textbox")
    hand.type("1")
    hand.keys("Enter")
    hand.touch("Vandaag gevraagd hoe het ging")
    hand.sees("Nazorg bij 1 is gedaan.")


def cancel_lesson(hand: Hand) -> None:
    """The teacher is ill: the lesson does not take place."""
    hand.touch("Fietsles", "link")
    hand.touch("De begeleider is ziek", "radio")
    hand.touch("Zeg het af")
    hand.sees("Dit gaat niet door.")


def print_week(hand: Hand) -> None:
    """The week's programme is printed."""
    hand.touch("Programma", "link")
    hand.gets_paper("Print A4")


def revoke_pass(hand: Hand) -> None:
    """A lost pass is handed in, scanned and revoked."""
    hand.touch("Meer", "link")
    hand.touch(re.compile("^Passen"), "link")
    hand.scans(hand.card)
    hand.touch("Trek in")
    hand.sees("De pas is ingetrokken.")


Task = Callable[[Hand], None]
TASKS: dict[Task, int] = {
    walk_in: 1,
    take_back: 1,
    group: 2,
    late_entry: 3,
    meal: 1,
    help_request: 4,
    aftercare: 3,
    cancel_lesson: 3,
    print_week: 2,
    revoke_pass: 3,
}
"""Each task and the most touches that it may take, from Vandaag."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a task took: touches, keys, and the seconds that the pages took."""

    task: Task
    touches: int
    keys: int
    seconds: float

    @property
    def what(self) -> str:
        """What was done, in words."""
        return (self.task.__doc__ or "").strip().rstrip(".")


def do(hand: Hand, task: Task) -> Done:
    """Do a task from Vandaag and count."""
    hand.page.goto(f"{hand.address}/team/vandaag")
    hand.page.wait_for_load_state("networkidle")
    hand.page.evaluate("() => sessionStorage.clear()")
    started = time.perf_counter()
    task(hand)
    seconds = time.perf_counter() - started
    touches, keys = (
        int(hand.page.evaluate(f"() => Number(sessionStorage.getItem('{what}'))"))
        for what in ("touches", "keys")
    )
    return Done(task, touches, keys, seconds)


def document(done: list[Done]) -> str:
    """Return the page of the documents."""
    rows = [
        f"| {one.what} | {one.touches} | {TASKS[one.task]} | {one.keys} | {one.seconds:.1f} |"
        for one in done
    ]
    return "\n".join((HEAD, *rows, "", f"Measured on {machine()}.", ""))


HEAD = """# Ten tasks, counted

From Vandaag, signed in. A script does each task in a real Chromium on a laptop's screen and counts
what a person does: touches (or clicks), and keys where something is typed. Seconds are those of the
pages and of typing without a pause; nobody thinks or looks in them. A test holds the touches to
this table; `make tasks` writes it anew.

| task | touches | at most | keys | seconds |
|---|---|---|---|---|"""


def machine() -> str:
    """Name the machine that the seconds are of."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
