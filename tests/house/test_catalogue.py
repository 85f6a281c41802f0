"""What residents read is translated in every language, whole and with the same blanks."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from registry.texts.catalogue import screens_of
from registry.theory import load
from registry.translations.babel import questions
from registry.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
BLANK = re.compile(r"%\((\w+)\)[sd]|%[sd]")
TRANSLATED = [code for code in LANGUAGES if code != "nl"]  # nl: the text is the key


def catalogue(code: str) -> Catalog:
    """Return the catalogue of a language."""
    path = ROOT / "registry" / "translations" / code / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def texts(message: Message) -> list[str]:
    """Return the translations of a message, each of its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def blanks(text: str) -> list[str]:
    """Return what is filled in when a text is shown."""
    return sorted(match[0] for match in BLANK.finditer(text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_a_resident_reads_is_translated(code: str) -> None:
    missing = [
        message.id
        for message in catalogue(code)
        if message.id and screens_of(message) and not all(texts(message))
    ]
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_a_guess(code: str) -> None:
    assert [message.id for message in catalogue(code) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_fills_in_what_the_dutch_fills_in(code: str) -> None:
    different = [
        (message.id, text)
        for message in catalogue(code)
        if message.id and isinstance(message.id, str)
        for text in texts(message)
        if text and blanks(text) != blanks(message.id)
    ]
    assert different == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_counted_text_fills_in_nothing_else_than_the_dutch(code: str) -> None:
    different = [
        (message.id, text)
        for message in catalogue(code)
        if isinstance(message.id, tuple)
        for text in texts(message)
        if not set(blanks(text)) <= set(blanks(message.id[1]))
    ]
    assert different == []


def test_every_wording_of_the_theory_reaches_the_catalogue_with_its_line() -> None:
    with load.DEFAULT.open("rb") as file:
        found = {text: line for line, _, text, _ in questions(file, (), (), {})}
    lines = load.DEFAULT.read_text(encoding="utf-8").splitlines()
    assert list(found) == list(load.load().wording())
    assert all(f'"{text}"' in lines[line - 1] for text, line in found.items())
