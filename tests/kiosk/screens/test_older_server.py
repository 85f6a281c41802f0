"""A tablet of this version at a server of an earlier one: what that one answers is understood."""

from __future__ import annotations

from playwright.sync_api import Route

from tests.kiosk.screens.tablet import Tablet

EVENTS = "**/kiosk/events"


def test_the_first_servers_answer_takes_a_visit_out_of_the_outbox(tablet: Tablet) -> None:
    """It named no build, and of each event only its id, its status and perhaps a code."""
    taken: list[str] = []

    def first_server(route: Route) -> None:
        events = (route.request.post_data_json or {})["events"]
        taken.extend(event["id"] for event in events)
        results = [{"id": event["id"], "status": "stored", "code": None} for event in events]
        told = {"server_time": "2026-11-23T10:00:00+01:00", "results": results}
        route.fulfill(json=told)

    tablet.page.wait_for_load_state("networkidle")
    tablet.page.route(EVENTS, first_server)
    tablet.arrive()
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    for _ in range(40):
        tablet.pass_time(16)
        tablet.page.wait_for_timeout(100)
        if len(taken) >= 2:
            break
    tablet.pass_time(16)
    tablet.page.wait_for_timeout(300)
    assert len(taken) == len(set(taken)) == 2, "each was sent once: it left the outbox"
