"""docs/licences.md names every locked package with its version and its licence."""

from __future__ import annotations

import re

import pytest

from tests.house.test_vendor import script

licences = script("licences")

MAY = re.compile(
    r"MIT|BSD|Apache|PSF|ISC|0BSD|OFL|MPL|LGPL|CC0|Zlib|CNRI|GPL-3\.0-or-later", re.IGNORECASE
)
"""Licences that the EUPL goes with; those of what only builds bind nobody who runs it."""


def test_the_page_is_what_is_locked() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(licences.rows())


def test_every_package_has_a_licence_that_goes_with_ours() -> None:
    listed = licences.written()
    assert len(listed) > 150
    assert [row for row in listed if not MAY.search(row[4])] == []
    strict = [row[0] for row in listed if re.match(r"A?GPL", row[4]) and row[3] == "runs"]
    assert strict == [], "nothing that runs is under the GPL alone"


def test_another_version_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = licences.locked

    def newer(lock: str) -> dict[str, str]:
        return locked(lock) | ({"flask": "99.0"} if lock in ("app", "dev") else {})

    monkeypatch.setattr(licences, "locked", newer)
    assert licences.PAGE.read_text(encoding="utf-8") != licences.page(licences.rows())
