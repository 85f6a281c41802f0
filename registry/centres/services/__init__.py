"""What happens to centres and to the tablets that stand in them."""

from registry.centres.services.changes import day_changed
from registry.centres.services.hours import drop_hours, set_hours
from registry.centres.services.logo import keep_logo, remove_logo
from registry.centres.services.moving import (
    AlreadyOnItsWay,
    cancel_move,
    move_tablet,
)
from registry.centres.services.names import CENTRE_NAME, TABLET_NAME, NameRefused
from registry.centres.services.places import (
    CentreExists,
    add_centre,
    change_corner_code,
    close_on,
    mark_as_demo,
    open_on,
    plan_reached,
    set_first_day,
    slug_of,
)
from registry.centres.services.tablets import (
    CODE_ALPHABET,
    CODE_LASTS,
    CODE_LENGTH,
    CodeRefused,
    NoSuchTablet,
    TabletReport,
    enrol,
    issue_enrolment_code,
    rename_tablet,
    report_tablet,
    revoke_tablet,
)
from registry.centres.services.tokens import (
    TabletIdentity,
    admit_tablet,
    identify_tablet,
    renew_token,
)

__all__ = [
    "CENTRE_NAME",
    "CODE_ALPHABET",
    "CODE_LASTS",
    "CODE_LENGTH",
    "TABLET_NAME",
    "AlreadyOnItsWay",
    "CentreExists",
    "CodeRefused",
    "NameRefused",
    "NoSuchTablet",
    "TabletIdentity",
    "TabletReport",
    "add_centre",
    "admit_tablet",
    "cancel_move",
    "change_corner_code",
    "close_on",
    "day_changed",
    "drop_hours",
    "enrol",
    "identify_tablet",
    "issue_enrolment_code",
    "keep_logo",
    "mark_as_demo",
    "move_tablet",
    "open_on",
    "plan_reached",
    "remove_logo",
    "rename_tablet",
    "renew_token",
    "report_tablet",
    "revoke_tablet",
    "set_first_day",
    "set_hours",
    "slug_of",
]
