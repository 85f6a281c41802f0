"""Verhalen: kept with consent only, chosen by who makes the sheet, thrown away by anybody."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.paper import printing
from registry.support import queries
from registry.support.queries import StoryView
from tests.builders import a_story
from tests.web.conftest import TEAM, Neighbourhood

PAGE = "/team/verhalen"


def send(client: FlaskClient, **fields: object) -> TestResponse:
    data = {"quote": "Ik kom graag.", "consent": "y", "consent_on": "2026-11-20", "goals": ["SC"]}
    return client.post(PAGE, data={**data, **fields})


def kept(here: Neighbourhood) -> tuple[StoryView, ...]:
    return queries.stories(centre_id=here.linde)


@pytest.mark.parametrize("who", TEAM)
def test_a_quote_with_consent_is_kept_with_its_goals(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    page = client.get(send(client).location).text
    assert "‘Ik kom graag.’" in page
    assert "Toestemming op 20 november 2026 · Sociale cohesie" in page
    (story,) = kept(neighbourhood)
    assert (story.consent_on, story.goals) == (date(2026, 11, 20), {"SC"})


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("quote", "", "Schrijf op wat iemand zei."),
        ("quote", " \t ", "Schrijf op wat iemand zei."),
        ("quote", "x" * 201, "hoogstens 200 tekens"),
        ("consent", "", "Vraag eerst of het mag."),
        ("consent_on", "2026-11-24", "Deze dag kan niet"),
        ("consent_on", "0026-11-20", "Deze dag kan niet"),
        ("consent_on", "", "Vul de dag in."),
        ("goals", ["SC", "XX"], "goals-error"),
    ],
)
def test_without_consent_or_words_nothing_is_kept_and_nothing_typed_is_lost(
    neighbourhood: Neighbourhood, field: str, value: object, said: str
) -> None:
    answer = send(neighbourhood.browser("host"), **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    if field != "quote":
        assert "Ik kom graag.</textarea>" in answer.text
    assert kept(neighbourhood) == ()


def test_a_story_is_chosen_for_this_month_or_the_last(neighbourhood: Neighbourhood) -> None:
    story = a_story(neighbourhood.linde)
    client = neighbourhood.browser("coordinator")
    page = client.get(PAGE).text
    assert re.findall(r"Kies voor (\w+)", page) == ["november", "oktober"]
    answer = client.post(f"{PAGE}/{story}/kies", data={"maand": "2026-10"})
    assert "Dit verhaal komt op het maandblad van oktober 2026." in client.get(answer.location).text
    assert "Ik kom graag." in client.get("/team/maandblad/2026-10").text
    assert client.post(f"{PAGE}/{story}/kies", data={"maand": "2026-09"}).status_code == 400
    client.post(f"{PAGE}/{story}/kies", data={"maand": ""})
    assert kept(neighbourhood)[0].chosen_for is None


def test_a_host_keeps_and_throws_away_but_does_not_choose(neighbourhood: Neighbourhood) -> None:
    story = a_story(neighbourhood.linde)
    client = neighbourhood.browser("host")
    assert "Kies voor" not in client.get(PAGE).text
    assert client.post(f"{PAGE}/{story}/kies", data={"maand": "2026-10"}).status_code == 403
    answer = client.post(f"{PAGE}/{story}/trek-in")
    assert "Het verhaal is weg" in client.get(answer.location).text
    assert kept(neighbourhood) == ()


def test_a_withdrawn_story_stands_on_no_kept_pdf(
    neighbourhood: Neighbourhood, tmp_path: Path
) -> None:
    story, warm = a_story(neighbourhood.linde), printing.open_printer(tmp_path / "paper")
    try:
        warm.kept.keep("a sheet with the story", b"%PDF")
        neighbourhood.browser("host").post(f"{PAGE}/{story}/trek-in")
        assert list((tmp_path / "paper").iterdir()) == []
    finally:
        printing.close_printer()


def test_stories_are_found_by_goal(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert "Er zijn nog geen verhalen." in client.get(PAGE).text
    for quote, goal in (("Over de wijk.", "SC"), ("Over mij.", "SV")):
        a_story(neighbourhood.linde, quote, goals=[goal])
    page = client.get(f"{PAGE}?doel=SV").text
    assert "Over mij." in page
    assert "Over de wijk." not in page
    assert "Niets gevonden met dit filter." in client.get(f"{PAGE}?doel=MP").text
    assert "Over de wijk." in client.get(f"{PAGE}?doel=onzin").text
