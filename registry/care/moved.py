"""Which databases of an installation are not to be served: one it left, one it half reached.

A small file in the data folder tells; the addresses in it are without their passwords.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from registry.new_file import write_over
from registry.settings import Settings

NOTES = "moved.json"


def begin(source: Settings, target: Settings) -> None:
    """Note that one database is being filled from another."""
    told = _read(source.data_dir)
    told["left"].pop(address_of(target), None)
    told["half"][address_of(target)] = address_of(source)
    _write(source.data_dir, told)


def finish(source: Settings, target: Settings) -> None:
    """Note that the target holds all of the source, which is left."""
    told = _read(source.data_dir)
    told["half"].pop(address_of(target), None)
    told["left"][address_of(source)] = address_of(target)
    _write(source.data_dir, told)


def is_begun(source: Settings, target: Settings) -> bool:
    """Tell whether a move from one to the other began and did not end."""
    return _read(source.data_dir)["half"].get(address_of(target)) == address_of(source)


def why_not(settings: Settings) -> str:
    """Return why a database is not to be used; nothing where it is."""
    told, here = _read(settings.data_dir), address_of(settings)
    if here in told["half"]:
        return (
            f"the move to it is not finished: run `inloop move` once more from {told['half'][here]}"
        )
    if here in told["left"]:
        return f"it was moved to {told['left'][here]}: set INLOOP_DATABASE_URL to that"
    return ""


def address_of(settings: Settings) -> str:
    """Return where a database is, without its password."""
    url = make_url(settings.engine_url)
    return url.set(drivername=url.get_backend_name(), password=None).render_as_string()


def _read(folder: Path) -> dict[str, dict[str, str]]:
    try:
        told: Any = json.loads((folder / NOTES).read_bytes())
    except FileNotFoundError:
        told = {}
    return {"left": dict(told.get("left", {})), "half": dict(told.get("half", {}))}


def _write(folder: Path, told: dict[str, dict[str, str]]) -> None:
    write_over(folder / NOTES, json.dumps(told, indent=1).encode())
