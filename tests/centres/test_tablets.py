"""Tablets: enrolled by a code, known by a token, reporting, revoked."""

from datetime import timedelta

import pytest
from flask import Flask

from registry.centres import queries, services
from tests.builders import MONDAY_TEN, a_centre, a_tablet


def test_a_code_makes_one_tablet_of_the_centre(book: Flask) -> None:
    centre_id = a_centre()
    tablet = services.identify_tablet(token=a_tablet(centre_id, "Ingang"))
    assert tablet is not None
    assert (tablet.centre_id, tablet.name, tablet.revoked) == (centre_id, "Ingang", False)


def test_a_code_works_once(book: Flask) -> None:
    code = services.issue_enrolment_code(centre_id=a_centre(), tablet_name="A", at=MONDAY_TEN)
    services.enrol(code=code, at=MONDAY_TEN)
    with pytest.raises(services.CodeRefused):
        services.enrol(code=code, at=MONDAY_TEN)


def test_a_code_works_for_ten_minutes(book: Flask) -> None:
    code = services.issue_enrolment_code(centre_id=a_centre(), tablet_name="A", at=MONDAY_TEN)
    with pytest.raises(services.CodeRefused):
        services.enrol(code=code, at=MONDAY_TEN + timedelta(minutes=10))


def test_a_code_may_be_typed_with_spaces_dashes_and_small_letters(book: Flask) -> None:
    code = services.issue_enrolment_code(centre_id=a_centre(), tablet_name="A", at=MONDAY_TEN)
    typed = f" {code[:4].lower()}-{code[4:]} "
    assert services.identify_tablet(token=services.enrol(code=typed, at=MONDAY_TEN))


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "' OR 1=1 --", "é" * 8])
def test_an_unknown_code_is_refused(book: Flask, code: str) -> None:
    a_centre()
    with pytest.raises(services.CodeRefused):
        services.enrol(code=code, at=MONDAY_TEN)


def test_another_secret_is_not_the_tablet(book: Flask) -> None:
    token = a_tablet(a_centre())
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert services.identify_tablet(token=changed) is None
    assert services.identify_tablet(token="nonsense") is None


def test_the_token_is_not_in_the_database(book: Flask) -> None:
    centre_id = a_centre()
    token = a_tablet(centre_id)
    seen = queries.tablets(centre_id)
    assert token.split(".")[2] not in repr(seen)


def test_a_revoked_tablet_is_known_as_revoked_and_not_listed(book: Flask) -> None:
    centre_id = a_centre()
    token = a_tablet(centre_id)
    tablet = services.identify_tablet(token=token)
    assert tablet is not None
    services.revoke_tablet(centre_id=centre_id, tablet_id=tablet.tablet_id, at=MONDAY_TEN)
    again = services.identify_tablet(token=token)
    assert again is not None
    assert again.revoked
    assert queries.tablets(centre_id) == ()


def test_what_a_tablet_says_of_itself_is_shown(book: Flask) -> None:
    centre_id = a_centre()
    tablet = services.identify_tablet(token=a_tablet(centre_id))
    assert tablet is not None
    said = services.TabletReport(waiting=3, oldest_ms=61_000, battery=0.82, camera="ok")
    services.report_tablet(
        centre_id=centre_id, tablet_id=tablet.tablet_id, report=said, at=MONDAY_TEN
    )
    (shown,) = queries.tablets(centre_id)
    assert (shown.waiting, shown.oldest_ms, shown.battery, shown.camera, shown.last_seen_at) == (
        3,
        61_000,
        0.82,
        "ok",
        MONDAY_TEN,
    )
