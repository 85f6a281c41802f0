"""What the house tests share: the repository's files, and an app to compile templates with."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def repository() -> list[Path]:
    """Every file that is, or would be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listing.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def python_files(repository: list[Path]) -> list[Path]:
    """Every Python file people wrote; the steps of a migration are made by a tool."""
    return [path for path in repository if path.suffix == ".py" and path.parent.name != "versions"]


@pytest.fixture(scope="session")
def template_files(repository: list[Path]) -> list[Path]:
    """Every template."""
    return [path for path in repository if (ROOT / "templates") in path.parents]
