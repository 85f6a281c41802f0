"""What the house tests share: the repository's files, and an app to compile templates with."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from registry.factory import create_app
from registry.settings import Settings

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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation of the test's own, with a secret and without tables."""
    settings = Settings.read(data_dir=tmp_path / "data")
    settings.make_secret()
    return settings


@pytest.fixture
def bare_app(settings: Settings) -> Flask:
    """The app before the kiosk and the team's pages are added: what every response goes through."""
    return create_app(settings)
