"""What is proposed for a list before anybody looked: its columns, and what its names mean."""

from __future__ import annotations

import uuid
from datetime import date

from registry.activities import queries as activities
from registry.imports import columns, lines
from registry.imports.lines import Matching
from registry.imports.names import MOST_NAMES, meant
from registry.imports.services.judging import Choices
from registry.imports.table import Table


def titles_at(centre_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Return what a centre's activities are called, those that were stopped too."""
    return {
        view.id: view.title for view in activities.activities(centre_id=centre_id, archived=True)
    }


def proposed(*, centre_id: uuid.UUID, table: Table, since: date) -> Choices:
    """Return the choices that a list itself gives reason for; `since` is the centre's first day."""
    titles = titles_at(centre_id)
    found = columns.guess(table, set(titles.values()))
    matching = Matching(found, columns.rows_are(table, found))
    found_names = list(lines.names_in(table, matching))
    names = {}
    for folded, written, _ in found_names if len(found_names) <= MOST_NAMES else ():
        if (one := meant(written, titles).activity_id) is not None:
            names[folded] = one
    return Choices(matching=matching, names=names, since=since)
