"""The documents keep up with the code: versions, commands, settings, decisions."""

import re
import tomllib
from pathlib import Path

import click

from registry.cli import frame
from registry.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def commands(below: click.Command = frame.inloop, typed: str = "inloop") -> list[str]:
    """Return every command below one, as it is typed."""
    if not isinstance(below, click.Group):
        return [typed]
    return [
        command
        for name, one in below.commands.items()
        for command in commands(one, f"{typed} {name}")
    ]


def variables() -> set[str]:
    """Return the environment variables that the settings are read from."""
    return {
        str(field.validation_alias.choices[0])  # type: ignore[union-attr]
        if field.validation_alias
        else f"INLOOP_{name.upper()}"
        for name, field in Settings.model_fields.items()
    }


def test_the_readme_names_every_command() -> None:
    there = commands()
    assert "inloop serve" in there
    assert [command for command in there if command not in README] == []


def test_the_readme_names_every_setting() -> None:
    there = variables()
    assert {"INLOOP_DATA_DIR", "PORT"} <= there
    assert {name for name in there if f"`{name}`" not in README} == set()


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    assert set(re.findall(r"\bINLOOP_[A-Z_]+\b", README)) <= variables()


def test_the_changelog_tells_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(project['version'])}\]", changelog, re.MULTILINE)


def test_decisions_are_numbered_without_a_gap_and_short() -> None:
    assert DECISIONS
    assert [path.name[:4] for path in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]
    for path in DECISIONS:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert re.match(r"# \S", lines[0])
        assert len(lines) <= 10, path.name
        text = "\n".join(lines)
        assert all(f"**{part}**" in text for part in ("Context", "Decision", "Consequence")), path


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.\s*[A-Z]", text, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
