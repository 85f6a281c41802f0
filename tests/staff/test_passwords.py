"""Which passwords are good enough."""

import pytest

from registry.staff import passwords
from tests import cheaper


@pytest.mark.parametrize(
    "password",
    ["vijf paarse fietsen", "correcthorsebattery", "Xk4-92qLmz!t", "de trap kraakt 's nachts"],
)
def test_a_password_that_is_hard_to_guess_passes(password: str) -> None:
    passwords.check(password, about=("De Linde",))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elf tekens.", "too_short"),
        ("", "too_short"),
        ("x" * 201, "too_long"),
        ("aaaaaaaaaaaa", "too_obvious"),
        ("123456789012", "too_obvious"),
        ("abababababab", "too_obvious"),
        ("Wachtwoord123!", "too_obvious"),
        ("Welkom2026Welkom", "too_obvious"),
        ("Zomer2026!Zomer!", "too_obvious"),
        ("inloop-inloop-inloop", "too_obvious"),
        ("Moerwijk Den Haag", "too_obvious"),
        ("qwertyuiop12", "too_obvious"),
        ("De Lindé De Linde", "too_obvious"),
        ("!@#$%^&*()_+", "too_obvious"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str, code: str) -> None:
    with pytest.raises(passwords.PasswordRefused) as refused:
        passwords.check(password, about=("De Linde",))
    assert refused.value.code == code


def test_the_same_letters_typed_another_way_are_the_same_password() -> None:
    composed, decomposed = "caf\u00e9 aan de vaart", "cafe\u0301 aan de vaart"
    assert passwords.matches(decomposed, passwords.hash_of(composed))


def test_two_hashes_of_one_password_differ() -> None:
    assert passwords.hash_of("vijf paarse fietsen") != passwords.hash_of("vijf paarse fietsen")


def test_a_hash_costs_what_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", cheaper.DEAR)
    assert passwords.hash_of("x").startswith("$argon2id$v=19$m=19456,t=3,p=1$")


def test_a_damaged_hash_matches_nothing() -> None:
    assert not passwords.matches("vijf paarse fietsen", "$argon2id$nonsense")


@pytest.mark.parametrize("password", ["1qazxsw23edc", "1QAZxsw23edc", "q1w2e3r4t5y6"])
def test_what_many_people_chose_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordRefused) as refused:
        passwords.check(password)
    assert refused.value.code == "too_obvious"


def test_the_list_of_what_many_chose_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(passwords._chosen_by_many()) > 100
    monkeypatch.setattr(passwords, "_chosen_by_many", frozenset)
    passwords.check("1qazxsw23edc")
