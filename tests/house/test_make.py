"""The Makefile tells what it can do, and the locks it installs from are whole."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["app", "dev", "node", "tools"]


def locked(name: str) -> dict[str, str]:
    """Return package → its whole entry (version, marker, hashes) of a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    return {re.split(r"[=\[ ]", entry, maxsplit=1)[0]: entry for entry in entries}


def test_make_alone_lists_every_target_with_its_purpose() -> None:
    make = shutil.which("make")
    assert make is not None
    result = subprocess.run(  # noqa: S603 (our own Makefile)
        [make, "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    listed = dict(re.findall(r"^make (\S+)\s+(\S.*)$", result.stdout, re.MULTILINE))
    assert set(listed) == set(targets)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_an_exact_version_and_hashes(name: str) -> None:
    entries = locked(name)
    assert entries
    for entry in entries.values():
        assert re.match(r"[a-z0-9.-]+==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(--index-url|--extra-index-url|--find-links|-i )|://", text, re.M)


def test_what_the_project_asks_for_is_what_the_lock_holds() -> None:
    asked = [
        re.split(r"[\[<>=]", wish, maxsplit=1)[0] for wish in PROJECT["project"]["dependencies"]
    ]
    app, dev = locked("app"), locked("dev")
    assert set(asked) <= set(app)
    for wish in PROJECT["project"]["dependencies"]:
        if "==" in wish:
            assert app[wish.split("==")[0]].startswith(wish)
    assert {name: entry.split()[0] for name, entry in app.items()}.items() <= {
        name: entry.split()[0] for name, entry in dev.items()
    }.items()


def test_ci_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in script
    assert [line for line in script if line.startswith("make ")] == ["make check", "make test"]
