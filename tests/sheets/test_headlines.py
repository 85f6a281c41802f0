from dataclasses import replace
from datetime import date

import pytest

from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import Month, Outcome
from registry.figures.month import MonthFigures, figures
from registry.figures.summary import summarise
from registry.sheets import wording
from registry.sheets.page_data import AskedLine, Before, CaseCell, MoodLine, OBar, VisitsTile
from tests.figures.build import facts, october

from .build import LINES, a_sheet, an_empty_month
from .build import OCTOBER as OCTOBER_FACTS

OCTOBER = Month(2026, 10)
TOO_FEW = Withheld(Reason.TOO_FEW_ANSWERS)


def visits(count: int, direction: str = "unknown", percent: int | None = None) -> VisitsTile:
    return VisitsTile(
        count=count, direction=direction, percent=percent, by_phone=None, late=None, trend=()
    )


def bars(**attendance: int) -> list[OBar]:
    everything = sum(attendance.values())
    return [
        OBar(
            o=name.lower(),
            name=name,
            activities=1,
            attendance=people,
            percent=round(100 * people / everything) if everything else 0,
            before=None,
        )
        for name, people in attendance.items()
    ]


def september_then(*open_days: date) -> MonthFigures:
    """An October in which nobody came, after a September in which somebody did."""
    now = facts(open_days=open_days)
    september = replace(summarise(OCTOBER_FACTS, LINES), month=Month(2026, 9))
    return figures(now, LINES, [september])


def asked(text: str, favourable: str = "ja", points: int | None = None) -> AskedLine:
    """A question that was compared; `points` is the difference (None: no more than chance)."""
    direction = None if points is None else "higher" if points > 0 else "lower"
    before = Before(
        month=Month(2026, 7),
        percent=50,
        points=abs(points) if points else None,
        direction=direction,
    )
    return AskedLine(
        question="SC-I1",
        text=text,
        on_leaving=False,
        felt_change=False,
        n=Shown(60),
        response=Shown(50),
        favourable=favourable,
        percent=60,
        of_ten=None,
        withheld=None,
        before=before,
        bar=None,
    )


MOOD = MoodLine(
    text="Hoe gaat het?",
    n=TOO_FEW,
    response=TOO_FEW,
    percent=None,
    low=None,
    high=None,
    of_ten=None,
    withheld=TOO_FEW,
    bar=None,
)


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (25, "een kwart"),
        (28, "ruim een kwart"),
        (30, "bijna een derde"),
        (47, "bijna de helft"),
        (50, "de helft"),
        (54, "ruim de helft"),
        (58, "58%"),
        (10, "10%"),
        (74, "bijna driekwart"),
        (100, "100%"),
    ],
)
def test_a_share_has_a_word_only_near_a_plain_fraction(percent: int, words: str) -> None:
    assert wording.share(percent) == words


def test_the_headline_says_how_often_people_came_and_for_what() -> None:
    found = wording.headline(
        visits(2418, "more", 9), bars(Ontmoeten=47, Ontspannen=30, Ondernemen=23), OCTOBER
    )  # fmt: skip
    assert found == (
        "Er kwam 2.418 keer iemand binnen. Bijna de helft van de deelnames was voor Ontmoeten."
    )


@pytest.mark.parametrize(("direction", "word"), [("less", "minder"), ("more", "meer")])
def test_a_large_change_is_in_the_headline_down_as_well_as_up(direction: str, word: str) -> None:
    found = wording.headline(visits(900, direction, 12), bars(A=1, B=3), OCTOBER)
    assert found.startswith(f"Er kwam 900 keer iemand binnen, 12% {word} dan in september.")


def test_months_in_which_nobody_came_or_nothing_was_chosen_say_so() -> None:
    nothing = bars(Ontmoeten=0)
    assert a_sheet(september_then(october(5))).headline == "Er zijn geen bezoeken geteld."
    assert a_sheet(september_then()).headline == "Het centrum was deze maand dicht."
    assert wording.headline(visits(1), nothing, OCTOBER) == (
        "Er kwam 1 keer iemand binnen. Niemand koos een activiteit."
    )


@pytest.mark.parametrize("open_days", [(october(5),), ()])
def test_a_centre_that_does_not_count_yet_is_not_said_to_be_closed_or_empty(
    open_days: tuple[date, ...],
) -> None:
    sheet = a_sheet(an_empty_month(*open_days))
    assert sheet.headline == "Er is deze maand nog niet geteld."
    assert sheet.answers.headline == "Er is deze maand nog niets gevraagd."
    assert a_sheet(september_then()).answers.headline != sheet.answers.headline


def test_equal_and_only_o_s_are_named_as_such() -> None:
    equal = wording.headline(visits(9), bars(Ontmoeten=4, Ontspannen=4, A=1), OCTOBER)
    assert "De meeste deelnames waren voor Ontmoeten en Ontspannen, voor elk evenveel." in equal
    only = wording.headline(visits(9), bars(Ontmoeten=4, A=0), OCTOBER)
    assert "Alle deelnames waren voor Ontmoeten." in only
    nearly = wording.headline(visits(9), bars(Ontmoeten=400, A=1), OCTOBER)
    assert "Bijna alle deelnames waren voor Ontmoeten." in nearly


def test_a_change_beyond_chance_is_named_with_its_answer_and_the_rest_is_not_hidden() -> None:
    found = wording.answers_headline(
        [asked("Durft u hulp te vragen?", points=28), asked("Hoort u erbij?")], MOOD, tests=2
    )
    assert found == (
        "Op ‘Durft u hulp te vragen?’ koos een groter deel ‘ja’."
        " Bij de andere vragen zien we geen verschil."
    )


def test_the_largest_change_comes_first_also_when_it_is_bad_news() -> None:
    lines = [
        asked("A?", points=12),
        asked("Mist u mensen?", favourable="nee", points=-30),
        asked("B?", points=11),
    ]
    assert wording.answers_headline(lines, MOOD, tests=3) == (
        "Op ‘Mist u mensen?’ koos een kleiner deel ‘nee’ en op ‘A?’ koos een groter deel ‘ja’."
        " Ook bij 1 andere vraag zien we verschil."
    )


def test_no_change_and_nothing_to_compare_are_different_findings() -> None:
    line = asked("A?")
    assert "geen enkele vraag" in wording.answers_headline([line], MOOD, tests=1)
    assert "kan nog niet" in wording.answers_headline([line], MOOD, tests=0)
    thin = replace(line, percent=None, withheld=TOO_FEW, before=None)
    assert "te weinig antwoorden" in wording.answers_headline([thin], MOOD, tests=0)


def outcome(key: Outcome, value: int | None) -> CaseCell:
    figure = Shown(value, Precision.ROUNDED) if value else Withheld(Reason.FEWER_THAN_5)
    return CaseCell(key=key, name=key, figure=figure)


def test_help_is_headed_by_the_share_of_the_printed_numbers_handed_over_warmly() -> None:
    cells = [outcome(Outcome.HELPED_HERE, 45), outcome(Outcome.WARM_REFERRAL, 25)]
    rest = [outcome(Outcome.REFERRED, 10), outcome(Outcome.OPEN, 10)]
    assert wording.outcomes_headline([*cells, *rest]) == "Ruim een kwart warm overgedragen"
    assert wording.outcomes_headline(cells[1:]) == "Alles warm overgedragen"
    assert wording.outcomes_headline([outcome(Outcome.WARM_REFERRAL, None)]) == "Hoe liep het af?"
