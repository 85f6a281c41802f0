"""Pages at the shared desk: typing keeps it open, and after its lock one is back where one was."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood
from tests.web.test_desk import a_pin, at_desk, type_in


def test_who_types_is_there_until_five_minutes_after_that(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    type_in(client, *a_pin(neighbourhood, "host"))
    typed = {"HX-Request": "true", "Inloop-Typed": "true"}
    for minute in range(1, 20):
        with time_machine.travel(MONDAY_TEN + timedelta(minutes=minute), tick=False):
            assert client.get("/team/balie/hier", headers=typed).status_code == 204
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=24), tick=False):
        assert client.get("/team/balie/hier", headers=typed).headers["HX-Redirect"]


@pytest.mark.parametrize(
    ("shown", "asked", "onward"),
    [
        (
            "http://localhost/team/passen?bladzijde=2#top",
            "/team/balie/hier",
            "/team/passen?bladzijde=2",
        ),
        ("http://localhost/team/vandaag", "/team/vandaag/stand", "/team/vandaag"),
        ("http://localhost/team/mijn-account/wachtwoord", "/team/balie/hier", "/team/vandaag"),
        ("http://localhost/kiosk", "/team/balie/hier", "/team/vandaag"),
        ("http://elders.voorbeeld/team/passen", "/team/balie/hier", "/team/vandaag"),
        ("http://[", "/team/balie/hier", "/team/vandaag"),
    ],
)
def test_after_the_lock_one_is_back_at_the_page_that_was_shown(
    neighbourhood: Neighbourhood, shown: str, asked: str, onward: str
) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    headers = {"HX-Request": "true", "HX-Current-URL": shown}
    lock = client.get(asked, headers=headers).headers["HX-Redirect"]
    assert client.post(lock, data={"wie": who, "pin": pin}).location == onward
    assert client.get(onward).status_code == 200
