"""The way of corrections into the project: from every centre to files, from files to catalogues."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from registry.centres import queries as centres
from registry.texts import catalogue, queries
from registry.texts.catalogue import CHECKED
from registry.texts.checks import WordsRefused, check
from registry.texts.queries import Correction


class NotACatalogue(ValueError):
    """A file that is no catalogue, or has words that no screen can show; the text says which."""

    code = "not_a_catalogue"


def export(folder: Path) -> dict[Path, int]:
    """Write a catalogue for each language in which a centre has words of its own.

    Where centres differ the newest words count and the others stand in a comment, by centre.
    Returns how many texts each file has. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = {centre.id: centre.name for centre in centres.all_centres()}
    by_language: dict[str, list[Correction]] = {}
    for correction in queries.corrections():
        by_language.setdefault(correction.words.language, []).append(correction)
    written = {}
    for language, corrections in sorted(by_language.items()):
        made = Catalog(locale=language, project="Inloop", charset="utf-8")
        for dutch in dict.fromkeys(one.words.dutch for one in corrections):
            said = [one for one in corrections if one.words.dutch == dutch]
            made.add(dutch, said[0].words.words, user_comments=_comments(said, names))
        file = folder / f"{language}.po"
        with file.open("wb") as output:
            write_po(output, made, width=0, sort_output=True)
        written[file] = len(made)
    return written


def _comments(said: Sequence[Correction], names: Mapping[uuid.UUID, str]) -> list[str]:
    newest = said[0].words
    others = [
        f"{names[one.centre]}: {one.words.words}"
        for one in said[1:]
        if one.words.words != newest.words
    ]
    return [*([CHECKED] if newest.checked else []), *others]


def take_in(file: Path, language: str) -> int:
    """Put the words of a file into the project's catalogue; return how many it knew.

    A text that is not in the catalogue is left. Raises NotACatalogue, and OSError.
    """
    into, given = catalogue.read(language), _read(file, language)
    places = {
        dutch: (message, place)
        for message in into
        if message.id
        for dutch, (place, _) in catalogue.entries(message, into).items()
    }
    count = 0
    for message in given:
        found = places.get(message.id) if isinstance(message.id, str) else None
        if found is None or not isinstance(message.string, str):
            continue
        try:
            check(message.string, dutch=str(message.id))
        except WordsRefused as refusal:
            raise NotACatalogue(f"{message.id!r}: {refusal.code}") from refusal
        known, place = found
        others = [line for line in known.user_comments if line != CHECKED]
        known.user_comments = [*([CHECKED] if catalogue.is_checked(message) else []), *others]
        known.string = _with(known, place, message.string)
        count += 1
    _write(into, catalogue.file_of(language))
    return count


def _with(known: Message, place: int | None, words: str) -> str | tuple[str, ...]:
    """Return an entry's words with those of one place said otherwise."""
    if place is None or not isinstance(known.string, tuple):
        return words
    return tuple(words if at == place else one for at, one in enumerate(known.string))


def _read(file: Path, language: str) -> Catalog:
    try:
        with file.open("rb") as source:
            return read_po(source, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise NotACatalogue(str(error)) from error


def _write(made: Catalog, file: Path) -> None:
    beside = file.with_suffix(".new")
    with beside.open("wb") as output:
        write_po(output, made, width=0, include_lineno=False, ignore_obsolete=True)
    beside.replace(file)
