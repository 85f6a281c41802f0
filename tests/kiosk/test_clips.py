"""Clips on the tablet: listed in the pack by what the screen shows, sent to its own centre only."""

from __future__ import annotations

from typing import Any

from registry.activities import queries as activities
from registry.activities.models import ActivityTitle
from registry.database import writing
from registry.spoken import services as spoken
from tests.builders import MONDAY_TEN, a_centre, a_wav
from tests.kiosk.conftest import Door


def keep(door: Door, language: str, text: str, pitch: int = 440) -> str:
    """Keep a clip at the door's centre."""
    return spoken.keep_clip(
        centre_id=door.centre,
        language=language,
        text=text,
        sound=a_wav(pitch),
        at=MONDAY_TEN,
        by=None,
    )


def pack(door: Door) -> dict[str, Any]:
    """Return the tablet's pack, made anew, with the screens of all its languages."""
    door.app.extensions.pop("inloop_packs", None)
    made: dict[str, Any] = door.client.get("/kiosk/pack.json").get_json()
    for address in (one.get("address") for one in made["languages"]):
        for name, html in door.client.get(address).get_json()["screens"].items() if address else ():
            made["screens"].setdefault(name, {}).update(html)
    return made


def test_the_pack_lists_clips_by_the_words_on_the_screen(door: Door) -> None:
    dutch, arabic = keep(door, "nl", "Welkom"), keep(door, "ar", "Welkom", 500)
    made = pack(door)
    assert made["clips"]["nl"] == {"Welkom": f"/kiosk/clips/{dutch}"}
    ((words, address),) = made["clips"]["ar"].items()
    assert address == f"/kiosk/clips/{arabic}"
    assert words in made["screens"]["welkom"]["ar"]


def test_an_activity_is_found_by_its_name_in_the_language(door: Door) -> None:
    course = activities.activities(centre_id=door.centre)[1]
    key = {"centre_id": door.centre, "activity_id": course.id, "language": "en"}
    with writing() as connection:
        connection.execute(ActivityTitle.__table__.insert().values(**key, title="Cycling"))  # type: ignore[attr-defined]
    keep(door, "en", course.title)
    assert list(pack(door)["clips"]["en"]) == ["Cycling"]


def test_a_tablet_hears_its_own_centre_and_keeps_it_for_ever(door: Door) -> None:
    digest = keep(door, "nl", "Welkom")
    heard = door.client.get(f"/kiosk/clips/{digest}")
    assert (heard.status_code, heard.mimetype, heard.data) == (200, "audio/wav", a_wav())
    assert heard.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    elsewhere = spoken.keep_clip(
        centre_id=a_centre("Het Anker"),
        language="nl",
        text="Welkom",
        sound=a_wav(700),
        at=MONDAY_TEN,
        by=None,
    )
    assert door.client.get(f"/kiosk/clips/{elsewhere}").status_code == 404
    assert door.client.get("/kiosk/clips/nothing").status_code == 404


def test_a_stranger_hears_nothing(door: Door) -> None:
    digest = keep(door, "nl", "Welkom")
    assert door.app.test_client().get(f"/kiosk/clips/{digest}").status_code == 401
