from datetime import date

import pytest

from registry.support import queries, services
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")


def test_the_last_quote_that_was_kept_is_the_one_for_the_sheet() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    for quote in ("Ik kom graag.", "  Ik schenk\n koffie. "):
        services.add_story(
            centre_id=linde, month="2026-10", quote=quote, consent_on=date(2026, 10, 9)
        )
    assert queries.story(centre_id=linde, month="2026-10") == "Ik schenk koffie."
    assert queries.story(centre_id=linde, month="2026-09") is None
    assert queries.story(centre_id=anker, month="2026-10") is None


@pytest.mark.parametrize("quote", ["", "   ", "x" * 201])
def test_a_quote_that_is_empty_or_too_long_is_refused(quote: str) -> None:
    linde = a_centre()
    with pytest.raises(services.WrongLength):
        services.add_story(
            centre_id=linde, month="2026-10", quote=quote, consent_on=date(2026, 10, 9)
        )
    assert queries.story(centre_id=linde, month="2026-10") is None


def test_a_month_that_is_none_is_refused() -> None:
    linde = a_centre()
    with pytest.raises(ValueError, match="2026-10"):
        services.add_story(
            centre_id=linde, month="oktober", quote="Dag.", consent_on=date(2026, 10, 9)
        )
