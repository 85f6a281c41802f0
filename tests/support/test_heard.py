from uuid import UUID

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.support import queries, services
from registry.support.queries import HeardView
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

COLD = ("Het is koud.", "De kachel is aan.")


def say(centre_id: UUID, month: str = "2026-10", **lines: tuple[str, str]) -> None:
    services.say_heard(centre_id=centre_id, month=month, lines=lines, at=MONDAY_TEN, by=None)


def test_a_month_has_one_line_in_a_language_and_the_last_one_written_stands() -> None:
    linde = a_centre()
    say(linde, nl=("Het is te warm.", "Het raam is open."), tr=("Sıcak.", "Açık."))
    say(linde, nl=COLD, en=("It is cold.", "We lit the stove."))
    found = queries.heard(centre_id=linde, month="2026-10", language="nl")
    assert found == HeardView(*COLD, "nl")
    assert queries.heard(centre_id=linde, month="2026-10", language="tr") is None
    with reading() as connection:
        said = select(AuditEntry.after).filter_by(action="heard.write").order_by(AuditEntry.id)
        assert connection.execute(said).scalars().all() == [
            {"languages": "nl tr", "words": "Het is te warm. / Het raam is open."},
            {"languages": "en nl", "words": " / ".join(COLD)},
        ]


def test_until_there_is_a_new_line_the_last_one_stays() -> None:
    linde = a_centre()
    for month in ("2026-08", "2026-10"):
        say(linde, month, nl=(f"Over {month}", "Gedaan."))

    def said(month: str) -> str | None:
        found = queries.heard(centre_id=linde, month=month, language="nl")
        return found.said if found else None

    assert said("2026-09") == "Over 2026-08"
    assert said("2027-01") == "Over 2026-10"
    assert said("2026-07") is None


def test_lines_are_listed_by_month_the_newest_first_and_can_be_taken_off() -> None:
    linde = a_centre()
    for month in ("2026-08", "2026-10"):
        say(linde, month, nl=COLD)
    assert list(queries.heard_by_month(centre_id=linde)) == ["2026-10", "2026-08"]
    say(linde, "2026-10")
    assert queries.heard_by_month(centre_id=linde) == {"2026-08": {"nl": HeardView(*COLD, "nl")}}


@pytest.mark.parametrize(
    "line",
    [("", "Gedaan."), ("Koud.", "x" * 91), ("Koud.", ""), ("woord " * 13, "Gedaan.")],
)
def test_a_line_that_does_not_fit_the_screen_is_refused_and_the_old_one_stays(
    line: tuple[str, str],
) -> None:
    linde = a_centre()
    say(linde, nl=COLD)
    with pytest.raises(services.WrongLength):
        say(linde, nl=line)
    assert queries.heard(centre_id=linde, month="2026-10", language="nl") == HeardView(*COLD, "nl")
    with pytest.raises(ValueError, match="2026-10"):
        say(linde, "oktober", nl=COLD)
