"""Teamreflectie: everyone for themselves, the spread from three on, a line that comes back."""

import re
import uuid

import pytest
from flask.testing import FlaskClient

from registry.staff import queries as staff
from registry.support import queries, services
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood
from tests.web.test_desk import a_pin, at_desk, type_in

PAGE = "/team/reflectie"
MONTH = "2026-11"


def account(here: Neighbourhood, role: str) -> uuid.UUID:
    person = staff.first_with(role=role, centre_id=here.linde)
    assert person is not None
    return person.account_id


def score(here: Neighbourhood, role: str, **scores: int) -> None:
    services.score_features(
        centre_id=here.linde, month=MONTH, scores=scores, at=MONDAY_TEN, by=account(here, role)
    )


def agree(here: Neighbourhood, month: str, line: str) -> None:
    services.agree(centre_id=here.linde, month=month, line=line, at=MONDAY_TEN, by=None)


@pytest.mark.parametrize("who", TEAM)
def test_everyone_scores_the_twelve_features_for_themselves(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    page = client.get(f"{PAGE}?centrum=de-linde").text
    assert page.count('<div class="five-scores">') == 12
    client.post(f"{PAGE}?centrum=de-linde", data={"score_W1": "4", "score_W12": "2"})
    assert queries.own_scores(
        centre_id=neighbourhood.linde, month=MONTH, account_id=account(neighbourhood, who)
    ) == {"W1": 4, "W12": 2}
    assert "Tot nu toe vulde 1 collega het in." in client.get(f"{PAGE}?centrum=de-linde").text


def test_at_the_shared_desk_everyone_scores_by_their_own_pin(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    scored = {"host": 2, "coordinator": 5}
    for who, given in scored.items():
        assert type_in(client, *a_pin(neighbourhood, who))[0] == 303
        form = client.get(PAGE).text.partition('<div class="five-scores">')[2]
        assert form
        assert "checked" not in form, "who was there before is not to be seen"
        client.post(PAGE, data={"score_W1": str(given)})
        client.post("/team/balie/wissel")
    assert client.get(PAGE).location.startswith("/team/balie")
    for who, given in scored.items():
        key = {"centre_id": neighbourhood.linde, "account_id": account(neighbourhood, who)}
        assert queries.own_scores(month=MONTH, **key) == {"W1": given}


def test_nothing_scored_or_a_score_that_is_none_is_said(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    empty = client.post(PAGE, data={})
    assert empty.status_code == 422
    assert "Geef minstens één kenmerk een cijfer." in empty.text
    wrong = client.post(PAGE, data={"score_W1": "6", "score_W2": "3"})
    assert wrong.status_code == 422
    assert re.search(r'checked[^>]*name="score_W2"[^>]*value="3"', wrong.text)
    assert queries.scorers(centre_id=neighbourhood.linde, month=MONTH) == 0


def test_the_spread_is_seen_after_scoring_with_the_largest_difference_on_top(
    neighbourhood: Neighbourhood,
) -> None:
    for role, second in zip(("host", "coordinator", "area"), (1, 4, 5), strict=True):
        score(neighbourhood, role, W1=3, W2=second)
    assert "five-scores" in neighbourhood.browser("admin").get(f"{PAGE}?centrum=de-linde").text
    page = neighbourhood.browser("host").get(PAGE).text
    assert "3 collega’s vulden het in." in page
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    assert rows[0][0].startswith("Mensen met elkaar in contact brengen")
    assert "verschil" in rows[0][0]
    assert "verschil" not in "".join(name for name, _ in rows[1:])
    assert re.findall(r'<span class="unseen">(\d)</span>', rows[0][1]) == ["1", "0", "0", "1", "1"]
    again = neighbourhood.browser("host").get(f"{PAGE}?wijzig=1").text
    assert re.search(r'checked[^>]*name="score_W2"[^>]*value="1"', again)


def test_last_months_line_stands_on_top_until_there_is_another(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    agree(neighbourhood, "2026-09", "Wij zeggen iedereen gedag.")
    page = client.get(PAGE).text
    assert "In september 2026 sprak het team af:" in page
    client.post(f"{PAGE}/resultaat?maand=2026-09", data={"resultaat": "deels"})
    assert queries.agreed(centre_id=neighbourhood.linde)[0].result == "deels"
    assert client.post(f"{PAGE}/resultaat?maand=2026-09", data={}).status_code == 400
    other = client.post(f"{PAGE}/resultaat?maand=2026-10", data={"resultaat": "deels"})
    assert other.status_code == 404
    client.post(f"{PAGE}/afspraak", data={"line": "Wij bellen samen."})
    shown = client.get(PAGE).text
    assert 'value="Wij bellen samen."' in shown
    assert "Wij zeggen iedereen gedag." in shown


def test_a_line_of_nothing_but_spaces_is_none(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    assert client.post(f"{PAGE}/afspraak", data={"line": " \t "}).status_code == 422
    assert client.post(PAGE, data={"score_W1": " \t "}).status_code == 422


@pytest.mark.parametrize("line", ["", "x" * 141])
def test_a_line_that_does_not_fit_is_said_and_stays(
    neighbourhood: Neighbourhood, line: str
) -> None:
    answer = neighbourhood.browser("coordinator").post(f"{PAGE}/afspraak", data={"line": line})
    assert answer.status_code == 422
    assert f'value="{line}"' in answer.text
    assert queries.agreed(centre_id=neighbourhood.linde) == ()


def test_a_host_reads_what_was_agreed_and_writes_nothing(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    agree(neighbourhood, MONTH, "Wij bellen samen.")
    page = client.get(PAGE).text
    assert "Wij bellen samen." in page
    assert f"{PAGE}/afspraak" not in page
    assert client.post(f"{PAGE}/afspraak", data={"line": "Anders."}).status_code == 403


def test_only_this_month_and_the_last_can_be_filled_in(neighbourhood: Neighbourhood) -> None:
    client: FlaskClient = neighbourhood.browser("coordinator")
    for month, status in (("2026-10", 303), ("2026-09", 404), ("2026-12", 404)):
        answer = client.post(f"{PAGE}?maand={month}", data={"score_W1": "4"})
        assert answer.status_code == status, month
        answer = client.post(f"{PAGE}/afspraak?maand={month}", data={"line": "Zo."})
        assert answer.status_code == status, month
    assert (
        "In deze maand is de reflectie niet ingevuld." in client.get(f"{PAGE}?maand=2026-08").text
    )
