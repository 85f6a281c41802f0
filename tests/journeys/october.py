"""October 2026 at De Linde, in twenty-one scenes that a host would understand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.conftest import House
from tests.journeys.vocabulary import Calendar, Colleague, Visitor, day


@dataclass
class Linde:
    """The centre, who works there, who comes, the cards in the drawer, and what day it is."""

    house: House
    calendar: Calendar
    host: Colleague
    coordinator: Colleague
    visitor: Visitor
    cards: list[str]

    def it_is(self, number: int, wall: str) -> None:
        """Let it be a day and a time of October."""
        self.calendar.it_is(number, wall, self.house.address)


def the_doors_open(linde: Linde) -> None:
    """Thursday the first: the coordinator couples the tablet and puts a knitting café on."""
    linde.it_is(1, "8.40")
    page = linde.visitor.page
    page.goto(f"{linde.house.address}/kiosk/")
    page.get_by_label("Code").fill(linde.house.enrolment_code())
    page.get_by_role("button", name="Koppel deze tablet").click()
    page.wait_for_selector("#screen[data-screen='welkom']")
    form = linde.coordinator.at("activiteiten/nieuw")
    form.types("Naam op de tablet", "Breicafé").picks("Soort activiteit", "A4")
    form.chooses("elke week", "donderdag").types("Begin", "14.00").types("Einde", "16.00")
    form.types("Plaats", "Huiskamer").taps("koffie").taps("Ontmoeten")
    form.presses("Bewaar").reads("Breicafé")


def people_walk_in(linde: Linde) -> None:
    """Three people walk in, and the host counts each with one touch."""
    linde.it_is(1, "10.15")
    linde.host.at("vandaag").counts_in("Open inloop", times=3).sees_visits(3)


def two_neighbours_tap(linde: Linde) -> None:
    """Two neighbours come for the language lesson, tap its card together and say how they are."""
    linde.it_is(1, "10.30")
    linde.visitor.finds_the_tablet_on().taps("Taalles").comes_with(2).goes_on("Goed")
    linde.host.at("vandaag").sees_visits(5)


def a_pass_is_given_out(linde: Linde) -> None:
    """The host takes a card from the drawer, gives it out, and its holder comes in with it."""
    linde.it_is(2, "9.45")
    linde.host.holds_up(linde.cards[0]).presses("Geef uit").reads("De pas is uitgegeven.")
    linde.visitor.finds_the_tablet_on().scans(linde.cards[0]).goes_on("Heel goed")
    linde.host.at("vandaag").sees_visits(1)


def the_same_pass_again(linde: Linde) -> None:
    """In the afternoon the same pass comes back, to help: still one visit."""
    linde.it_is(2, "15.00")
    linde.visitor.finds_the_tablet_on().scans(linde.cards[0]).helps().goes_on()
    linde.host.at("vandaag").sees_visits(1).reads("1 met pas, 0 zonder pas.")


def a_school_class(linde: Linde) -> None:
    """Monday the fifth: a school class of twenty-four comes to the children's studio."""
    linde.it_is(5, "13.10")
    linde.host.at("vandaag").follows("Mensen erbij").taps("Kinderatelier")
    linde.host.types("Met hoeveel?", "24").presses("Voeg toe").sees_visits(24)


def a_lost_pass(linde: Linde) -> None:
    """A pass is found in the street and handed in: the host revokes it as lost."""
    linde.it_is(6, "10.00")
    linde.visitor.finds_the_tablet_on().scans(linde.cards[1]).goes_on()
    linde.host.at("vandaag").sees_visits(1)
    linde.it_is(6, "11.00")
    linde.host.holds_up(linde.cards[1]).picks("Waarom?", "De pas is kwijt").presses("Trek in")
    linde.host.reads("De pas is ingetrokken.")


def the_lost_pass_is_scanned(linde: Linde) -> None:
    """Its holder had a copy and scans that: it waits apart until the host lets it count."""
    linde.it_is(6, "14.00")
    linde.visitor.finds_the_tablet_on().scans(linde.cards[1]).goes_on()
    linde.host.at("vandaag").follows("1 apart gezet").presses("Telt mee").reads("Dit telt nu mee")
    linde.host.at("vandaag").sees_visits(2)


def a_lesson_is_cancelled(linde: Linde) -> None:
    """The teacher is ill: the host calls the lesson off, the tablet says so, two have coffee."""
    linde.it_is(7, "9.10")
    linde.host.at("vandaag").follows("Taalles").chooses("De begeleider is ziek")
    linde.host.presses("Zeg het af").reads("Dit gaat niet door.")
    linde.it_is(7, "9.12")
    linde.visitor.finds_the_tablet_on().reads("Gaat niet door.", "De begeleider is ziek.")
    linde.host.at("vandaag").counts_in("Open inloop", times=2).sees_visits(2)


def a_warm_referral(linde: Linde) -> None:
    """At the spreekuur somebody with debts is taken to the Wijkteam: two slips, number 1."""
    linde.it_is(8, "13.30")
    linde.coordinator.at("partners").types("Naam van de organisatie", "Wijkteam Zuidwest")
    linde.coordinator.presses("Voeg toe").reads("Wijkteam Zuidwest")
    linde.visitor.finds_the_tablet_on().taps("Hulp bij brieven").goes_on("Niet zo goed")
    desk = linde.host.at("vandaag").sees_visits(1).follows("Hulpvraag")
    desk.chooses("Geld en schulden", "Warm overgedragen").picks("Naar wie?", "Wijkteam Zuidwest")
    desk.chooses("over 1 week", "Spreekuur").presses("Bewaar").reads("Bewaard onder nummer 1.")


def the_knitting_café(linde: Linde) -> None:
    """Five people knit: one touch on +5."""
    linde.it_is(8, "14.20")
    linde.host.at("vandaag").presses("5 erbij, Breicafé").sees_visits(6)


def five_instead_of_one(linde: Linde) -> None:
    """The power is down, the tablet is dark; the host touches +5, takes it back, touches +1."""
    linde.it_is(9, "10.00")
    linde.host.at("vandaag").presses("5 erbij, Open inloop").sees_visits(5)
    linde.host.presses("Maak ongedaan").sees_visits(0).counts_in("Open inloop").sees_visits(1)


def a_paper_day(linde: Linde) -> None:
    """Monday: the tally sheet of that dark Friday is typed in."""
    linde.it_is(12, "9.15")
    desk = linde.host.at(f"dag/{day(9)}")
    desk.types("Mensen van papier bij Open inloop", "31")
    desk.types("Mensen van papier bij Taalles", "8").presses("Zet erbij")
    desk.reads("40 bezoeken")


def a_correction(linde: Linde) -> None:
    """It was thirteen and not thirty-one: the coordinator corrects it and says why."""
    linde.it_is(13, "11.00")
    desk = linde.coordinator.at(f"dag/{day(9)}")
    desk.page.locator("li", has_text="31 personen").get_by_role("link").click()
    desk.types("Met hoeveel?", "13").picks("Waarom wijzigt u dit?", "Het getal klopte niet")
    desk.presses("Bewaar").reads("22 bezoeken").reads("Later gewijzigd: het getal klopte niet")


def meals(linde: Linde) -> None:
    """Twelve meals go out, and one more from Vandaag with one touch."""
    linde.it_is(14, "12.30")
    linde.host.at("materiele-hulp").types("Maaltijden", "12").presses("Bewaar")
    linde.host.at("vandaag").presses("1 erbij, Maaltijden").reads("13")


def how_did_it_go(linde: Linde) -> None:
    """A week later somebody comes back with slip 1, and the host asks how it went."""
    linde.it_is(15, "10.00")
    linde.host.at("hulpvragen").types("Nummer van het briefje", "1").page.keyboard.press("Enter")
    linde.host.presses("Vandaag gevraagd hoe het ging").reads("Nazorg bij 1 is gedaan.")


def the_café_moves(linde: Linde) -> None:
    """The room is taken on Thursday: the knitting café is moved to Friday, and four come."""
    linde.it_is(15, "13.30")
    linde.host.at("vandaag").follows("Breicafé").moves_to(day(16), "De ruimte is niet vrij")
    linde.host.reads("Dit is verplaatst.")
    linde.it_is(16, "14.30")
    linde.host.at("vandaag").counts_in("Breicafé", times=4).sees_visits(4)


def a_story(linde: Linde) -> None:
    """Somebody says what the place means, and that it may be printed; the coordinator picks it."""
    linde.it_is(20, "15.00")
    desk = linde.coordinator.at("verhalen").types(
        "Wat zei de bewoner?", "Hier drink ik koffie met de hele straat."
    )
    desk.chooses("De bewoner wil dat dit op het maandblad komt").presses("Bewaar")
    desk.page.get_by_role("button", name=re.compile("^Kies voor oktober")).click()
    desk.reads("Op het maandblad van oktober")


def you_said_we_did(linde: Linde) -> None:
    """People asked for a lamp at the door; it burns, and the tablet says so to who comes in."""
    linde.it_is(22, "10.00")
    linde.coordinator.at("u-zei").types("U zei", "Het is donker bij de deur.")
    linde.coordinator.types("Wij deden", "Er brandt nu een lamp.").presses("Bewaar")
    linde.coordinator.reads("Er brandt nu een lamp.")
    linde.it_is(22, "10.05")
    thanks = linde.visitor.finds_the_tablet_on().taps("Open inloop").goes_on("Goed")
    assert "Er brandt nu een lamp." in thanks
    linde.host.at("vandaag").sees_visits(1)


def the_reflection(linde: Linde) -> None:
    """The team scores its own way of working, talks, and agrees on one thing."""
    linde.it_is(29, "16.00")
    for colleague in (linde.host, linde.coordinator):
        colleague.at("reflectie?maand=2026-10").gives_scores(4).presses("Bewaar mijn cijfers")
    desk = linde.coordinator.types("Wat doen we anders?", "Wij vragen elke week wat beter kan.")
    desk.presses("Bewaar").reads("De afspraak is bewaard.")


def a_pass_is_forgotten(linde: Linde) -> None:
    """The holder of the first pass moves away and has it erased; the visits stay as numbers."""
    linde.it_is(30, "11.00")
    linde.visitor.finds_the_tablet_on().scans(linde.cards[0]).goes_on()
    linde.host.at("vandaag").sees_visits(1)
    linde.host.holds_up(linde.cards[0]).reads("Helpt mee").chooses("Ja, wis alles van deze pas")
    linde.host.presses("Wis deze pas").reads("Van deze pas weten we niets meer.")


def the_draft_is_printed(linde: Linde) -> str:
    """Monday the second of November: the coordinator prints the draft of October."""
    linde.it_is(33, "9.30")
    linde.coordinator.at("maandblad").reads("Concept.")
    return linde.coordinator.gets_pdf("maandblad/2026-10.pdf")


SCENES: tuple[Callable[[Linde], None], ...] = (
    the_doors_open,
    people_walk_in,
    two_neighbours_tap,
    a_pass_is_given_out,
    the_same_pass_again,
    a_school_class,
    a_lost_pass,
    the_lost_pass_is_scanned,
    a_lesson_is_cancelled,
    a_warm_referral,
    the_knitting_café,
    five_instead_of_one,
    a_paper_day,
    a_correction,
    meals,
    how_did_it_go,
    the_café_moves,
    a_story,
    you_said_we_did,
    the_reflection,
    a_pass_is_forgotten,
)
