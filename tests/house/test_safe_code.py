"""What no module does: run words, make up cryptography, draw secrets from plain chance."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [path for part in ("kiosk", "registry") for path in sorted((ROOT / part).rglob("*.py"))]
SCRIPTS = sorted(
    path for part in ("kiosk", "registry") for path in (ROOT / "static" / part).glob("*.js")
)
RUNS_WORDS = {"eval", "exec", "compile", "__import__", "render_template_string"}
UNPACKS = {"pickle", "marshal", "shelve", "dill", "yaml"}
WEAK = {"md5", "sha1", "new", "MD5", "SHA1"}
CHANCE_OF_ITS_OWN = ("registry/demo", "registry/answers/deal.py")
"""Made-up data, and the turns of questions: nothing in either is secret."""


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with its name, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imported(source: str) -> set[str]:
    """Return the outermost names of what is imported."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def evaluated(source: str) -> list[str]:
    """Return what runs words, or unpacks what can run."""
    return [name for name, _ in calls(source) if name in RUNS_WORDS] + sorted(
        imported(source) & UNPACKS
    )


def commands_of_words(source: str) -> list[str]:
    """Return the commands of the system that a shell would read."""
    return [
        name
        for name, call in calls(source)
        if name in ("os.system", "os.popen")
        or any(
            one.arg == "shell" and not isinstance(one.value, ast.Constant) for one in call.keywords
        )
        or any(one.arg == "shell" and getattr(one.value, "value", 0) for one in call.keywords)
    ]


def weak(source: str) -> list[str]:
    """Return hashes and ciphers that are out of date or put together here."""
    hashes = [name for name, _ in calls(source) if name in {f"hashlib.{one}" for one in WEAK}]
    return hashes + sorted(imported(source) & {"Crypto", "Cryptodome", "des", "rsa"})


def plain_chance(source: str) -> list[str]:
    """Return where chance is drawn that can be guessed."""
    return sorted(imported(source) & {"random"})


def sources() -> Iterator[tuple[str, str]]:
    """Yield every module's name and text."""
    for path in CODE:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_nothing_is_evaluated() -> None:
    assert {name: found for name, text in sources() if (found := evaluated(text))} == {}


def test_no_command_of_the_system_is_put_together_from_words() -> None:
    assert {name: found for name, text in sources() if (found := commands_of_words(text))} == {}


def test_no_cryptography_is_of_our_own() -> None:
    assert {name: found for name, text in sources() if (found := weak(text))} == {}


def test_secrets_come_from_the_systems_chance() -> None:
    drawing = {
        name
        for name, text in sources()
        if plain_chance(text) and not name.startswith(CHANCE_OF_ITS_OWN)
    }
    assert drawing == set()
    lengths = {
        int(found)
        for _, text in sources()
        for found in re.findall(r"secrets\.token_(?:urlsafe|bytes|hex)\((\d+)\)", text)
    }
    assert max(lengths) >= 32
    assert min(lengths) >= 12, "12 bytes name a browser; what opens a door has 16 or more"


def test_no_script_writes_to_a_name_from_outside() -> None:
    assert SCRIPTS
    bad = re.compile(r"\beval\(|new Function\(|document\.write|__proto__|\.prototype\[")
    assert [path.name for path in SCRIPTS if bad.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("look", "planted"),
    [
        (evaluated, "eval(words)"),
        (evaluated, "import pickle"),
        (evaluated, "from flask import x\nrender_template_string(words)"),
        (commands_of_words, "subprocess.run(words, shell=True)"),
        (commands_of_words, "subprocess.run(words, shell=asked)"),
        (commands_of_words, "os.system(words)"),
        (weak, "hashlib.md5(words)"),
        (weak, "hashlib.new('md4')"),
        (plain_chance, "from random import choice"),
    ],
)
def test_a_planted_fault_is_found(look: object, planted: str) -> None:
    assert callable(look)
    assert look(planted)
