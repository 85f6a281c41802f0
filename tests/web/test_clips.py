"""Voorlezen: a coordinator records what the kiosk says, hears it, replaces and removes it."""

from __future__ import annotations

import io
import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql
from werkzeug.test import TestResponse

from registry.database import reading
from registry.spoken import queries
from registry.spoken.services import MOST_BYTES
from registry.web.clips import MOST_SENT, anchor_of
from tests.builders import a_wav
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/voorlezen"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def record(
    client: FlaskClient,
    sound: bytes | None,
    *,
    text: str = "Welkom",
    language: str = "nl",
    name: str = "welkom.wav",
    headers: dict[str, str] | None = None,
) -> TestResponse:
    """Send a recording as the page's form does."""
    data: dict[str, object] = {"language": language, "text": text}
    if sound is not None:
        data["sound"] = (io.BytesIO(sound), name)
    return client.post(f"{PAGE}/opname", data=data, headers=headers)


def kept(here: Neighbourhood) -> list[tuple[str, str]]:
    """Return the language and text of each clip of De Linde."""
    return [(clip.language, clip.text) for clip in queries.clips(centre_id=here.linde)]


def test_everything_that_is_read_aloud_stands_there(coordinator: FlaskClient) -> None:
    page = coordinator.get(PAGE).text
    for text in ("Welkom", "Overslaan", "Mist u mensen om u heen?", "ja", "Open inloop"):
        assert f'name="text" value="{text}"' in page
    assert re.search(r"<b>0 van \d+ opgenomen</b>", page)


def test_another_language_shows_its_words_and_the_dutch(coordinator: FlaskClient) -> None:
    page = coordinator.get(f"{PAGE}?taal=ar").text
    assert '<b lang="ar" dir="rtl">أهلًا وسهلًا</b><span class="soft">Welkom</span>' in page
    assert coordinator.get(f"{PAGE}?taal=xx").status_code == 404


def test_a_recording_is_kept_and_heard(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    response = record(coordinator, a_wav())
    assert response.status_code == 303
    assert response.location == f"{PAGE}?taal=nl#{anchor_of('Welkom')}"
    page = coordinator.get(response.location).text
    assert "De opname is bewaard." in page
    (address,) = re.findall(r'<audio controls preload="none" src="([^"]+)"', page)
    heard = coordinator.get(address)
    assert (heard.mimetype, heard.data) == ("audio/wav", a_wav())
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert kept(neighbourhood) == [("nl", "Welkom")]


def test_a_recording_is_replaced_and_removed(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    record(coordinator, a_wav(300))
    record(coordinator, a_wav(500))
    assert len(kept(neighbourhood)) == 1
    coordinator.post(f"{PAGE}/weg", data={"language": "nl", "text": "Welkom"})
    assert kept(neighbourhood) == []
    with reading() as connection:
        deeds = connection.execute(
            sql("SELECT action FROM audit_entry WHERE action LIKE 'clip.%'")
        ).scalars()
        assert sorted(deeds) == ["clip.keep", "clip.keep", "clip.remove"]


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        (None, "Kies eerst een bestand."),
        (b"", "De tablet kan dit niet afspelen."),
        (b"<script>alert(1)</script>", "De tablet kan dit niet afspelen."),
        (a_wav() + bytes(MOST_BYTES), "Dit bestand is 503 kB en mag 500 kB zijn."),
        (a_wav() + bytes(3 * 1024 * 1024), "en mag 500 kB zijn."),
    ],
    ids=["none", "empty", "a script", "too large", "far too large"],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, sound: bytes | None, said: str
) -> None:
    record(coordinator, a_wav())
    response = record(coordinator, sound)
    assert response.status_code == 422
    line = response.text.split(f'id="{anchor_of("Welkom")}"')[1].split("</li>")[0]
    assert said in line
    assert 'aria-invalid="true"' in line
    assert response.text.count('role="alert"') == 1
    assert kept(neighbourhood) == [("nl", "Welkom")]


def test_only_a_recording_may_be_that_large(coordinator: FlaskClient) -> None:
    sent = record(coordinator, bytes(MOST_SENT))
    assert sent.status_code == 413
    elsewhere = coordinator.post(
        f"{PAGE}/weg", data={"sound": (io.BytesIO(bytes(2 * 1024 * 1024)), "a.wav")}
    )
    assert elsewhere.status_code == 413


def test_htmx_gets_the_page_with_the_line(coordinator: FlaskClient) -> None:
    response = record(coordinator, a_wav(), headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "<b>1 van" in response.text


@pytest.mark.parametrize(("language", "text"), [("nl", "Iets anders"), ("xx", "Welkom")])
def test_what_is_not_read_aloud_here_is_not_there(
    coordinator: FlaskClient, language: str, text: str
) -> None:
    assert record(coordinator, a_wav(), language=language, text=text).status_code == 404


def test_the_name_of_a_file_says_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    assert record(coordinator, a_wav(), name="foto.png").status_code == 303
    assert record(coordinator, b"\x89PNG\r\n", text="ja", name="ja.mp3").status_code == 422
    assert kept(neighbourhood) == [("nl", "Welkom")]


def test_a_digest_of_nobody_is_not_there(coordinator: FlaskClient) -> None:
    assert coordinator.get(f"{PAGE}/{uuid.uuid4().hex}").status_code == 404
