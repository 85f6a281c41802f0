"""U zei, wij deden: written in the centre's languages, read on the tablet's thanks screen."""

import pytest
from flask.testing import FlaskClient

from registry.support import queries
from registry.support.queries import HeardView
from tests.web.conftest import Neighbourhood

PAGE = "/team/u-zei"
LINE = {"said_nl": "Het is koud.", "done_nl": "De kachel is aan."}


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def of_month(here: Neighbourhood, month: str = "2026-11") -> dict[str, HeardView]:
    return queries.heard_by_month(centre_id=here.linde).get(month, {})


def test_a_line_is_written_in_some_of_the_centres_languages(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    page = coordinator.get(PAGE).text
    assert "Er staat nog geen regel." in page
    assert all(f'name="said_{code}"' in page for code in ("nl", "en", "ar"))
    assert "Bewoners kunnen meedenken in beslissingen" in page
    english = {"said_en": " It is  cold. ", "done_en": "We lit the stove."}
    answer = coordinator.post(PAGE, data={**LINE, **english, "said_ar": "", "done_ar": ""})
    page = coordinator.get(answer.location).text
    assert "Bewaard. De tablet laat het zien" in page
    assert "Nederlands, English" in page
    assert of_month(neighbourhood) == {
        "nl": HeardView("Het is koud.", "De kachel is aan.", "nl"),
        "en": HeardView("It is cold.", "We lit the stove.", "en"),
    }


def test_what_is_written_reaches_the_tablet(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(PAGE, data=LINE)
    pack = neighbourhood.browser("tablet").get("/kiosk/pack.json").text
    assert "U zei:" in pack
    assert "De kachel is aan." in pack


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"done_nl": ""}, "Vul ook dit in"),
        ({"said_nl": "woord " * 13}, "hoogstens 12 woorden"),
        ({"done_nl": "x" * 91}, "hoogstens 12 woorden en 90 tekens"),
        (
            {"said_nl": "", "done_nl": "", "said_en": "Cold.", "done_en": "Done."},
            "ook in het Nederlands",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_said_beside_it_and_stays_typed(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, fields: dict[str, str], said: str
) -> None:
    answer = coordinator.post(PAGE, data={**LINE, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    for text in {**LINE, **fields}.values():
        assert not text or f'value="{text.strip()}"' in answer.text
    assert of_month(neighbourhood) == {}


def test_earlier_months_are_listed_and_can_be_changed_or_emptied(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    for month in ("2026-09", "2026-11"):
        coordinator.post(f"{PAGE}?maand={month}", data=LINE)
    page = coordinator.get(f"{PAGE}?maand=2026-09").text
    assert page.index("November 2026") < page.index("September 2026")
    answer = coordinator.post(f"{PAGE}?maand=2026-09", data={"said_nl": "", "done_nl": ""})
    assert "De regel is weg." in coordinator.get(answer.location).text
    assert of_month(neighbourhood, "2026-09") == {}
    assert of_month(neighbourhood)
    assert coordinator.get(f"{PAGE}?maand=2026-12").status_code == 404
