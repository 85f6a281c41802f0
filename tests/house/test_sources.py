"""What every file of the repository keeps to: no addresses of machines, small and named modules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRY_HOSTS = re.compile(
    r"py[p]i\.(?:org|python\.org)|python[h]osted\.(?:org|com)|npm[j]s\.(?:org|com)|yarn[p]kg\.com"
    r"|deb\.debian\.org|archive\.ubuntu\.com|proxy\.golang\.org|crates\.io|ghcr\.io",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w.\-/}>])/(?:work|tmp|root|home|Users|private)/\w")
WORDS_OF_NOTHING = {"utils", "util", "helpers", "helper", "misc", "common"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Return `file:line` of every match; files that are not text are skipped."""
    places = []
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        places += [f"{name}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return places


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_names_a_package_registry(repository: list[Path]) -> None:
    assert found(REGISTRY_HOSTS, repository) == []


def test_no_file_names_a_folder_of_one_machine(repository: list[Path]) -> None:
    assert found(MACHINE_PATHS, repository) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY_HOSTS, "--index-url https://" + "pypi" + ".org/simple"),
        (REGISTRY_HOSTS, '"resolved": "https://registry.' + "npm" + 'js.org/idb"'),
        (MACHINE_PATHS, 'cache = "/' + 'work/cache"'),
        (MACHINE_PATHS, "open('/" + "tmp/x')"),
    ],
)
def test_the_search_for_addresses_finds_them(
    tmp_path: Path, pattern: re.Pattern[str], line: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(f"first\n{line}\n", encoding="utf-8")
    assert found(pattern, [bad]) == ["bad.txt:2"]


def test_every_module_says_on_its_first_line_what_it_is_for(python_files: list[Path]) -> None:
    """Tests excepted: their names are sentences."""
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files
        if path.relative_to(ROOT).parts[0] != "tests"
        and not re.match(r'"""\S', path.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_no_module_is_longer_than_it_can_be_read(python_files: list[Path]) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_no_script_is_longer_than_it_can_be_read(repository: list[Path]) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in repository
        if path.suffix == ".js"
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen(python_files: list[Path]) -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": lines
        for path in python_files
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_is_named_after_what_it_does(python_files: list[Path]) -> None:
    nameless = [str(path) for path in python_files if path.stem in WORDS_OF_NOTHING]
    assert nameless == []


def test_only_the_clock_asks_what_time_it_is(python_files: list[Path]) -> None:
    asking = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files
        if path.parts[len(ROOT.parts)] in {"kiosk", "registry"} and path.name != "clock.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    }
    assert asking == set()


def test_weasyprint_is_imported_inside_a_function_only() -> None:
    """A missing system library must not stop a check-in."""
    at_the_top = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "registry").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if (isinstance(node, ast.Import) and any("weasyprint" in a.name for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint"))
    ]
    assert at_the_top == []
