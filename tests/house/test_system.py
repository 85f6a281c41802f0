"""The check of system packages says in one line what to install where it can't do so itself."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "requirements" / "system.py"


def check(*arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    """Run the check with nothing but `path` to find programs in."""
    return subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, SCRIPT, *arguments],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_programs_are_named_in_one_line_with_the_command_to_install_them(
    tmp_path: Path,
) -> None:
    result = check("test", path=str(tmp_path))
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "apt-get install" in result.stderr
    for package in ("fontconfig", "chromium", "ffmpeg", "openssl", "poppler-utils"):
        assert package in result.stderr


def test_running_asks_for_no_browser(tmp_path: Path) -> None:
    result = check("run", path=str(tmp_path))
    assert "fontconfig" in result.stderr
    assert "chromium" not in result.stderr


def test_a_machine_that_has_it_all_hears_nothing(tmp_path: Path) -> None:
    for program in ("fc-list", "chromium", "ffmpeg", "pdftoppm"):
        (tmp_path / program).touch(mode=0o755)
    result = check("test", path=str(tmp_path))
    missing = result.stderr.split(": ")[-1]
    assert not any(name in missing for name in ("fontconfig", "chromium", "ffmpeg", "poppler"))


def test_an_unknown_group_is_refused(tmp_path: Path) -> None:
    result = check("everything", path=str(tmp_path))
    assert result.returncode == 2
    assert result.stderr == "usage: system.py build|run|test\n"
