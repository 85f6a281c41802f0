"""The mail server of INLOOP_SMTP_URL: where it is, who we are there, and sending one message."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 10
"""Seconds that a page may wait for a mail server."""
PORTS = {"smtp": 587, "smtps": 465}
HERE = {"localhost", "127.0.0.1", "::1"}


class MailError(Exception):
    """A message that no server took."""

    code = "mail_error"


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mail is sent: encrypted from the start (`tls`), or as soon as the server is asked."""

    host: str
    port: int
    tls: bool
    user: str
    password: str
    sender: str


def read(url: str) -> MailServer:
    """Read smtp[s]://user:password@host:port?from=address. Raises ValueError, saying what to do."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("must look like smtp://user:password@host:587?from=inloop@example.org")
    sender = parse_qs(parts.query).get("from", [""])[0]
    if "@" not in sender:
        raise ValueError("must end with the sender: ?from=inloop@example.org")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("must have a whole number as its port") from None
    return MailServer(
        host=parts.hostname,
        port=port,
        tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


def send(server: MailServer, *, to: str, subject: str, text: str) -> None:
    """Send one plain message. Raises MailError, which names no address and no password.

    Nothing is sent over a network in the clear: a server elsewhere has to offer encryption.
    """
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = server.sender, to, subject
        message["Date"] = formatdate(localtime=True)
        message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
        message.set_content(text)
        with _connected(server) as connection:
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError, UnicodeError) as error:
        raise MailError(type(error).__name__) from None


def _connected(server: MailServer) -> smtplib.SMTP:
    safe = ssl.create_default_context()
    if server.tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=safe)
    connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=safe)
        elif server.host not in HERE:
            raise MailError("NoEncryption")
    except BaseException:
        connection.close()
        raise
    return connection
