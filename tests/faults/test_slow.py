"""Clients that send a byte now and then, and a tablet that floods, keep nobody else waiting."""

from __future__ import annotations

import socket
import time

import pytest
from flask import Flask

from registry.settings import Settings
from registry.whole_requests import MOST_BODY, MOST_HEAD, Coming
from tests.browser import serving
from tests.faults.flood import NOISES, noticed

PATIENCE_MS = 1_500
"""Other tests run beside this one. `make fault-flood` holds the bar itself: under twice idle."""


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_others_notice_neither_a_flood_nor_slow_clients(app: Flask, settings: Settings) -> None:
    made = noticed(app, settings, seconds=2)
    assert made.wrong == []
    assert set(made.meanwhile) == set(NOISES)
    assert max(made.meanwhile.values()) < max(PATIENCE_MS, 2 * made.idle), made
    assert made.refused > 0


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_server_whose_threads_wait_for_slow_clients_is_caught(
    app: Flask, settings: Settings
) -> None:
    made = noticed(app, settings, seconds=2, noises=["slow heads"], runner="tests.faults.impatient")
    assert made.meanwhile["slow heads"] > PATIENCE_MS


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "two",
    [
        b"Content-Length: 4\r\nContent-Length: 8",
        b"Content-Length: 4\r\nTransfer-Encoding: chunked",
    ],
)
def test_a_request_whose_end_is_not_clear_is_refused(
    app: Flask, settings: Settings, two: bytes
) -> None:
    with serving(settings) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as way:
            way.sendall(b"POST /healthz HTTP/1.1\r\nHost: x\r\n" + two + b"\r\n\r\n0\r\n\r\n")
            assert way.recv(100).startswith(b"HTTP/1.1 400 ")
            assert b"HTTP/1.1" not in way.recv(4000)


def came(*parts: bytes) -> list[bool]:
    """Return after which parts a request is whole."""
    one = Coming(None, 0.0)
    return [one.take(part) for part in parts]


def test_a_request_is_whole_when_its_end_has_come() -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\ncontent-length: 3\r\n"
    assert came(b"GET / HTTP/1.1\r\n", b"\r", b"\n") == [False, False, True]
    assert came(head + b"\r\n", b"a", b"b", b"c") == [False, False, False, True]
    assert came(*[bytes([one]) for one in head + b"\r\nabc"])[-2:] == [False, True]
    chunked = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert came(chunked, b"3\r\nabc\r\n", b"0\r\n\r\n") == [False, False, True]


def test_what_is_too_long_goes_to_who_refuses_it() -> None:
    assert came(b"GET / HTTP/1.1\r\n", b"X: " + b"a" * MOST_HEAD) == [False, True]
    large = f"POST / HTTP/1.1\r\nContent-Length: {MOST_BODY + 1}\r\n\r\n".encode()
    assert came(large) == [True]


def test_who_is_slow_is_late_and_who_sends_much_has_longer() -> None:
    one = Coming(None, 0.0)
    one.take(b"POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\n")
    assert [one.is_late(now) for now in (19.0, 21.0)] == [False, True]
    one.take(b"a" * 500_000)
    assert not one.is_late(60.0)
    assert one.is_late(80.0)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_form_in_pieces_and_two_requests_on_one_way_are_answered(
    app: Flask, settings: Settings
) -> None:
    with serving(settings) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as way:
            for _ in range(2):
                for piece in (b"GET /heal", b"thz HTTP/1.1\r\nHost: x\r", b"\n\r\n"):
                    way.sendall(piece)
                    time.sleep(0.05)
                assert way.recv(4000).startswith(b"HTTP/1.1 200 ")
            way.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
            answers = b""
            while answers.count(b"HTTP/1.1 200 ") < 2:
                answers += way.recv(4000)
