"""The text of a pass."""

import re
from itertools import combinations, product
from string import ascii_uppercase, digits

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registry.passes import token

TOKENS = st.binary(min_size=16, max_size=16)


@given(TOKENS)
def test_what_was_written_is_read_back(raw: bytes) -> None:
    assert token.read(token.write(raw)) == raw


@given(TOKENS)
def test_a_text_has_only_what_every_scanner_can_type(raw: bytes) -> None:
    assert re.fullmatch(r"([0-9A-Z]{4}-){6}[0-9A-Z]{3}", token.write(raw))


@given(TOKENS, st.integers(0, 26), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(raw: bytes, place: int, wrong: str) -> None:
    whole = list(token.write(raw).replace("-", ""))
    assume(whole[place] != wrong)
    whole[place] = wrong
    with pytest.raises(token.NotAPass):
        token.read("".join(whole))


def test_neighbours_that_changed_places_are_noticed_but_for_one_in_600() -> None:
    pairs = list(combinations(token.ALPHABET, 2))
    before = digits + ascii_uppercase  # each leads to another of the 36 sums
    missed = [
        (first, one, other)
        for first, (one, other) in product(before, pairs)
        if token.check_character(first + one + other) == token.check_character(first + other + one)
    ]
    assert len(missed) < len(before) * len(pairs) / 600


def test_lower_case_and_spaces_do_not_matter() -> None:
    text = token.make()
    assert token.read(f" {text.lower()} ") == token.read(text)


@pytest.mark.parametrize("text", ["", "8F3K", "I" * 27, "https://example.org/", "Z" * 27, "é" * 27])
def test_what_is_no_pass_is_refused(text: str) -> None:
    with pytest.raises(token.NotAPass):
        token.read(text)


def test_only_sixteen_bytes_can_be_written() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        token.write(b"short")


def test_the_check_character_follows_the_standard() -> None:
    # The worked example of ISO 7064 for MOD 37,36 (as used by the GRid identifier of the music
    # trade): A12425GABC1234002 has the check character M.
    assert token.check_character("A12425GABC1234002") == "M"


def test_passes_differ_from_each_other() -> None:
    assert len({token.make() for _ in range(1000)}) == 1000


def test_the_hash_depends_on_the_key() -> None:
    raw = token.read(token.make())
    assert token.hash_of(raw, b"one") != token.hash_of(raw, b"two")
