"""`inloop serve` makes its PDFs by one warm process beside the server, which ends with it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from flask import Flask

from registry import clock
from registry.settings import Settings
from registry.staff import queries, services
from tests.builders import a_centre
from tests.cli.test_serve import Served, served
from tests.paper.test_printing import gone

TALLY = "/team/vandaag/turflijst.pdf"


def signed_in(app: Flask) -> str:
    """Open a centre with a host and return the cookie of the host's browser."""
    centre_id = a_centre("De Linde")
    services.make_link(
        email="host@linde.voorbeeld", name="Gerda", role="host", centre_id=centre_id, at=clock.now()
    )
    person = queries.first_with(role="host", centre_id=centre_id)
    assert person is not None
    door = services.open_door(account_id=person.account_id, at=clock.now())
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"inloop={signer.dumps({'sign_in': door})}"


def renderers(server: Served) -> list[int]:
    """The processes for PDFs below a server, by their command."""
    below, found = {server.process.pid}, []
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            status = (process / "stat").read_text(encoding="utf-8")
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) in below:
            below.add(int(process.name))
            if b"registry.paper.renderer" in command:
                found.append(int(process.name))
    return found


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_served_pdf_is_made_by_one_process_without_the_database(
    book: Flask, settings: Settings, sign: signal.Signals
) -> None:
    cookie = signed_in(book)
    with served(settings) as server:
        assert renderers(server) == [], "none before anybody needs it"
        for _ in range(2):
            status, body = server.get(TALLY, timeout=300, Cookie=cookie)
            assert (status, body[:4]) == (200, b"%PDF")
        (pid,) = renderers(server)
        opened = [str(handle.readlink()) for handle in Path(f"/proc/{pid}/fd").iterdir()]
        assert not [name for name in opened if str(settings.data_dir.resolve()) in name]
        assert len(list((settings.data_dir / "paper").iterdir())) == 1, "the second was kept"
        os.kill(pid, signal.SIGKILL)
        assert server.get(f"{TALLY}?dag=2026-11-02", timeout=300, Cookie=cookie)[0] == 200
        (again,) = renderers(server)
        assert again != pid
        assert server.stop(sign) == 0
        assert gone(again)
