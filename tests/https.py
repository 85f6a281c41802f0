"""HTTPS before a server on this machine, as README's reverse proxy gives it: bytes in, bytes out.

The certificate is made for the test and thrown away; a browser has to be told to take it.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TRUSTING = ("--ignore-certificate-errors",)
"""Flags of a Chromium that takes such a certificate."""


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def before(upstream: int, *, port: int, folder: Path) -> Iterator[None]:
    """Take HTTPS at a port of this machine and pass it on to another; `folder` is for the key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*_certificate(folder))
    with socket.create_server(("127.0.0.1", port)) as door:
        thread = threading.Thread(target=_answer, args=(door, context, upstream), daemon=True)
        thread.start()
        yield
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)


def _certificate(folder: Path) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    assert openssl, "openssl is missing: as root, apt-get install openssl"
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    request = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650")
    named = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run([openssl, *request, *named, *files], check=True, capture_output=True)  # noqa: S603
    return certificate, key


def _answer(door: socket.socket, context: ssl.SSLContext, upstream: int) -> None:
    with suppress(OSError):
        while True:
            visitor, _ = door.accept()
            threading.Thread(target=_serve, args=(visitor, context, upstream), daemon=True).start()


def _serve(visitor: socket.socket, context: ssl.SSLContext, upstream: int) -> None:
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", upstream)) as inside,
        context.wrap_socket(visitor, server_side=True) as outside,
    ):
        back = threading.Thread(target=_pass_on, args=(inside, outside), daemon=True)
        back.start()
        _pass_on(outside, inside)
        back.join()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while received := source.recv(65536):
            sink.sendall(received)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
