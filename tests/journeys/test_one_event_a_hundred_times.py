"""The same event, sent again and again over several connections at once."""

from __future__ import annotations

import http.client
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from registry import clock
from registry.centres import services as centres
from registry.database import new_id
from registry.visits import queries as visits
from tests.builders import check_ins_on_record
from tests.journeys.conftest import House

TIMES, CONNECTIONS = 100, 8


def test_a_hundred_times_over_eight_connections_is_one_row(house: House) -> None:
    with house.app.app_context():
        cookie = f"tablet={centres.enrol(code=house.enrolment_code(), at=clock.now())}"
    moment = clock.now().isoformat()
    tap = {"id": str(new_id()), "kind": "check_in", "at": moment, "age_ms": 5, "seq": 1}
    body = json.dumps({"sent_at": moment, "events": [{**tap, "occurrence": None, "pass": None}]})

    def send(times: int) -> list[str]:
        address = urlsplit(house.address)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
        headers = {"Origin": house.address, "Content-Type": "application/json", "Cookie": cookie}
        statuses = []
        for _ in range(times):
            connection.request("POST", "/kiosk/events", body, headers)
            answer = json.loads(connection.getresponse().read())
            statuses += [result["status"] for result in answer["results"]]
        connection.close()
        return statuses

    shares = [TIMES // CONNECTIONS + (place < TIMES % CONNECTIONS) for place in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        seen = Counter(status for statuses in pool.map(send, shares) for status in statuses)
    assert seen == {"stored": 1, "duplicate": TIMES - 1}
    with house.app.app_context():
        day = clock.local_day(clock.now())
        assert check_ins_on_record(centre_id=house.centre.id, day=day) == 1
        assert len(visits.standing(centre_id=house.centre.id, first_day=day, last_day=day)) == 1
