"""What one script takes from another is there: not every script goes through the bundler."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
OURS = sorted(path for folder in ("kiosk", "registry") for path in (STATIC / folder).glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
TAKEN = re.compile(r"""\b(?:import|export)\s*([\w$*{][^;"'()]*?)\s*from\s*["']([^"']+)["']""")
DECLARED = re.compile(r"\bexport\s+(?:async\s+)?(?:function\s*\*?|const|let|var|class)\s+([\w$]+)")
LISTED = re.compile(r"\bexport\s*\{([^}]*)\}")


def names_in(braces: str, *, given: bool) -> set[str]:
    """Return the names in `a, b as c`: as they are given (a, c), or as they are taken (a, b)."""
    pairs = [re.split(r"\s+as\s+", one.strip()) for one in braces.split(",") if one.strip()]
    return {pair[-1 if given else 0] for pair in pairs}


def exports(path: Path) -> set[str]:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    listed = [names_in(braces, given=True) for braces in LISTED.findall(text)]
    default = {"default"} if re.search(r"\bexport\s+default\b", text) else set()
    return set(DECLARED.findall(text)).union(default, *listed)


def taken(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every name that a script takes from another, with the file it names."""
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    for what, address in TAKEN.findall(text):
        assert address.startswith("."), f"{path.name} takes from {address}, which is no file"
        source, space = (path.parent / address).resolve(), re.match(r"\*\s+as\s+([\w$]+)", what)
        if space:
            wanted = set(re.findall(rf"(?<![\w$./-]){re.escape(space[1])}\.([\w$]+)", text))
        else:
            before, _, braces = what.partition("{")
            default = {"default"} if before.strip(" ,\n") else set()
            wanted = default | names_in(braces.rstrip(" }\n"), given=False)
        yield from ((source, name) for name in sorted(wanted))


@pytest.mark.parametrize("script", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_whatever_a_script_takes_from_another_is_there(script: Path) -> None:
    missing = [
        f"{source.name}: {name}"
        for source, name in taken(script)
        if not source.is_file() or name not in exports(source)
    ]
    assert missing == []


WAYS = """\
import {
  one,
  two as other,
} from "./b.js";
import * as b from "./b.js";
import whole, { three } from "./b.js";
// import { four } from "./b.js";
b.five(other);
"""


def test_imports_are_found_in_every_way_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(WAYS)
    (tmp_path / "b.js").write_text("export const one = 1;\nfunction f() {}\nexport{f as two}\n")
    found = [name for _, name in taken(tmp_path / "a.js")]
    assert found == ["one", "two", "five", "default", "three"]
    assert exports(tmp_path / "b.js") == {"one", "two"}
