"""The tally sheet as it comes out of the printer."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from registry.paper import tally

DAY = date(2026, 11, 23)
LONG = "Zaterdags koken en eten met de hele Zuidwestbuurt"


def printed(path: Path, lines: list[tally.Line]) -> str:
    path.write_bytes(tally.tally_pdf(lines, centre="De Linde", day=DAY))
    words = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(words, check=True, capture_output=True).stdout.decode()  # noqa: S603


def pages(path: Path) -> int:
    words = ["pdfinfo", str(path)]
    told = subprocess.run(words, check=True, capture_output=True).stdout.decode()  # noqa: S603
    return int(told.partition("Pages:")[2].split()[0])


def a_line(title: str = "Fietsles") -> tally.Line:
    return tally.Line(title, "ontwikkelen", "10.00", "11.30", "Zaal 1")


def test_the_days_programme_stands_on_one_page_with_room_for_more(tmp_path: Path) -> None:
    file = tmp_path / "tally.pdf"
    text = printed(file, [a_line(), a_line("Open inloop"), a_line(LONG)])
    assert "maandag 23 november 2026" in text
    assert "De Linde" in text
    for words in ("Fietsles", "Open inloop", "10.00", "tot 11.30", "Zonder activiteit", "Anders:"):
        assert words in text
    said = " ".join(text.split())
    assert "Schrijf geen namen op." in said
    assert "Of typ de getallen later in bij de dag." in said
    assert pages(file) == 1


def test_a_full_day_goes_on_on_a_second_page_with_its_headings(tmp_path: Path) -> None:
    file = tmp_path / "tally.pdf"
    text = printed(file, [a_line(f"Les {number}") for number in range(20)])
    assert pages(file) == 2
    assert text.count("Mensen, in vijven") == 2
    assert text.count("Waarvan") == 2
    assert all(f"Les {number}" in text for number in range(20))
