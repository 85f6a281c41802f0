"""Instellingen: each role's ways, and the code of the tablet's corner."""

from __future__ import annotations

import re
from datetime import timedelta

from registry import clock
from registry.care import notes
from registry.centres import corner, queries
from tests.web.conftest import Neighbourhood

ADDRESS = "/team/instellingen"


def test_the_frame_leads_there(neighbourhood: Neighbourhood) -> None:
    text = neighbourhood.browser("host").get("/team/vandaag").text
    assert f'href="{ADDRESS}"' in text


def test_each_role_sees_the_pages_it_may_open(neighbourhood: Neighbourhood) -> None:
    host = neighbourhood.browser("host").get(ADDRESS).text
    coordinator = neighbourhood.browser("coordinator").get(ADDRESS).text
    assert 'href="/team/quarantaine"' in host
    assert 'href="/team/quarantaine"' in coordinator
    assert f'href="{ADDRESS}/tablets"' not in host
    assert f'href="{ADDRESS}/tablets"' in coordinator


def test_a_host_reads_the_code_and_a_coordinator_changes_it(neighbourhood: Neighbourhood) -> None:
    def shown(who: str) -> str:
        text = neighbourhood.browser(who).get(ADDRESS).text
        found = re.search(r'class="big-code">(\d{3}) (\d{3})<', text)
        assert found is not None
        return found[1] + found[2]

    before = shown("host")
    key = neighbourhood.app.config["CORNER_KEY"]
    assert before == corner.code_of(key=key, centre_id=neighbourhood.linde, round_=1)
    assert neighbourhood.browser("host").post(f"{ADDRESS}/hoekcode").status_code == 403
    assert shown("host") == before
    neighbourhood.browser("coordinator").post(f"{ADDRESS}/hoekcode")
    assert shown("host") != before
    assert queries.corner_round(neighbourhood.anker) == 1


def test_an_admin_sees_how_old_the_last_backup_is(neighbourhood: Neighbourhood) -> None:
    folder = neighbourhood.app.extensions["inloop_settings"].data_dir

    def shown(who: str = "admin") -> str:
        return neighbourhood.browser(who).get(ADDRESS).text

    assert "Reservekopie" not in shown("coordinator")
    assert "nog geen reservekopie gemaakt" in shown()
    now = clock.now()
    notes.note(folder, "backup", now - timedelta(hours=5))
    assert "Laatste: " in shown()
    assert "Elke nacht hoort er een nieuwe te komen." in shown()
    notes.note(folder, "backup", now - timedelta(days=3, hours=1))
    assert "Dat is 3 dagen geleden." in shown()
