import pytest

from registry.support import queries, services
from registry.support.queries import HeardView
from tests.builders import a_centre

pytestmark = pytest.mark.usefixtures("book")


def test_a_month_has_one_line_in_a_language_and_the_last_one_written_stands() -> None:
    linde = a_centre()
    for said in ("Het is koud.", "Het is hier koud."):
        services.say_heard(
            centre_id=linde, month="2026-10", language="nl", said=said, done="De kachel is aan."
        )
    services.say_heard(
        centre_id=linde,
        month="2026-10",
        language="en",
        said="It is cold.",
        done="We lit the stove.",
    )
    found = queries.heard(centre_id=linde, month="2026-10", language="nl")
    assert found == HeardView("Het is hier koud.", "De kachel is aan.", "nl")


def test_until_there_is_a_new_line_the_last_one_stays() -> None:
    linde = a_centre()
    for month in ("2026-08", "2026-10"):
        services.say_heard(
            centre_id=linde, month=month, language="nl", said=f"Over {month}", done="Gedaan."
        )

    def said(month: str) -> str | None:
        found = queries.heard(centre_id=linde, month=month, language="nl")
        return found.said if found else None

    assert said("2026-09") == "Over 2026-08"
    assert said("2027-01") == "Over 2026-10"
    assert said("2026-07") is None


@pytest.mark.parametrize(("said", "done"), [("", "Gedaan."), ("Koud.", "x" * 91)])
def test_a_line_that_does_not_fit_the_screen_is_refused(said: str, done: str) -> None:
    linde = a_centre()
    with pytest.raises(services.WrongLength):
        services.say_heard(centre_id=linde, month="2026-10", language="nl", said=said, done=done)
    assert queries.heard(centre_id=linde, month="2026-10", language="nl") is None
