"""See that the machine has what pip and npm cannot bring; install it by apt when root.

`python requirements/system.py build|run|test`: silent and 0 when all is there, otherwise
one line that says what to install and exit code 2. Standard library only: it runs first.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")
QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


@dataclass(frozen=True)
class Need:
    """A Debian package, and how to see whether the machine already has what it brings."""

    package: str
    present: Callable[[], bool]


def library(package: str, name: str) -> Need:
    """Return the need for a shared library, `name` without `lib` and `.so`."""
    return Need(package, lambda: ctypes.util.find_library(name) is not None)


def command(package: str, *names: str) -> Need:
    """Return the need for a program, under any of these names."""
    return Need(package, lambda: any(shutil.which(name) for name in names))


VENV = f"python3.{sys.version_info.minor}-venv"
BUILD = (Need(VENV, lambda: importlib.util.find_spec("ensurepip") is not None),)
RUN = (
    library("libpango-1.0-0", "pango-1.0"),
    library("libpangoft2-1.0-0", "pangoft2-1.0"),
    library("libharfbuzz-subset0", "harfbuzz-subset"),
    command("fontconfig", "fc-list"),
)
TEST = (
    *RUN,
    command("chromium", "chromium", "chromium-browser", "google-chrome"),
    command("ffmpeg", "ffmpeg"),
    command("openssl", "openssl"),
    command("pgbouncer", "pgbouncer"),
    command("poppler-utils", "pdftoppm"),
    command("strace", "strace"),
    command("systemd", "systemd-analyze"),
)
GROUPS = {"build": BUILD, "run": RUN, "test": TEST}


def missing(needs: tuple[Need, ...]) -> list[str]:
    """Return the packages whose contents this machine lacks, in the order of `needs`."""
    return [need.package for need in needs if not need.present()]


def install(packages: list[str]) -> bool:
    """Install packages by apt; False when this is not root, not Debian, or apt fails."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    sys.stderr.write(f"Installing {' '.join(packages)} by apt-get\n")
    steps = ([*APT, "update"], [*APT, "install", "--yes", "--no-install-recommends", *packages])
    return all(subprocess.run(step, env=QUIET, check=False).returncode == 0 for step in steps)  # noqa: S603 (fixed words and package names of this file)


def main(arguments: list[str]) -> int:
    """Check one group of needs; return 0, or 2 after one line saying what to install."""
    if len(arguments) != 1 or arguments[0] not in GROUPS:
        sys.stderr.write(f"usage: system.py {'|'.join(GROUPS)}\n")
        return 2
    packages = missing(GROUPS[arguments[0]])
    if not packages or install(packages):
        return 0
    sys.stderr.write(
        "This machine misses system packages. Install them as root, then try again: "
        f"apt-get install {' '.join(packages)}\n"
    )
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
