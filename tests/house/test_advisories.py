"""What `make check` says of packages known to be unsafe, and where nothing can be known."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.house.test_vendor import script

advisories = script("advisories")
ROOT = Path(__file__).resolve().parents[2]
PIP = {
    "dependencies": [
        {"name": "flask", "version": "3.1.3", "vulns": []},
        {"name": "jinja2", "version": "3.1.0", "vulns": []},
        {"name": "odd", "skip_reason": "not found"},
    ]
}
NPM = {"metadata": {"dependencies": {"total": 40}}, "vulnerabilities": {}}


def of(pip: object, npm: object) -> Callable[[Sequence[str]], str]:
    """Return a machine on which the two tools print this."""

    def run(words: Sequence[str]) -> str:
        said = npm if words[0] == "npm" else pip
        return said if isinstance(said, str) else json.dumps(said)

    return run


def test_where_nothing_is_wrong_it_says_how_much_was_looked_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert advisories.main(of(PIP, NPM)) == 0
    said = capsys.readouterr()
    assert said.out == "advisories: 44 packages looked up\n"
    assert said.err == ""


@pytest.mark.parametrize(
    ("pip", "npm", "named"),
    [
        (
            {"dependencies": [{"name": "flask", "version": "1", "vulns": [{"id": "CVE-1"}]}]},
            NPM,
            "flask 1: CVE-1",
        ),
        (
            PIP,
            {**NPM, "vulnerabilities": {"idb": {"severity": "high", "range": "<8"}}},
            "idb <8: high",
        ),
    ],
    ids=["python", "npm"],
)
def test_an_unsafe_package_fails_and_is_named(
    capsys: pytest.CaptureFixture[str], pip: object, npm: object, named: str
) -> None:
    assert advisories.main(of(pip, npm)) == 1
    assert named in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pip", "npm"),
    [("", ""), ("no network", '{"error": {}}'), ({"dependencies": PIP["dependencies"][2:]}, "[]")],
)
def test_without_a_network_it_says_so_and_does_not_fail(
    capsys: pytest.CaptureFixture[str], pip: object, npm: object
) -> None:
    assert advisories.main(of(pip, npm)) == 0
    said = capsys.readouterr()
    assert said.err.count("nothing could be looked up") == len(advisories.LOCKS) + 1
    assert said.out == "advisories: 0 packages looked up\n"


def test_a_tool_that_is_not_there_is_no_verdict() -> None:
    assert advisories.run(["no-such-tool-as-this"]) == ""


def test_every_change_is_looked_at() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    check = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    assert "requirements/advisories.py" in check
