"""The files of deploy/ and docs/install.md agree with each other, with commands and settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from registry.settings import Settings
from tests.house.test_documents import commands, variables

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALL = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
CARE = (ROOT / "docs" / "care.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
MOST_EXPOSED = 1.5


def said(unit: Path) -> list[tuple[str, str]]:
    """Return what a unit says, in its order."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("=", 1)) for line in lines if re.match(r"\w+=", line)]  # type: ignore[misc]


def unknown(text: str) -> list[str]:
    """Return the commands of Inloop that a text types and that are not there."""
    typed = re.findall(r"^(?: {4})?(?:sudo )?inloop ((?:[a-z]+)(?: [a-z]+)?)", text, re.MULTILINE)
    there = commands()
    return [one for one in typed if not any(f"inloop {one} ".startswith(f"{c} ") for c in there)]


def test_the_guide_types_only_commands_that_are_there() -> None:
    blocks = "".join(FENCED.findall(INSTALL))
    assert {"inloop init\n", "inloop doctor\n"} <= set(blocks.splitlines(keepends=True))
    assert unknown(blocks) == []
    assert unknown(CARE) == []
    assert unknown("inloop inti\n    inloop backups FILE\n") == ["inti", "backups"]


def test_what_the_guide_types_is_whole_shell() -> None:
    for block in FENCED.findall(INSTALL):
        subprocess.run(["bash", "-n"], input=block, text=True, check=True)  # noqa: S607


def test_the_files_that_the_guide_copies_are_there() -> None:
    named = set(re.findall(r"\b(deploy/[\w./-]*\w)", INSTALL + CARE))
    assert {"deploy/inloop", "deploy/inloop.env", "deploy/Caddyfile", "deploy/systemd"} <= named
    assert {one for one in named if not (ROOT / one).exists()} == {"deploy/systemd/inloop"}
    assert {unit.name for unit in UNITS} >= set(
        re.findall(r"\binloop[\w-]*\.(?:service|timer)", INSTALL)
    )


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_what_is_there_with_the_settings_of_the_guide(unit: Path) -> None:
    lines = said(unit)
    told = dict(lines)
    (started,) = [value for name, value in lines if name == "ExecStart"]
    program, *arguments = started.removeprefix("/srv/inloop/").split()
    if program == ".venv/bin/inloop":
        assert f"inloop {arguments[0]}" in commands()
    else:
        assert os.access(ROOT / program, os.X_OK)
    assert (told["User"], told["WorkingDirectory"]) == ("inloop", "/srv/inloop")
    assert told["EnvironmentFile"] == "/etc/inloop.env"
    assert "INLOOP_DATA_DIR=/var/lib/inloop\n" in (DEPLOY / "inloop.env").read_text()
    assert told["StateDirectory"] == "inloop"


def test_the_services_are_shut_in_alike() -> None:
    parts = {
        unit.read_text().split("# What it can do")[1].split("\n\n")[0].strip() for unit in SERVICES
    }
    assert len(parts) == 1
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "MemoryDenyWriteExecute=yes"} <= set(
        parts.pop().splitlines()
    )


def test_every_timer_has_its_service_and_is_switched_on_in_the_guide() -> None:
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert len(timers) == 2
    (switched,) = re.findall(r"^systemctl enable --now (.+)$", INSTALL, re.MULTILINE)
    assert set(switched.split()) == {"inloop.service", *(unit.name for unit in timers)}
    for unit in timers:
        assert unit.with_suffix(".service") in SERVICES
        assert dict(said(unit))["OnCalendar"].endswith("Europe/Amsterdam")


def test_systemd_understands_every_line() -> None:
    analyze = shutil.which("systemd-analyze")
    assert analyze, "make setup installs it"
    verified = subprocess.run(  # noqa: S603 (our own files)
        [analyze, "verify", "--man=no", *UNITS], capture_output=True, text=True, check=False
    )
    faults = [line for line in verified.stderr.splitlines() if "is not executable" not in line]
    assert faults == []
    for unit in SERVICES:
        security = subprocess.run(  # noqa: S603 (our own files)
            [analyze, "security", "--offline=true", "--no-pager", unit],
            capture_output=True,
            text=True,
            check=False,
        )
        (exposed,) = re.findall(r"exposure level for \S+: ([\d.]+)", security.stdout)
        assert float(exposed) <= MOST_EXPOSED


def test_the_proxy_serves_where_inloop_listens_and_gives_one_certificate_away() -> None:
    port = Settings.model_fields["port"].default
    for name, host in (("Caddyfile", "inloop.example.org"), ("Caddyfile.lan", "inloop.home.arpa")):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        assert f"reverse_proxy 127.0.0.1:{port}\n" in text
        assert f"\n{host} {{\n" in text
        assert f"s|{host}|$NAME|g" in INSTALL
    given = re.findall(r"handle (/\S+) \{\n\t\trewrite \* (\S+)\n", text)
    assert given == [("/inloop.crt", "/root.crt")]  # the key lies beside it
    assert text.count("file_server") == 1


def test_the_settings_file_names_settings_only() -> None:
    names = set(re.findall(r"^#?(\w+)=", (DEPLOY / "inloop.env").read_text(), re.MULTILINE))
    assert names - {"BACKUP_TO"} <= variables()


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The scripts with every path of theirs in a folder of the test, and an `inloop` that tells."""
    told = tmp_path / "told"
    for folder in ("srv/inloop/.venv/bin", "srv/inloop/deploy", "etc", "var/backups/inloop", "bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("inloop", "nightly-backup"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = re.sub(r"(?m)(^|[ =])/(?=(srv|etc|var)/)", rf"\1{tmp_path}/", text)
        _program(tmp_path / "srv/inloop/deploy" / name, text)
    _program(tmp_path / "bin" / "id", "#!/bin/sh\necho inloop\n")
    _program(
        tmp_path / "srv/inloop/.venv/bin/inloop",
        f'#!/bin/sh\necho "$INLOOP_PUBLIC_URL $*" >> {told}\nif [ "$1" = fail ]; then exit 2; fi\n',
    )
    env = (
        (DEPLOY / "inloop.env").read_text().replace('#BACKUP_TO="age1…"', 'BACKUP_TO="age1a age1b"')
    )
    (tmp_path / "etc/inloop.env").write_text(env, encoding="utf-8")
    return {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}


def _program(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def test_the_nightly_script_shuts_the_backup_for_every_key_and_keeps_sixty_days(
    tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    backups = tmp_path / "var/backups/inloop"
    for days in (59, 62):
        old = backups / f"{days}.backup"
        old.touch()
        os.utime(old, (time.time() - days * 86400,) * 2)
    subprocess.run([tmp_path / "srv/inloop/deploy/nightly-backup"], env=elsewhere, check=True)  # noqa: S603
    (line,) = (tmp_path / "told").read_text().splitlines()
    assert re.fullmatch(
        rf"https://inloop\.example\.org backup {backups}/[\d-]+\.backup --to age1a --to age1b", line
    )
    assert [file.name for file in backups.iterdir()] == ["59.backup"]


def test_the_command_ends_as_inloop_ends(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    typed = [tmp_path / "srv/inloop/deploy/inloop", "fail", "a b"]
    assert subprocess.run(typed, env=elsewhere, check=False).returncode == 2  # noqa: S603
    assert (tmp_path / "told").read_text() == "https://inloop.example.org fail a b\n"
