"""A link that is mailed, by a real mail server; and what happens where that fails."""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from registry import mail_server
from registry.settings import Settings, SettingsError
from tests.web.conftest import PASSWORD, Neighbourhood

LIST = "/team/instellingen/collegas"
GUEST = {"name": "Zoë", "email": "zoe@linde.voorbeeld", "role": "host"}


class Inbox:
    """Keeps what a mail server takes in."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    """Run a mail server and return what it keeps, and its port."""
    kept = Inbox()
    server = Controller(
        kept,
        hostname="127.0.0.1",
        port=0,
        auth_required=True,
        auth_require_tls=False,
        authenticator=lambda *parts: AuthResult(
            success=(parts[4].login, parts[4].password) == (b"inloop", b"p@ss/word")
        ),
    )
    server.port = free_port()
    server.start()
    yield kept, server.port
    server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def with_server(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    known = here.app.extensions["inloop_settings"].model_copy(update={"smtp_url": url})
    monkeypatch.setitem(here.app.extensions, "inloop_settings", known)


def test_an_invitation_is_mailed_and_its_link_works(
    neighbourhood: Neighbourhood, inbox: tuple[Inbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, port = inbox
    url = f"smtp://inloop:p%40ss%2Fword@127.0.0.1:{port}?from=inloop@example.org"
    with_server(neighbourhood, monkeypatch, url)
    page = neighbourhood.browser("coordinator").post(LIST, data=GUEST).text
    assert "Gemaild naar zoe@linde.voorbeeld" in page
    (message,) = kept.messages
    assert (message["To"], message["From"]) == ("zoe@linde.voorbeeld", "inloop@example.org")
    text = message.get_content()
    assert "Dag Zoë," in text
    link = re.search(r"http://localhost(/team/welkom/[\w-]+)\s", text)
    assert link
    guest = neighbourhood.browser()
    assert guest.post(link[1], data={"password": PASSWORD}).location == "/team/vandaag"


@pytest.mark.parametrize("user", ["inloop:wrong", "nobody:p%40ss%2Fword"])
def test_a_server_that_refuses_leaves_the_link_to_pass_on(
    neighbourhood: Neighbourhood,
    inbox: tuple[Inbox, int],
    monkeypatch: pytest.MonkeyPatch,
    user: str,
) -> None:
    kept, port = inbox
    with_server(
        neighbourhood, monkeypatch, f"smtp://{user}@127.0.0.1:{port}?from=inloop@example.org"
    )
    page = neighbourhood.browser("coordinator").post(LIST, data=GUEST).text
    assert "Mailen lukte niet. Geef de link zelf door." in page
    assert "/team/welkom/" in page
    assert kept.messages == []


def test_a_server_that_is_not_there_leaves_the_link_to_pass_on(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_server(
        neighbourhood, monkeypatch, f"smtp://127.0.0.1:{free_port()}?from=inloop@example.org"
    )
    page = neighbourhood.browser("coordinator").post(LIST, data=GUEST).text
    assert "Mailen lukte niet." in page


def test_without_a_mail_server_nothing_is_said_of_mail(neighbourhood: Neighbourhood) -> None:
    page = neighbourhood.browser("coordinator").post(LIST, data=GUEST).text
    assert "/team/welkom/" in page
    assert "emaild" not in page


def test_nothing_goes_over_a_network_in_the_clear(
    inbox: tuple[Inbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, port = inbox
    server = mail_server.read(f"smtp://inloop:p%40ss%2Fword@mail.example.org:{port}?from=a@b.nl")
    here = smtplib.SMTP
    monkeypatch.setattr(smtplib, "SMTP", lambda _, *more, **by: here("127.0.0.1", *more, **by))
    with pytest.raises(mail_server.MailError):
        mail_server.send(server, to="zoe@linde.voorbeeld", subject="Link", text="Geheim")
    assert kept.messages == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://mail.example.org", "must look like smtp://"),
        ("smtp://mail.example.org", "must end with the sender"),
        ("smtp://mail.example.org:x?from=a@b.nl", "whole number"),
    ],
)
def test_a_wrong_setting_is_told_at_start_without_its_password(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        Settings.read(smtp_url=url.replace("mail.", "me:geheim@mail."))
    assert "INLOOP_SMTP_URL" in str(refused.value)
    assert "geheim" not in str(refused.value)
