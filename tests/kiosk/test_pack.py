"""The pack a tablet keeps in memory: the day's screens in every language, and what is asked."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

import time_machine

from kiosk import programme
from kiosk.screens import FOR_THE_HOST
from registry import icons
from registry.activities import services as activities
from registry.answers import deal, services
from registry.theory.load import load
from tests.builders import ILL, MONDAY_TEN, a_daily_activity, occurrence_on
from tests.kiosk.conftest import Door

MONTH = MONDAY_TEN.month


def pack(door: Door) -> dict[str, Any]:
    response = door.client.get("/kiosk/pack.json")
    assert response.status_code == 200
    content: dict[str, Any] = json.loads(response.data)
    return content


def screens(door: Door, language: str = "nl") -> dict[str, str]:
    """Return every screen in a language, from the first file of the pack and the one it names."""
    content = pack(door)
    (file,) = [one["address"] for one in content["languages"] if one["code"] == language]
    found = {**content["screens"], **json.loads(door.client.get(file).data)["screens"]}
    return {name: html[language] for name, html in found.items() if language in html}


def screen(door: Door, name: str, language: str = "nl") -> str:
    return screens(door, language)[name]


def test_five_cards_are_on_the_first_screen_and_the_rest_behind_a_button(door: Door) -> None:
    for number in range(3):
        a_daily_activity(door.centre, f"Les {number}")
    welcome = screen(door, "welkom")
    assert welcome.count('data-event="check_in"') == 5
    assert "Meer vandaag" in welcome
    assert screen(door, "meer").count('data-event="check_in"') == 6


def test_every_icon_comes_once_with_the_page_or_with_a_file_of_the_pack(door: Door) -> None:
    """The page brings those of the screens that it holds itself, whatever is held that day."""
    page, first = door.client.get("/kiosk/").text, pack(door)
    (dutch,) = [one["address"] for one in first["languages"] if one["code"] == "nl"]
    later = json.loads(door.client.get(dutch).data)["icons"]
    spare = icons.used_in(re.findall(r"<template data-spare.*?</template>", page, re.DOTALL))
    sent = re.findall(r'<symbol id="i-([a-z0-9-]+)"', first["icons"] + later)
    assert "chats-circle" in spare
    assert spare <= set(re.findall(r'<symbol id="i-([a-z0-9-]+)"', page))
    assert icons.used_in(screens(door).values()) <= spare.union(sent)
    assert len(sent) == len(set(sent))
    assert "chats-circle" not in sent


def test_without_more_there_is_no_button_for_more(door: Door) -> None:
    assert "Meer vandaag" not in screen(door, "welkom")


def test_open_inloop_comes_first_and_says_that_it_is_open(door: Door) -> None:
    welcome = screen(door, "welkom")
    assert welcome.index(str(door.inloop)) < welcome.index(str(door.course))
    assert "Nu open" in welcome


def test_what_is_over_or_called_off_is_not_offered(door: Door) -> None:
    early = a_daily_activity(door.centre, "Ontbijt", starts=time(9), ends=time(9, 30))
    over = occurrence_on(door.centre, early, MONDAY_TEN.date())
    activities.cancel_occurrence(
        centre_id=door.centre, occurrence_id=door.course, why=ILL, at=MONDAY_TEN, by=None
    )
    for name in ("welkom", "meer"):
        html = screen(door, name)
        assert str(over) not in html
        assert str(door.course) not in html
        assert str(door.inloop) in html


def test_every_screen_is_there_in_every_language(door: Door) -> None:
    listed = pack(door)["languages"]
    assert [language["dir"] for language in listed] == ["ltr", "ltr", "rtl"]
    dutch = {name for name in screens(door) if not name.endswith(":je")} - set(FOR_THE_HOST)
    assert {"welkom", "wie", "stemming", "dank"} < dutch
    for language in listed:
        found = screens(door, language["code"])
        assert dutch <= set(found)
        assert all(html.strip() for html in found.values())


def test_a_sensitive_activity_and_one_for_children_ask_no_indicator(door: Door) -> None:
    children = a_daily_activity(door.centre, "Knutselen", for_children=True)
    party = occurrence_on(door.centre, children, MONDAY_TEN.date())
    deals = pack(door)["deals"]
    assert deals[str(door.surgery)] == []
    assert deals[str(party)] == []
    assert any(deals[str(door.course)])
    assert sorted(set(deals["weg"])) == ["SV-I1", "VO-I3", "VO-I4"]


def test_every_question_that_is_dealt_has_its_screen(door: Door) -> None:
    content = pack(door)
    dealt = {key for turns in content["deals"].values() for key in turns if key}
    assert {f"vraag:{key}" for key in dealt} <= set(content["screens"])


def test_a_felt_change_is_dealt_in_words_of_its_own_in_every_language(door: Door) -> None:
    theory = load()
    six = deal.month_set(theory.rotating(), MONTH)
    felt = six[0]
    level = screens(door)[f"vraag:{felt}"]
    services.choose_set(
        centre_id=door.centre,
        month=f"2026-{MONTH}",
        chosen={key: "verandering" if key == felt else "niveau" for key in six},
        theory=theory,
        at=MONDAY_TEN,
        by=None,
    )
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=1), tick=False):
        content = pack(door)
        drawn = {code: screens(door, code) for code in ("nl", "en", "ar")}
    assert felt in content["deals"][str(door.course)]
    question = theory.question(felt, "verandering")
    dutch = drawn["nl"][f"vraag:{felt}"]
    assert question.change in dutch
    assert all(f">{option.label}<" in dutch for option in question.options)
    assert theory.question(felt).text in level
    assert theory.question(felt).text not in dutch
    for key in six:
        said = {code: html[f"vraag:{key}"] for code, html in drawn.items()}
        assert len(set(said.values())) == len(said)
        ways = {way for html in said.values() for way in re.findall(r'data-variant="(\w+)"', html)}
        assert ways == {"verandering" if key == felt else "niveau"}
    for code in ("en", "ar"):
        assert "Sinds u hier komt" not in drawn[code][f"vraag:{felt}"]


def test_where_questions_are_off_the_pack_asks_nothing(door: Door) -> None:
    services.ask(centre_id=door.centre, asks=False, at=MONDAY_TEN, by=None)
    content = pack(door)
    assert content["deals"]
    assert not any(content["deals"].values())
    for code in ("nl", "en", "ar"):
        drawn = screens(door, code)
        assert not [name for name in drawn if name.startswith(("vraag", "stemming"))]
        assert 'data-event="answer"' not in "".join(drawn.values())
        assert 'data-go="leaving"' not in drawn["welkom"]


def test_an_unchanged_pack_is_not_sent_again(door: Door) -> None:
    first = door.client.get("/kiosk/pack.json")
    again = door.client.get("/kiosk/pack.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_a_new_activity_is_there_within_a_minute(door: Door) -> None:
    assert "Zingen" not in screen(door, "welkom")
    a_daily_activity(door.centre, "Zingen")
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=1), tick=False):
        assert "Zingen" in screen(door, "welkom")


def test_the_line_under_open_inloop_is_translated(door: Door) -> None:
    line = "Koffie, thee en een praatje."
    a_daily_activity(door.centre, "Inloop", type_key="A1", description=line, starts=time(8))
    assert line in screen(door, "welkom")
    assert "Coffee, tea" in screen(door, "welkom", "en")


def test_a_line_that_a_centre_wrote_itself_is_not_guessed(door: Door) -> None:
    line = "Met zelfgebakken taart."
    a_daily_activity(door.centre, "Inloop", type_key="A1", description=line, starts=time(8))
    assert line in screen(door, "welkom")
    assert line not in screen(door, "welkom", "en")


def test_the_days_that_a_tablet_may_be_on_its_own_follow_each_other_from_midnight() -> None:
    before_the_clocks_go_back = datetime(2026, 10, 23, 22, 30, tzinfo=UTC)
    days = list(programme.calendar(before_the_clocks_go_back))
    assert [day["date"] for day in days] == [f"2026-10-{date}" for date in range(24, 32)] + [
        "2026-11-01"
    ]
    begins = [datetime.fromisoformat(day["begins_at"]) for day in days]
    assert begins[1:] == [datetime.fromisoformat(day["ends_at"]) for day in days[:-1]]
    assert begins[0] == datetime(2026, 10, 23, 22, tzinfo=UTC)
    assert begins[2] - begins[1] == timedelta(hours=25)
