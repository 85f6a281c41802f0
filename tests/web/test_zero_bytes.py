"""The zero sign, which PostgreSQL has no room for: refused on every page, on both databases."""

import pytest

from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture
from tests.web.conftest import Neighbourhood


@pytest.mark.parametrize(
    ("who", "address", "field"),
    [
        ("stranger", "/team/inloggen", "email"),
        ("coordinator", "/team/maandblad/2026-10", "words"),
        ("coordinator", "/team/activiteiten/nieuw", "title"),
    ],
)
def test_a_zero_sign_in_a_form_is_not_understood(
    neighbourhood: Neighbourhood, who: str, address: str, field: str
) -> None:
    sent = {"password": "vier losse woorden", field: "a\0b"}
    answer = neighbourhood.browser(who).post(address, data=sent)
    assert answer.status_code == 400
    assert "Dit begrijpen we niet." in answer.text
