"""Corrections on their way into the project: written by centres, taken in by a maintainer."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from registry.texts import catalogue, exchange, services
from registry.theory import load
from tests.builders import MONDAY_TEN, a_centre

WORDING = tuple(load.load().wording())


def say(
    centre_name: str,
    dutch: str,
    words: str,
    *,
    checked: bool = False,
    later: int = 0,
    language: str = "tr",
) -> None:
    (text,) = [one for one in catalogue.texts(language, WORDING) if one.dutch == dutch]
    services.correct(
        centre_id=a_centre(centre_name),
        language=language,
        text=text,
        words=words,
        checked=checked,
        at=MONDAY_TEN + timedelta(minutes=later),
        by=None,
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the Turkish catalogue of a copy of the project's."""
    folder = tmp_path / "translations"
    for language in ("tr", "pl"):
        shutil.copytree(catalogue.FOLDER / language, folder / language)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    return catalogue.file_of("tr")


def test_what_centres_say_is_taken_into_the_catalogue(
    book: Flask, tmp_path: Path, project: Path
) -> None:
    say("De Linde", "Welkom", "Merhaba", checked=True)
    say("Het Anker", "Terug", "Geri dön")
    written = exchange.export(tmp_path / "out")
    assert written == {tmp_path / "out" / "tr.po": 2}
    before = project.read_text(encoding="utf-8")
    assert exchange.take_in(tmp_path / "out" / "tr.po", "tr") == 2
    after = project.read_text(encoding="utf-8")
    assert "# nagekeken\n" in after
    assert 'msgid "Welkom"\nmsgstr "Merhaba"' in after
    assert 'msgid "Terug"\nmsgstr "Geri dön"' in after
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert changed == {
        "# nagekeken",
        'msgstr "Hoş geldiniz"',
        'msgstr "Merhaba"',
        'msgstr "Geri"',
        'msgstr "Geri dön"',
    }


def test_where_centres_differ_the_newest_words_count_and_the_others_are_told(
    book: Flask, tmp_path: Path
) -> None:
    say("De Linde", "Welkom", "Selam", checked=True)
    say("Het Anker", "Welkom", "Merhaba", later=5)
    exchange.export(tmp_path)
    text = (tmp_path / "tr.po").read_text(encoding="utf-8")
    assert '# De Linde: Selam\nmsgid "Welkom"\nmsgstr "Merhaba"' in text
    assert "# nagekeken" not in text


def test_without_corrections_nothing_is_written(book: Flask, tmp_path: Path) -> None:
    assert exchange.export(tmp_path / "out") == {}
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["no catalogue", 'msgid "Welkom"\nmsgstr "%(x)s"\n', 'msgid "Welkom"\nmsgstr "' + "x" * 90],
)
def test_a_file_that_would_break_screens_is_refused_and_nothing_is_changed(
    tmp_path: Path, project: Path, text: str
) -> None:
    before = project.read_bytes()
    file = tmp_path / "tr.po"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(exchange.NotACatalogue):
        exchange.take_in(file, "tr")
    assert project.read_bytes() == before


def test_each_way_to_count_goes_to_its_own_place(
    book: Flask, tmp_path: Path, project: Path
) -> None:
    say("De Linde", "%(number)s bezoeken bewaard (bij 5)", "razem %(number)s", language="pl")
    exchange.export(tmp_path / "out")
    before = catalogue.read("pl").get("%(number)s bezoek bewaard")
    assert exchange.take_in(tmp_path / "out" / "pl.po", "pl") == 1
    after = catalogue.read("pl").get("%(number)s bezoek bewaard")
    assert before is not None
    assert after is not None
    assert after.string == (*before.string[:2], "razem %(number)s")
