"""Passwords: which are good enough, and how they are kept and compared (argon2id)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
LEFT_OVER = 5
"""How many different characters must remain once every obvious word is taken out."""

_WORDS = """
1234567890 0987654321 123456789 12345678 1234567 123456 654321 12345 54321 1234 4321 0000
qwertzuiop qwertyuiop azertyuiop asdfghjkl zxcvbnm yxcvbnm qwertz qwerty azerty asdfgh qazwsx
1q2w3e4r5t 1q2w3e4r 1qaz2wsx abcdefghijkl abcdef abc123 abcd
wachtwoorden wachtwoord password passwort passw0rd p4ssword pa55word geheimpje geheim secret
letmein iloveyou monkey dragon sunshine princess superman football baseball master whatever
trustno1 changeme veranderdit verander tijdelijk standaard default testtest test inloggen
aanmelden login logon toegang admin administrator beheerder beheer root gebruiker user welkom01
welkom welcome hallo hello goedemorgen goedendag ikhouvanjou schatje liefje voetbal ajax feyenoord
psv computer internet samsung nederland holland oranje
winter lente zomer herfst spring summer autumn januari februari maart april juni juli augustus
september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
inloop ontmoetingscentrum ontmoetingscentra ontmoeten ontwikkelen ontspannen ondersteunen
ondernemen buurthuis wijkcentrum buurtkamer huiskamer buurt wijk centrum gemeente denhaag haag
zuidwest moerwijk escamp morgenstond bouwlust vrederust leyenburg bewoner coordinator gastvrouw
gastheer vrijwilliger kiosk tablet maandblad
"""
OBVIOUS = frozenset(_WORDS.split())
"""Rows of keys, words of leaked passwords, the calendar, and words of this work and place."""


class PasswordRefused(Exception):
    """A password that is too short, too long or too easy to guess; `code` says which."""

    def __init__(self, code: str) -> None:
        """Take too_short, too_long or too_obvious."""
        super().__init__(code)
        self.code = code


_hasher = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
"""OWASP's memory for argon2id with a pass to spare: eight at once leave room for check-ins."""


def hash_of(password: str) -> str:
    """Return the argon2id hash of a password, in PHC form."""
    return _hasher.hash(_canonical(password))


@cache
def _nobody() -> str:
    return hash_of("the password of an account that does not exist")


def matches(password: str, kept: str | None) -> bool:
    """Tell whether a password belongs to a kept hash; as slow where there is none."""
    try:
        _hasher.verify(kept or _nobody(), _canonical(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with other settings than today's."""
    return _hasher.check_needs_rehash(kept)


def check(password: str, *, about: Iterable[str] = ()) -> None:
    """Refuse a password that is easy to guess; `about` holds names of the person and the centre.

    Raises PasswordRefused. A password passes when it is none that many people chose and, without
    obvious words, years, and the words of `about`, at least five different characters are left.
    """
    if len(_canonical(password)) < SHORTEST:
        raise PasswordRefused("too_short")
    if len(password) > LONGEST:
        raise PasswordRefused("too_long")
    if _plain(password) in _chosen_by_many():
        raise PasswordRefused("too_obvious")
    rest = _plain(password)
    words = {_plain(word) for text in about for word in re.split(r"[\W_]+", text)}
    for word in sorted({*OBVIOUS, *words}, key=len, reverse=True):
        if len(word) >= 3:
            rest = rest.replace(word, " ")
    rest = re.sub(r"(?:19|20)\d\d|\s", "", rest)
    if len(set(rest)) < LEFT_OVER:
        raise PasswordRefused("too_obvious")


@cache
def _chosen_by_many() -> frozenset[str]:
    """Return the commonest passwords of leaks that are long enough to be chosen here."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # read when a password is chosen, not before

    return frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST)


def _canonical(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _plain(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in marked if sign.isalnum())
