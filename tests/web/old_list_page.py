"""The page of old lists as a browser uses it: files sent, forms filled in, what it tells."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.visits import queries as visits
from tests.web.conftest import Neighbourhood

PAGE = "/team/oude-lijsten?centrum=de-linde"
FRIDAY = date(2026, 11, 20)
GOOD = "Datum;Activiteit;Naam;Aantal\n20-11-2026;open inloop;Fatima;12\n19-11-2026;Bingo;Jan;7\n"


def send(client: FlaskClient, content: str | bytes, name: str = "lijst.csv") -> TestResponse:
    """Send a file."""
    body = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, data={"bestand": (io.BytesIO(body), name)})


def form_of(text: str, button: str) -> dict[str, str]:
    """Return what the form with a button sends as it stands."""
    (form,) = [one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if button in one]
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)".*?>(.*?)</select>', form, re.S
    ):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[0] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    return {name: unescape(value) for name, value in sent.items()}


def again(client: FlaskClient, shown: TestResponse, **changes: str) -> TestResponse:
    """Look once more with other choices."""
    return client.post(PAGE, data={**form_of(shown.text, "Kijk opnieuw"), **changes})


def put_in(client: FlaskClient, shown: TestResponse) -> TestResponse:
    """Count in what was looked at, and go where that leads."""
    done = client.post(PAGE, data={**form_of(shown.text, "erbij"), "deed": "zet"})
    return client.get(done.location)


def counted(here: Neighbourhood, day: date = FRIDAY) -> list[int]:
    """Return the parties that count on a day at De Linde."""
    found = visits.standing(centre_id=here.linde, first_day=day, last_day=day)
    return sorted(one.party for one in found)


def why_not(shown: TestResponse) -> dict[str, list[str]]:
    """Return the rows that can't count, by what the page says of them."""

    def words(text: str) -> str:
        return unescape(" ".join(re.sub(r"<[^>]*>", " ", text).split()))

    found = re.findall(r"<summary><b>(.*?)</b>.*?<ul>(.*?)</ul>", shown.text, re.DOTALL)
    return {
        unescape(reason): [words(row) for row in re.findall(r"<li>(.*?)</li>", rows, re.DOTALL)]
        for reason, rows in found
    }


def field_named(shown: TestResponse, label: str) -> str:
    """Return the name of the field with this label."""
    return re.findall(rf'<label for="([^"]+)">{label}', shown.text)[0]


def logbook(here: Neighbourhood) -> str:
    """Return the log that an admin reads."""
    return here.browser("admin").get("/team/instellingen/logboek?centrum=de-linde").text
