"""What a poster's page never does, and what it does not let others do."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from flask import Flask

from tests.builders import (
    MONDAY_TEN,
)
from tests.kiosk.wall import Wall, told


def test_no_page_sets_a_cookie_or_asks_another_host(wall: Wall) -> None:
    code = wall.code()
    for response in (
        wall.open(code),
        wall.phone.post(f"/p/{code}", data=wall.form(code)),
        wall.open(f"{code}/dank"),
        wall.open("ZZZZZZZZ"),
    ):
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
        assert re.findall(r'(?:src|href|action)="(https?:)?//', response.text) == []


def test_a_native_form_that_may_not_say_where_it_comes_from_is_taken(wall: Wall) -> None:
    sent = wall.phone.post(
        f"/p/{wall.code()}", data=wall.form(wall.code()), headers={"Origin": "null"}
    )
    assert sent.status_code == 303
    assert len(wall.counted()) == 1


def test_guessing_codes_is_slowed_and_a_queue_is_not(wall: Wall) -> None:
    code = wall.code()
    for _ in range(30):
        assert wall.open(code).status_code == 200
    answers = [wall.open(f"ZZZZZZ{number:02}").status_code for number in range(25)]
    assert answers[:20] == [404] * 20
    assert set(answers[20:]) == {429}
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=2), tick=False):
        assert wall.open("ZZZZZZZZ").status_code == 404


def test_who_guesses_keeps_nobody_else_on_the_same_wifi_out(wall: Wall) -> None:
    code = wall.code()
    for number in range(25):
        last = wall.open(f"ZZZZZZ{number:02}")
    assert last.status_code == 429
    assert wall.open(code).status_code == 200
    assert wall.phone.post(f"/p/{code}", data=wall.form(code)).status_code == 303
    assert len(wall.counted()) == 1
    assert wall.open(f"{code}/dank").status_code == 200
    assert wall.open("ZZZZZZZZ").status_code == 429


def test_forms_have_a_limit_too(wall: Wall) -> None:
    form = wall.form(wall.code())
    answers = [wall.phone.post(f"/p/{wall.code()}", data=form).status_code for _ in range(62)]
    assert answers == [303] * 60 + [429] * 2


def test_an_unknown_code_is_told_kindly(wall: Wall) -> None:
    page = wall.open("ZZZZZZZZ")
    assert page.status_code == 404
    assert told(page) == "Deze code werkt niet. Vraag de gastvrouw of gastheer."


def test_without_a_public_address_there_are_no_posters(book: Flask) -> None:
    with time_machine.travel(MONDAY_TEN, tick=False):
        wall = Wall(book)
        assert wall.open(wall.code()).status_code == 404
        assert "Deze code werkt niet" not in wall.open(wall.code()).text
