"""Centres, when they are open, and when not."""

from datetime import date, time

import pytest
from flask import Flask

from registry.centres import queries, services
from tests.builders import MONDAY_TEN, a_centre

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def test_a_centre_is_found_by_its_address_name(book: Flask) -> None:
    centre_id = a_centre("Het Anker")
    found = queries.by_slug("het-anker")
    assert found is not None
    assert (found.id, found.name, found.languages) == (centre_id, "Het Anker", ("nl", "en", "ar"))
    assert queries.by_slug("de-kade") is None


def test_two_centres_cant_share_an_address_name(book: Flask) -> None:
    a_centre("Het Anker")
    with pytest.raises(services.CentreExists):
        a_centre("Het  Anker!")
    assert len(queries.all_centres()) == 1


def test_hours_follow_the_weekday(book: Flask) -> None:
    centre_id = a_centre()
    assert queries.hours_on(centre_id, MONDAY) == ((time(9), time(17)),)
    assert queries.hours_on(centre_id, SUNDAY) == ()


def test_a_closure_closes_the_day_and_keeps_its_first_reason(book: Flask) -> None:
    centre_id = a_centre()
    services.close_on(centre_id=centre_id, day=MONDAY, reason="Kerst")
    services.close_on(centre_id=centre_id, day=MONDAY, reason="iets anders")
    assert queries.hours_on(centre_id, MONDAY) == ()
    assert queries.closures(centre_id, SUNDAY, MONDAY) == {MONDAY: "Kerst"}


def test_the_weekdays_a_centre_is_open(book: Flask) -> None:
    assert queries.hours_of(a_centre()).weekdays(MONDAY) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("De Linde", "de-linde"), ("Café 't Hoekje", "cafe-t-hoekje"), ("…", "centrum")],
)
def test_an_address_name_has_only_plain_letters(name: str, slug: str) -> None:
    assert services.slug_of(name) == slug


def test_a_real_database_is_not_a_demo(book: Flask) -> None:
    assert queries.demo_last_day() is None
    services.mark_as_demo(last_day=MONDAY, seed=1)
    assert queries.demo_last_day() == MONDAY
    assert MONDAY_TEN.date() == MONDAY
