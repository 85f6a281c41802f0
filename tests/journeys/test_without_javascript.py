"""Every page of the team stands and works where no script runs; live updates and camera apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.everywhere import addresses, demo
from tests.journeys.test_lists_in_a_browser import come_in, house_of_lists

__all__ = ["demo", "house_of_lists"]

Steps = Callable[[Page], None]

ADMINS_ONLY = {"/team/nieuw-centrum"}
"""Where a coordinator has no business."""


@pytest.fixture
def page(house_of_lists: str, plain_browser: Browser) -> Iterator[Page]:
    """Return a page without scripts on which a coordinator has come in."""
    with come_in(house_of_lists, plain_browser, scripts=False) as page:
        yield page


def test_every_page_stands_and_has_no_dead_button(demo: Flask, page: Page) -> None:
    seen, wrong = 0, []
    with demo.app_context():
        paths = [one for one in addresses(demo) if one.startswith("/team")]
    for path in paths:
        if path.endswith(("/uitloggen", "/briefje.pdf", "/balie/hier")) or "/voorlezen/" in path:
            continue
        answer = page.goto(path)
        assert answer is not None
        if answer.status == 204:
            continue
        seen += 1
        if path in ADMINS_ONLY or path.startswith("/team/samen"):
            assert answer.status == 403
            continue
        dead = page.locator("button[type=button]:visible, a[href='#']:visible").all_inner_texts()
        if answer.status >= 400 or dead or not page.locator("h1:visible").count():
            wrong.append((path, answer.status, dead))
    assert wrong == []
    assert seen > 35


@dataclass(frozen=True)
class Task:
    """Something that one does on a page: where, how, and what is said or shown after it."""

    path: str
    steps: Steps
    said: str


def fill(page: Page, **fields: str) -> None:
    """Fill fields in by their name."""
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)


def press(page: Page, words: str) -> None:
    """Press the first button that says this."""
    page.click(f"main button:not(.unseen):has-text('{words}'):visible >> nth=0")


def a_help_request(page: Page) -> None:
    page.check("[name=topic][value=geld]", force=True)
    page.check("[name=outcome][value=open]", force=True)
    press(page, "Bewaar")


def a_group(page: Page) -> None:
    page.locator("main [type=radio]").first.check(force=True)
    fill(page, people="12")
    press(page, "Voeg toe")


def hours(page: Page) -> None:
    form = page.locator("form#uren")
    form.locator("[name=kind]").first.check(force=True)
    form.locator("[name=people]").fill("3")
    form.locator("button[type=submit]").click()


def a_story(page: Page) -> None:
    fill(page, quote="Hier kan ik mijn verhaal kwijt.")
    page.check("[name=consent]")
    press(page, "Bewaar")


def cancelled(page: Page) -> None:
    page.locator("a.planned").last.click()
    page.get_by_label("De begeleider is ziek").first.check()
    press(page, "Zeg het af")


def an_activity(page: Page) -> None:
    fill(page, title="Dammen", place="Huiskamer", starts="14", ends="16")
    page.locator("[name=type_key]").first.select_option(index=1)
    page.locator("[name=main_o]").first.check(force=True)
    page.locator("[name=weekdays]").first.check(force=True)
    page.locator("[name=pictogram]").first.check(force=True)
    press(page, "Bewaar")


def a_partner(page: Page) -> None:
    page.fill("form.add [name=name]", "Buurtbus")
    press(page, "Voeg toe")


def closed_days(page: Page) -> None:
    page.fill("[name=first][type=date]", "2026-12-28")
    page.fill("[name=reason][type=text]", "Schoonmaak")
    press(page, "Sluit deze dagen")


def own_words(page: Page) -> None:
    fill(page, words="Een drukke maand.")
    page.click("form:has([name=words]) button")


def filling(button: str, **fields: str) -> Steps:
    """Return what fills fields in and presses a button."""

    def steps(page: Page) -> None:
        fill(page, **fields)
        press(page, button)

    return steps


def clicking(selector: str) -> Steps:
    """Return what clicks on something."""
    return lambda page: page.click(selector)


TASKS = {
    "count somebody in": Task("/team/vandaag", clicking("[id^=add-1-] >> nth=0"), "Maak ongedaan"),
    "count a group in": Task("/team/vandaag/groep", a_group, "12"),
    "answer on leaving": Task("/team/vandaag/klaar", clicking("button.choice >> nth=0"), "Dank"),
    "count meals": Task(
        "/team/materiele-hulp", filling("Bewaar", maaltijd="7"), "De aantallen van vandaag"
    ),
    "a help request": Task("/team/hulpvragen", a_help_request, "Bewaard onder nummer"),
    "a paper list": Task(
        "/team/dag", filling("Zet erbij", n_others="2", h_others="1"), "van papier erbij"
    ),
    "a partner": Task("/team/partners", a_partner, "Buurtbus staat erbij."),
    "hours of volunteers": Task("/team/vrijwilligers", hours, "De uren zijn bewaard."),
    "a story": Task("/team/verhalen", a_story, "Het verhaal is bewaard."),
    "what was done": Task(
        "/team/u-zei",
        filling("Bewaar", said_nl="Het is koud.", done_nl="Er is een kachel."),
        "Bewaard. De tablet laat het zien",
    ),
    "what is agreed": Task(
        "/team/reflectie",
        filling("Bewaar", line="Wij vragen vaker door."),
        "De afspraak is bewaard.",
    ),
    "a cancelled lesson": Task("/team/programma", cancelled, "Maak ongedaan"),
    "an activity": Task("/team/activiteiten/nieuw", an_activity, "Dammen"),
    "closed days": Task("/team/instellingen/dicht", closed_days, "Schoonmaak"),
    "words on the sheet": Task("/team/maandblad/2026-10", own_words, "Een drukke maand."),
    "a checked text": Task(
        "/team/instellingen/teksten?taal=tr", filling("Klopt"), "Bewaard. De tablet"
    ),
    "a code for a tablet": Task(
        "/team/instellingen/tablets",
        filling("Geef een code", name="Keuken"),
        "Typ deze code op de tablet",
    ),
    "a colleague": Task(
        "/team/instellingen/collegas",
        filling("Maak een link", name="Noor", email="noor@linde.voorbeeld"),
        "Noor",
    ),
    "what is put apart": Task("/team/quarantaine", filling("Telt niet mee"), "Dit telt niet mee."),
}


@pytest.mark.parametrize("name", TASKS)
def test_a_form_works(page: Page, name: str) -> None:
    task = TASKS[name]
    page.goto(task.path)
    task.steps(page)
    page.wait_for_load_state()
    assert page.locator("h1:visible").count(), page.url
    assert page.locator(".error-summary").count() == 0, page.inner_text("main")
    assert task.said in page.inner_text("body")
