"""What the team calls its roles."""

from __future__ import annotations

from flask_babel import gettext as _


def role_words() -> dict[str, str]:
    """Return the name of each role, in order of what they may do."""
    return {
        "host": _("Gastvrouw of gastheer"),
        "coordinator": _("Coördinator"),
        "area": _("Gebiedscoördinator"),
        "admin": _("Beheerder"),
    }
