"""What a centre says in words of its own: on its kiosk at once, as plain text, and nowhere else."""

from __future__ import annotations

import re

import pytest
from flask import render_template_string

from registry import speech
from registry.support import services as support
from registry.texts import services
from tests.builders import MONDAY_TEN, WORDING, a_centre, a_daily_activity, say_in_own_words
from tests.kiosk.conftest import Door
from tests.kiosk.test_pack import pack, screen, screens


def tag(door: Door) -> str:
    return door.client.get("/kiosk/pack.json").headers["ETag"]


def test_a_correction_is_on_the_tablet_at_once(door: Door) -> None:
    before, here = tag(door), {one["code"]: one.get("address") for one in pack(door)["languages"]}
    say_in_own_words(door.centre, "Welkom", "Hello there")
    assert "Hello there" in screen(door, "welkom", "en")
    after = {one["code"]: one.get("address") for one in pack(door)["languages"]}
    assert tag(door) != before
    assert after["en"] != here["en"]
    assert after["ar"] == here["ar"]


def test_a_question_and_its_answers_can_be_corrected(door: Door) -> None:
    say_in_own_words(door.centre, "ja", "yeah")
    asked = [html for name, html in screens(door, "en").items() if name.startswith("vraag:")]
    assert any(">yeah<" in html for html in asked)


def test_words_in_which_something_is_filled_in_can_be_corrected(door: Door) -> None:
    say_in_own_words(door.centre, "Veel plezier bij %(activity)s.", "Have fun: %(activity)s!")
    assert 'Have fun: <bdi data-slot="activity-title"></bdi>!' in screen(door, "dank", "en")


def test_each_way_to_count_can_be_corrected_on_its_own(door: Door) -> None:
    dutch = "%(number)s bezoeken bewaard (bij 3)"
    say_in_own_words(door.centre, dutch, "معا %(number)s", "ar")
    ways = dict(re.findall(r'data-way="(\w+)"[^>]*>(.*?)</span>', screen(door, "bewaard", "ar")))
    assert "معا" in ways.pop("few")
    assert {"one", "two", "many", "other"} <= set(ways)
    assert not any("معا" in one for one in ways.values())


@pytest.mark.parametrize("words", ["<b>Hi</b>", '"><img src=x>', "{{ 7 * 7 }}", "&lt;"])
def test_a_correction_is_plain_text(door: Door, words: str) -> None:
    for dutch in ("Welkom", "Uw pas", "ja"):
        say_in_own_words(door.centre, dutch, words)
    for html in screens(door, "en").values():
        assert "<b>Hi" not in html
        assert "<img" not in html
        assert ">49<" not in html
    escaped = {"<b>Hi</b>": "&lt;b&gt;Hi&lt;/b&gt;", "&lt;": "&amp;lt;"}.get(words)
    assert escaped is None or f">{escaped}</h1>" in screen(door, "welkom", "en")


def test_a_correction_stays_in_its_language_and_its_centre(door: Door) -> None:
    say_in_own_words(a_centre("Het Anker"), "Welkom", "Ahoy")
    say_in_own_words(door.centre, "Terug", "Go back")
    assert "Ahoy" not in screen(door, "welkom", "en")
    assert "Go back" not in "".join(screens(door, "ar").values())
    assert "Go back" not in "".join(screens(door).values())


def test_the_teams_pages_and_the_sheet_use_the_catalogue(door: Door) -> None:
    page = "{{ _('Welkom') }}"
    with door.app.test_request_context():
        with speech.speaking("en", {"Welkom": "Hello there"}):
            assert render_template_string(page) == "Hello there"
        assert render_template_string(page) == "Welkom"
    say_in_own_words(door.centre, "Welkom", "Hello there")
    pack(door)
    with door.app.test_request_context():
        assert render_template_string(page) == "Welkom"


def test_a_language_that_the_centre_does_not_speak_has_no_file(door: Door) -> None:
    assert door.client.get("/kiosk/pack/en.json").status_code == 200
    assert door.client.get("/kiosk/pack/tr.json").status_code == 404


def test_an_unchanged_language_is_not_sent_again(door: Door) -> None:
    first = door.client.get("/kiosk/pack/en.json")
    known = {"If-None-Match": first.headers["ETag"]}
    assert door.client.get("/kiosk/pack/en.json", headers=known).status_code == 304


def test_languages_turned_on_are_there_at_once(door: Door) -> None:
    pack(door)
    services.choose_languages(
        centre_id=door.centre,
        languages=("nl", "ti", "en"),
        known_drafts=("ti",),
        wording=WORDING,
        at=MONDAY_TEN,
        by=None,
    )
    assert [one["code"] for one in pack(door)["languages"]] == ["nl", "ti", "en"]
    assert "መርሓባ" in screen(door, "welkom", "ti")


def test_only_screens_that_differ_for_children_are_there_twice(door: Door) -> None:
    dutch, english = set(screens(door)), set(screens(door, "en"))
    twice = {name for name in dutch if name.endswith(":je")}
    assert {"wie:je", "stemming:je", "dank:je"} <= twice
    assert "welkom:je" not in dutch
    assert not {name for name in english if name.endswith(":je")}
    assert "met je?" in screen(door, "stemming:je")
    assert " u " not in screen(door, "wie:je")


def test_what_was_heard_is_in_dutch_where_nobody_wrote_it_in_the_language(door: Door) -> None:
    support.say_heard(
        centre_id=door.centre,
        month="2026-11",
        lines={"nl": ("Het is koud.", "Zo."), "en": ("It is cold.", "Zo.")},
        at=MONDAY_TEN,
        by=None,
    )
    a_daily_activity(door.centre, "Zingen")
    for language, own, line in (("en", "en", "It is cold."), ("ar", "nl", "Het is koud.")):
        html = screen(door, "dank", language)
        assert f'<dd lang="{own}" dir="ltr">{line}</dd>' in html
    assert "Het is koud." not in screen(door, "dank:je")
