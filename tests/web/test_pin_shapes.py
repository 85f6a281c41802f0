"""What is typed at the desk's lock and is no PIN."""

from __future__ import annotations

import pytest

from tests.web.conftest import Neighbourhood
from tests.web.test_desk import a_pin, at_desk, type_in


@pytest.mark.parametrize("pin", ["", "12", "geen pin", "٣٤٣٤٣٤", "0" * 500])
def test_what_is_no_pin_is_refused_kindly(neighbourhood: Neighbourhood, pin: str) -> None:
    status, page = type_in(at_desk(neighbourhood), a_pin(neighbourhood, "host")[0], pin)
    assert status == 422
    assert "pin-error" in page
