"""Look up whether a locked package is known to be unsafe: pip-audit and npm audit, in one verdict.

Run by `make check`. A package with a known fault ends it with 1. Without a network nothing is known
and nothing fails: then it says so, since silence would look like a verdict.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120
PIP_AUDIT = (
    *(str(Path(sys.executable).parent / "pip-audit"), "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off", "--timeout", "10", "--format", "json"),
)
NPM_AUDIT = ("npm", "audit", "--json")
LOCKS = ("dev", "tools")
"""The first has all that an installation has, and more."""
GRAVE = {"moderate", "high", "critical"}
"""How bad a fault of npm's has to be; below that it only says what could be better."""

Run = Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class Told:
    """What was looked up: of how many packages something is known, and which are unsafe."""

    known: int
    unsafe: tuple[str, ...] = ()


def run(words: Sequence[str]) -> str:
    """Run a command and return what it printed; "" where it can't be run or never ends."""
    try:
        ended = subprocess.run(  # noqa: S603  # our own words
            words, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout


def of_python(lock: str, run: Run) -> Told:
    """Return what is known of the packages of a lock of Python's."""
    said = _read(run([*PIP_AUDIT, "--requirement", f"requirements/{lock}.txt"]))
    listed = [one for one in said.get("dependencies", []) if "skip_reason" not in one]
    return Told(
        len(listed),
        tuple(
            f"{one['name']} {one['version']}: {fault['id']}"
            for one in listed
            for fault in one.get("vulns", [])
        ),
    )


def of_node(run: Run) -> Told:
    """Return what is known of the packages of npm's lock."""
    said = _read(run(NPM_AUDIT))
    counted = said.get("metadata", {}).get("dependencies", {}).get("total", 0)
    unsafe = [
        f"{name} {one.get('range', '')}: {one['severity']}"
        for name, one in said.get("vulnerabilities", {}).items()
        if one["severity"] in GRAVE
    ]
    return Told(int(counted), tuple(unsafe))


def _read(printed: str) -> dict[str, Any]:
    try:
        said = json.loads(printed)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def main(run: Run = run) -> int:
    """Look everything up, say what came of it, and return how the command ends."""
    told = {f"requirements/{lock}.txt": of_python(lock, run) for lock in LOCKS}
    told["package-lock.json"] = of_node(run)
    for name, one in told.items():
        if not one.known:
            sys.stderr.write(f"advisories: nothing could be looked up for {name} from here\n")
        for fault in one.unsafe:
            sys.stderr.write(f"advisories: unsafe, in {name}: {fault}\n")
    sys.stdout.write(f"advisories: {sum(one.known for one in told.values())} packages looked up\n")
    return 1 if any(one.unsafe for one in told.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
