"""The log: who did what, before, after and why, of the own centre, filtered and paged."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from registry import audit
from registry.activities import reasons
from registry.centres import services as centres
from registry.passes import services as passes
from registry.quarantine import services as quarantine
from registry.staff import queries
from registry.visits.services import later
from registry.web import deeds
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/logboek"
ROOT = Path(__file__).resolve().parents[2]
ACTION = re.compile(r"[a-z_]+\.(?!txt\b)[a-z_]+")


def rows(page: str) -> list[str]:
    """Return the rows of the table, as a person reads them."""
    found = re.findall(r"<tr>\s*<td.*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_a_change_says_who_what_before_and_after(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    tablet = neighbourhood.tablet_of(neighbourhood.linde)
    client.post(f"/team/instellingen/tablets/{tablet}", data={"name": "Hal"})
    (row,) = rows(client.get(f"{PAGE}?soort=tablet&wie={account_id(neighbourhood)}").text)
    assert row == ("23 november 2026 10.00 Coordinator Tablet hernoemd Hal Naam: Ingang werd Hal")


def account_id(here: Neighbourhood, role: str = "coordinator") -> object:
    person = queries.first_with(role=role, centre_id=here.linde)
    assert person is not None
    return person.account_id


def test_a_reason_that_was_given_is_told(neighbourhood: Neighbourhood) -> None:
    audit.record(
        at=MONDAY_TEN,
        actor_id=None,
        action="pass.revoke",
        object="pass 1",
        centre_id=neighbourhood.linde,
        why="verloren",
    )
    (row,) = rows(neighbourhood.browser("coordinator").get(f"{PAGE}?soort=pass").text)
    assert row.endswith("Het systeem Pas ingetrokken verloren")


def test_roles_are_told_in_dutch(neighbourhood: Neighbourhood) -> None:
    neighbourhood.account_at(neighbourhood.linde)
    page = neighbourhood.browser("coordinator").get(f"{PAGE}?soort=account").text
    said = "Het systeem Rol gegeven Gerda Rol: Gastvrouw of gastheer"
    assert any(row.endswith(said) for row in rows(page))


def test_another_centres_deeds_are_nobodys_business(neighbourhood: Neighbourhood) -> None:
    centres.issue_enrolment_code(centre_id=neighbourhood.anker, tablet_name="Geheim", at=MONDAY_TEN)
    for who in ("coordinator", "admin"):
        page = neighbourhood.browser(who).get(f"{PAGE}?soort=tablet&centrum=de-linde").text
        assert rows(page) == []


def test_sign_ins_are_told_to_admins_only(neighbourhood: Neighbourhood) -> None:
    neighbourhood.browser("host")
    admin = neighbourhood.browser("admin").get(f"{PAGE}?centrum=de-linde").text
    assert "Ingelogd" in " ".join(rows(admin))
    assert "Ingelogd" not in " ".join(rows(neighbourhood.browser("coordinator").get(PAGE).text))


def test_a_day_is_a_day_in_den_haag(neighbourhood: Neighbourhood) -> None:
    for minutes in (-1, 0):
        at = MONDAY_TEN.replace(hour=23, minute=0) + timedelta(minutes=minutes)
        centres.issue_enrolment_code(centre_id=neighbourhood.linde, tablet_name="X", at=at)
    client = neighbourhood.browser("coordinator")
    for day in ("2026-11-23", "2026-11-24"):
        (row,) = rows(client.get(f"{PAGE}?soort=tablet&dag={day}").text)
        assert row.startswith(f"{day[-2:]} november 2026")


def test_pages_are_walked_by_address_and_keep_the_filter(neighbourhood: Neighbourhood) -> None:
    for number in range(120):
        audit.record(
            at=MONDAY_TEN + timedelta(seconds=number),
            actor_id=None,
            action="pass.revoke",
            object=f"pass {number}",
            centre_id=neighbourhood.linde,
            why=f"nummer {number}",
        )
    client = neighbourhood.browser("coordinator")
    pages = [client.get(f"{PAGE}?soort=pass&pagina={n}").text for n in (1, 2, 3, 99)]
    assert [len(rows(page)) for page in pages] == [50, 50, 20, 20]
    assert "nummer 119" in rows(pages[0])[0]
    assert f"{PAGE}?pagina=2&amp;soort=pass" in pages[0]


@pytest.mark.parametrize(
    "query", ["wie=x", "soort=%", "dag=gisteren", "dag=9999-12-31", "pagina=-1"]
)
def test_an_address_that_makes_no_sense_shows_everything(
    neighbourhood: Neighbourhood, query: str
) -> None:
    passes.make(
        centre_id=neighbourhood.linde,
        count=1,
        on=MONDAY_TEN.date(),
        at=MONDAY_TEN,
        key=b"a key of this test's own, 32 long",
    )
    page = neighbourhood.browser("coordinator").get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert rows(page.text)


def actions_in_the_code() -> set[str]:
    """Return every action that the services write in the trail."""
    found = {"poster.renew", "poster.withdraw", "visit.added", "visit.changed"}
    for path in (ROOT / "registry").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "services" not in str(path) and "care" not in path.parts:
            continue
        if "audit.record(" not in source and "import record" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value.strip()
                found |= {word} if ACTION.fullmatch(word) else set()
    return found


def test_every_deed_has_words_and_a_kind(neighbourhood: Neighbourhood) -> None:
    there = actions_in_the_code()
    assert {"account.roles", "desk.enrol", "tablet.revoke", "visit.walk_in", "pass.erase"} <= there
    with neighbourhood.app.test_request_context():
        assert {one for one in there if deeds.deed(one) == one} == set()
        kinds = set(deeds.kinds())
    assert {one for one in there if one.partition(".")[0] not in kinds} == set()


def test_every_reason_of_a_list_is_told_in_dutch(neighbourhood: Neighbourhood) -> None:
    keys = {*reasons.REASONS, *quarantine.REASONS, *later.REASONS}
    with neighbourhood.app.test_request_context():
        assert {key for key in keys if deeds.why(key) == key} == set()
        assert deeds.why("De trap is nat.") == "De trap is nat."


SAID = {
    "aftercare": ("2026-12-07", "Nazorg: 7 december 2026"),
    "month": ("2026-10", "Maand: oktober 2026"),
    "topic": ("geld", "Onderwerp: Geld en schulden"),
    "outcome": ("warm_overgedragen", "Hoe het is: Warm overgedragen"),
    "role": ("meehelpen", "Rol: Helpt mee"),
    "languages": ("nl tr", "Talen: Nederlands, Turks"),
    "led_by": ("residents", "Wie leidt: bewoners zelf"),
    "main_o": ("ontmoeten", "Eerste O: Ontmoeten"),
    "people": (1234, "Mensen: 1.234"),
    "sensitive": (True, "Gevoelig: ja"),
    "place": ("", "Plaats: niets"),
}


def test_values_are_told_as_people_write_them(neighbourhood: Neighbourhood) -> None:
    here = neighbourhood.linde
    kept = {name: value for name, (value, _) in SAID.items()}
    kept["partner"] = str(neighbourhood.partner_of(here))
    audit.record(
        at=MONDAY_TEN, actor_id=None, action="help.x", object="x", centre_id=here, after=kept
    )
    (row,) = rows(neighbourhood.browser("coordinator").get(f"{PAGE}?soort=help").text)
    for _, said in SAID.values():
        assert said in row, said
    assert "Partner: Partner " in row
