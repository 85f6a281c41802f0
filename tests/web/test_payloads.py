"""Hostile words in what leaves the house beside paper: calendars, tables, the theory of change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.activities import services as activities
from registry.activities.reasons import Why
from registry.centres import services as centres
from registry.settings import ROOT
from registry.theory import load
from tests.builders import MONDAY_TEN, a_daily_activity
from tests.web.conftest import Neighbourhood
from tests.web.test_calendar import ADDRESS, read

KNOWN_PARTS = {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
KNOWN_LINES = re.compile(
    r"(BEGIN|END|VERSION|PRODID|CALSCALE|NAME|X-WR-CALNAME|X-WR-TIMEZONE|REFRESH-INTERVAL"
    r"|X-PUBLISHED-TTL|TZID|DTSTART|DTEND|RRULE|TZNAME|TZOFFSETFROM|TZOFFSETTO|UID|DTSTAMP"
    r"|LAST-MODIFIED|TRANSP|SUMMARY|STATUS|SEQUENCE|LOCATION|CATEGORIES|DESCRIPTION)[:;]"
)
BREAKS = ("\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\\n", "\r\n ")


def odd_lines(calendar: bytes) -> list[str]:
    """Return the lines of a calendar that the app has no reason to write."""
    lines = re.sub(r"\r\n[ \t]", "", calendar.decode()).split("\r\n")
    parts = [line[6:] for line in lines if line.startswith("BEGIN:")]
    strange = [line for line in lines[:-1] if not KNOWN_LINES.match(line) or "\n" in line]
    return strange + [part for part in parts if part not in KNOWN_PARTS]


def write_everywhere(here: Neighbourhood, text: str) -> None:
    """Write a text wherever the calendar of De Linde shows one."""
    a_daily_activity(here.linde, text, place=text, description=text, target_group=text)
    why = Why("anders", text)
    activities.cancel_occurrence(
        centre_id=here.linde, occurrence_id=here.inloop, why=why, at=MONDAY_TEN, by=None
    )
    day = MONDAY_TEN.date().replace(day=27)
    centres.close_on(centre_id=here.linde, day=day, reason=text)


@pytest.mark.parametrize("ends", BREAKS, ids=ascii)
def test_no_text_adds_a_line_to_the_calendar(neighbourhood: Neighbourhood, ends: str) -> None:
    text = f"x{ends}ATTACH:h{ends}BEGIN:VALARM"
    write_everywhere(neighbourhood, text)
    phone = neighbourhood.browser()
    sent = phone.get(ADDRESS).data
    assert b"VALARM" in sent, "the words themselves are told"
    assert odd_lines(sent) == []
    assert read(phone).vevent_list
    assert all(len(line) <= 75 for line in sent.split(b"\r\n"))


def test_a_calendar_that_does_not_escape_is_caught(neighbourhood: Neighbourhood) -> None:
    write_everywhere(neighbourhood, "x\nBEGIN:VALARM\nATTACH:h")
    sent = neighbourhood.browser().get(ADDRESS).data
    assert odd_lines(sent.replace(rb"\n", b"\r\n")) != []
    assert odd_lines(sent.replace(rb"\n", b"\n")) != []


def test_tables_are_written_in_one_place_only() -> None:
    """Where every text is made harmless: see tests/sheets/test_table.py."""
    writers = [
        str(path.relative_to(ROOT))
        for folder in ("kiosk", "registry")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if re.search(r"\bcsv\.(writer|DictWriter)\b|\bWorkbook\(", path.read_text(encoding="utf-8"))
    ]
    assert writers == ["registry/sheets/spreadsheets.py"]


def test_a_theory_of_change_is_words_on_every_page(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    original = (ROOT / "registry" / "theory" / "zuidwest.toml").read_text(encoding="utf-8")
    attack = "<img/src=x/onerror=alert(1)>{{7*7}}"
    hostile, times = re.subn(r'(?m)^(text = ")', rf"\g<1>{attack}", original)
    assert times > 20
    file = tmp_path / "hostile.toml"
    file.write_text(hostile, encoding="utf-8")
    monkeypatch.setitem(neighbourhood.app.extensions, "inloop_theory", load.load(file))
    client = neighbourhood.browser("coordinator")
    for address in ("/theorie", "/team/instellingen/vragen", "/team/activiteiten/nieuw"):
        page = client.get(address)
        assert page.status_code == 200
        assert "&lt;img/src=x/onerror=alert(1)&gt;{{7*7}}" in page.text, address
        assert "<img/src=x" not in page.text
