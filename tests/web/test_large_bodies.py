"""More than a form's worth comes in where a page is for that, and only from who may come there."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import Neighbourhood

LARGE = bytes(3 * 1024 * 1024 // 2)
EVERY_PLACE = pytest.mark.parametrize(
    ("place", "field"),
    [
        ("/team/oude-lijsten", "bestand"),
        ("/team/instellingen/logo", "picture"),
        ("/team/instellingen/voorlezen/opname", "sound"),
    ],
)


def send(client: FlaskClient, place: str, field: str) -> tuple[TestResponse, int]:
    """Send a large file, and return how much of it was read too."""
    body = io.BytesIO(
        b"--x\r\nContent-Disposition: form-data; "
        b'name="%s"; filename="a"\r\n\r\n%s\r\n--x--\r\n' % (field.encode(), LARGE)
    )
    answer = client.post(
        place,
        input_stream=body,
        content_type="multipart/form-data; boundary=x",
        content_length=len(body.getbuffer()),
    )
    return answer, body.tell()


@EVERY_PLACE
def test_a_coordinator_can_send_a_large_file(
    neighbourhood: Neighbourhood, place: str, field: str
) -> None:
    answer, read = send(neighbourhood.browser("coordinator"), place, field)
    assert answer.status_code in (400, 422)
    assert read > len(LARGE)


@EVERY_PLACE
@pytest.mark.parametrize(("who", "status"), [("stranger", 303), ("host", 403)])
def test_of_who_may_not_come_in_nothing_is_read(
    neighbourhood: Neighbourhood, place: str, field: str, who: str, status: int
) -> None:
    answer, read = send(neighbourhood.browser(who), place, field)
    assert (answer.status_code, read) == (status, 0)


def test_who_is_signed_in_sends_no_more_than_a_form_elsewhere(neighbourhood: Neighbourhood) -> None:
    answer, _ = send(neighbourhood.browser("coordinator"), "/team/partners", "name")
    assert answer.status_code == 413
