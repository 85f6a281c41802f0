"""Every file of an issued sheet is of the day of issue: what changes later reaches none of them."""

import uuid
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from registry.figures.periods import Period
from registry.paper import pdf
from registry.paper.pdf import PaperError
from registry.sheets import queries, services
from registry.sheets.services import Current, Press
from registry.support import services as support
from registry.theory.model import Theory
from tests.builders import MONDAY_TEN, a_centre, a_story

from .build import THEORY
from .test_issuing import FIRST, OCTOBER, THIRD, come, current
from .test_spans import AUTUMN, IN_JANUARY

pytestmark = pytest.mark.usefixtures("book")

LATER = replace(THEORY, version="99.0")
LANGUAGES = ("nl", "tr")
OF_A_MONTH = {"sheet", "annex", "poster-nl", "poster-tr"}


def press(theory: Theory = THEORY, **more: Any) -> Press:
    return Press(theory, **{"public_url": "", "at": THIRD, "by": None, **more})


def a_month() -> uuid.UUID:
    linde = a_centre("De Linde", languages=LANGUAGES)
    come(linde, FIRST, 3)
    return linde


def heard(centre_id: uuid.UUID, line: str) -> None:
    lines = {"nl": (line, "Dat doen wij.")}
    support.say_heard(centre_id=centre_id, month="2026-10", lines=lines, at=MONDAY_TEN, by=None)


def files_of(sheet: Current, centre_id: uuid.UUID, theory: Theory) -> dict[str, bytes]:
    made = {
        "sheet": sheet.pdf("https://elders.example"),
        "annex": services.annex(sheet=sheet, theory=theory, public_url=""),
    }
    for language in LANGUAGES:
        made[services.form_of(language)] = services.resident_poster(
            centre_id=centre_id, sheet=sheet, language=language, public_url=""
        )
    return made


def now(centre_id: uuid.UUID) -> Current:
    return services.current(centre_id=centre_id, month=OCTOBER, theory=LATER, at=MONDAY_TEN)


@pytest.mark.usefixtures("quick_paper")
def test_all_files_of_a_month_are_kept_at_issue_and_nothing_later_is_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linde = a_month()
    heard(linde, "De koffie was koud.")
    services.issue(centre_id=linde, month=OCTOBER, press=press())
    assert queries.forms(current(linde)) == OF_A_MONTH
    heard(linde, "De thee was koud.")
    come(linde, FIRST, 5)

    def made_again(_: str) -> bytes:
        raise PaperError("this file was to be kept")

    monkeypatch.setattr(pdf, "render", made_again)
    files = files_of(now(linde), linde, LATER)
    assert set(files) == OF_A_MONTH
    assert len(set(files.values())) == len(OF_A_MONTH)
    posters = files["poster-nl"].decode()
    assert ("De koffie was koud" in posters, "De thee was koud" in posters) == (True, False)


@pytest.mark.usefixtures("quick_paper")
def test_a_quarter_a_year_and_all_together_keep_their_annex_too() -> None:
    linde = a_month()
    services.issue(centre_id=linde, month=OCTOBER, press=press(files=False))
    services.issue_together(month=OCTOBER, press=press())
    found: list[tuple[uuid.UUID | None, str]] = [(None, "2026-10")]
    for period in (AUTUMN, Period.parse("2026")):
        for centre_id in (linde, None):
            services.issue_span(centre_id=centre_id, period=period, press=press(at=IN_JANUARY))
            found.append((centre_id, str(period)))
    for centre_id, text in found:
        sheet = queries.current(centre_id=centre_id, period=text)
        assert sheet is not None
        assert queries.forms(sheet) == {"sheet", "annex"}


def test_where_one_file_fails_nothing_is_issued(monkeypatch: pytest.MonkeyPatch) -> None:
    linde = a_month()
    made = count(1)

    def third_fails(html: str) -> bytes:
        if next(made) == 3:
            raise PaperError("no more paper")
        return html.encode()

    monkeypatch.setattr(pdf, "render", third_fails)
    with pytest.raises(PaperError):
        services.issue(centre_id=linde, month=OCTOBER, press=press())
    assert queries.current(centre_id=linde, period="2026-10") is None


@pytest.mark.usefixtures("quick_paper")
def test_an_annex_that_was_not_kept_is_not_made_of_another_theory() -> None:
    linde = a_month()
    services.issue(centre_id=linde, month=OCTOBER, press=press(files=False))
    with pytest.raises(services.OtherTheory):
        services.annex(sheet=now(linde), theory=LATER, public_url="")
    assert queries.forms(current(linde)) == set()
    made = services.annex(sheet=now(linde), theory=THEORY, public_url="")
    assert services.annex(sheet=now(linde), theory=LATER, public_url="") == made


@pytest.mark.usefixtures("quick_paper")
def test_a_version_without_a_quote_of_another_theory_gets_no_annex_of_today() -> None:
    linde = a_month()
    story = a_story(linde)
    support.choose_story(centre_id=linde, story_id=story, month="2026-10", at=THIRD, by=None)
    services.issue(centre_id=linde, month=OCTOBER, press=press())
    services.withdraw_story(
        centre_id=linde, story_id=story, quote="Ik kom graag.", press=press(LATER)
    )
    assert queries.forms(current(linde)) == OF_A_MONTH - {"annex"}
