from datetime import date
from uuid import UUID, uuid4

import pytest

from registry.support import queries, services
from registry.support.services import HelpContent
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

DAY = date(2026, 10, 6)


def a_partner(centre_id: UUID, name: str = "Taalpunt") -> UUID:
    return services.add_partner(centre_id=centre_id, name=name, at=MONDAY_TEN, by=None)


def names(centre_id: UUID, *, archived: bool = False) -> list[str]:
    return [one.name for one in queries.partners(centre_id=centre_id, archived=archived)]


def rename(centre_id: UUID, partner_id: UUID, name: str) -> None:
    services.rename_partner(
        centre_id=centre_id, partner_id=partner_id, name=name, at=MONDAY_TEN, by=None
    )


def archive(centre_id: UUID, partner_id: UUID, on: date | None) -> None:
    services.archive_partner(
        centre_id=centre_id, partner_id=partner_id, on=on, at=MONDAY_TEN, by=None
    )


def referred(centre_id: UUID, outcome: str, partner_id: UUID) -> str | None:
    content = HelpContent(topic="geld", channel="inloop", outcome=outcome, partner_id=partner_id)
    number = services.record_help(
        centre_id=centre_id, content=content, on=DAY, at=MONDAY_TEN, by=None
    )
    found = queries.request(centre_id=centre_id, number=number)
    assert found is not None
    return found.partner


def test_partners_stand_by_name_per_centre() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    for name in ("wijkteam", "Budgethulp"):
        a_partner(linde, name)
    a_partner(anker, "Wijkteam")
    assert names(linde) == ["Budgethulp", "wijkteam"]


def test_a_name_is_there_once_however_it_is_written() -> None:
    linde = a_centre()
    first, second = a_partner(linde, "Taalpunt"), a_partner(linde, "Wijkteam")
    with pytest.raises(services.NameTaken):
        a_partner(linde, " taalpunt ")
    with pytest.raises(services.NameTaken):
        rename(linde, second, "TAALPUNT")
    rename(linde, first, "TaalPunt")
    assert names(linde) == ["TaalPunt", "Wijkteam"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    linde = a_centre()
    with pytest.raises(services.WrongLength):
        a_partner(linde, name)


def test_a_new_name_stands_on_earlier_requests_and_one_put_away_stays_there() -> None:
    linde = a_centre()
    partner = a_partner(linde)
    assert referred(linde, "verwezen", partner) == "Taalpunt"
    rename(linde, partner, "Taalhuis")
    archive(linde, partner, DAY)
    assert names(linde) == []
    assert names(linde, archived=True) == ["Taalhuis"]
    assert [one.partner for one in queries.requests(centre_id=linde)] == ["Taalhuis"]
    archive(linde, partner, None)
    assert names(linde) == ["Taalhuis"]


def test_only_who_is_referred_has_a_partner() -> None:
    linde = a_centre()
    partner = a_partner(linde)
    assert referred(linde, "warm_overgedragen", partner) == "Taalpunt"
    assert referred(linde, "geholpen", partner) is None


def test_a_partner_of_another_centre_is_not_there() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    partner = a_partner(anker)
    for foreign in (partner, uuid4()):
        with pytest.raises(services.NoSuchPartner):
            referred(linde, "verwezen", foreign)
        with pytest.raises(services.NoSuchPartner):
            rename(linde, foreign, "Anders")
        with pytest.raises(services.NoSuchPartner):
            archive(linde, foreign, DAY)
    assert names(anker) == ["Taalpunt"]
