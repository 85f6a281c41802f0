"""Recorded voices for the tablet: which of its texts have a clip, and the sound of one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort
from flask_babel import force_locale, gettext

from kiosk import tablet
from registry import fragments
from registry.activities.queries import ProgrammeItem
from registry.centres.queries import CentreView
from registry.spoken import queries as spoken
from registry.spoken.texts import tidy
from registry.texts.queries import OwnWords

blueprint = Blueprint("clips", __name__)


def listed(
    centre: CentreView, items: Sequence[ProgrammeItem], own: Sequence[OwnWords]
) -> dict[str, dict[str, str]]:
    """Return {language: {text as the screens show it: address of its clip}}.

    `items` are the activities of the day, whose names have translations of their own, `own` the
    centre's own words.
    """
    titles = {tidy(item.title): item.titles for item in items}
    corrected = {(one.language, one.dutch): one.words for one in own}
    found: dict[str, dict[str, str]] = {}
    for clip in spoken.clips(centre_id=centre.id):
        if clip.language not in centre.languages:
            continue
        if clip.text in titles:
            shown = titles[clip.text].get(clip.language, clip.text)
        else:
            with force_locale(clip.language):
                shown = corrected.get((clip.language, clip.text)) or gettext(clip.text)
        found.setdefault(clip.language, {})[tidy(shown)] = f"/kiosk/clips/{clip.digest}"
    return found


@blueprint.get("/kiosk/clips/<string:digest>")
@tablet.enrolled
def clip(digest: str) -> Response:
    """Send a clip of the tablet's centre; its name is its content, so it is kept for ever."""
    sound = spoken.sound(centre_id=tablet.here().centre_id, digest=digest)
    if sound is None:
        abort(404)
    return fragments.kept(sound.content, sound.media_type)
