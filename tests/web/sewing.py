"""A sewing class as a coordinator types it into the form of an activity."""

from typing import Any

from registry.activities import queries
from registry.activities.queries import ActivityView
from tests.web.conftest import Neighbourhood

NEW = "/team/activiteiten/nieuw"


def filled_in(**more: object) -> dict[str, Any]:
    """Return the form of a sewing class as the browser sends it; None leaves a field out."""
    typed: dict[str, Any] = {
        "title": "Naailes",
        "type_key": "A10",
        "every": "week",
        "weekdays": ["1"],
        "starts": "9.30",
        "ends": "11.00",
        "first_day": "2026-11-23",
        "last_day": "",
        "place": "Zaal 2",
        "capacity": "",
        "pictogram": "needle",
        "description": "",
        "main_o": "ontwikkelen",
        "goal_SV": "vooral",
        "subgoals": ["SV-D1", "SV-D3", "SV-D4"],
        "led_by": "team",
        "sensitive": "nee",
        "sensitive_reason": "",
        **more,
    }
    return {name: value for name, value in typed.items() if value is not None}


def sewing(here: Neighbourhood) -> ActivityView:
    """Return the sewing class of De Linde, which there has to be."""
    (found,) = [
        view for view in queries.activities(centre_id=here.linde) if view.title == "Naailes"
    ]
    return found


def nothing_new(here: Neighbourhood) -> bool:
    """Tell whether De Linde has only the two activities that it had."""
    return len(queries.activities(centre_id=here.linde)) == 2
