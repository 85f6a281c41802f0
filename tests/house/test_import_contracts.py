"""The import contracts hold, and each one notices a break planted in a copy of the code."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
PURE = {
    "registry.figures",
    "registry.theory",
    "registry.passes.token",
    "registry.activities.holidays",
    "registry.activities.reasons",
    "registry.centres.hours",
    "registry.activities.recurrence",
    "registry.answers.deal",
    "registry.imports.columns",
    "registry.imports.files",
    "registry.imports.lines",
    "registry.imports.names",
    "registry.imports.table",
    "registry.imports.values",
    "registry.imports.workbook",
    "registry.quarantine.content",
    "registry.sheets.compose",
    "registry.sheets.annex",
    "registry.sheets.dictionary",
    "registry.sheets.table",
    "registry.sheets.resident",
}
SUBJECTS = {
    "registry.theory",
    "registry.figures",
    "registry.centres",
    "registry.texts",
    "registry.readers",
    "registry.staff",
    "registry.passes",
    "registry.activities",
    "registry.visits",
    "registry.imports",
    "registry.quarantine",
    "registry.answers",
    "registry.spoken",
    "registry.posters",
    "registry.support",
    "registry.reporting",
    "registry.paper",
    "registry.sheets",
}

# contract: breaks, each of them lines to add to files
BREAKS: dict[str, list[dict[str, str]]] = {
    "layers": [
        {"registry/centres/__init__.py": "import registry.visits"},
        {"registry/figures/__init__.py": "import registry.reporting"},
        {"registry/audit.py": "import registry.staff"},
        {"registry/errors.py": "import registry.database"},
        {"registry/clock.py": "import registry.settings"},
        {"kiosk/__init__.py": "import registry.web"},
        {"registry/web/__init__.py": "import kiosk"},
        {"registry/visits/__init__.py": "import registry.factory"},
    ],
    "inside-subjects": [
        {"registry/centres/models.py": "import registry.centres.services"},
        {"registry/centres/queries.py": "import registry.centres.services"},
        {"registry/passes/models.py": "import registry.passes.queries"},
    ],
    "pure": [
        {"registry/passes/token.py": "import registry.clock"},
        {"registry/figures/__init__.py": "import sqlalchemy"},
        {"registry/theory/__init__.py": "import flask_babel"},
        {"registry/figures/__init__.py": "import registry.words"},
    ],
    "subjects": [
        {"registry/passes/__init__.py": "import wtforms"},
        {"registry/visits/__init__.py": "import registry.fragments"},
        {"registry/support/__init__.py": "from flask import request"},
    ],
    "kiosk": [
        {"kiosk/__init__.py": "import registry.reporting"},
        {"kiosk/__init__.py": "def load():\n    import weasyprint"},
        {
            "kiosk/__init__.py": "import registry.visits",
            "registry/visits/__init__.py": "import registry.figures",
        },
    ],
    "models": [
        {"registry/web/__init__.py": "import registry.visits.models"},
        {"kiosk/__init__.py": "import registry.passes.models"},
        {"registry/paper/__init__.py": "import registry.sheets.models"},
    ],
    "paper": [
        {"registry/sheets/__init__.py": "def draw():\n    import weasyprint"},
        {"registry/web/__init__.py": "import weasyprint"},
    ],
    "pages": [
        {"registry/web/__init__.py": "from sqlalchemy import select"},
        {"kiosk/__init__.py": "import registry.database"},
    ],
    "no-cycles": [
        {
            "registry/centres/__init__.py": "import registry.visits",
            "registry/visits/__init__.py": "import registry.centres",
        },
    ],
}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the copy in `folder`, for these contracts or for all."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(  # noqa: S603 (our own linter)
        [LINT, "--no-cache", *chosen],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the two packages and their contracts, to break."""
    for package in ("kiosk", "registry"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_code_keeps_every_contract(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


def test_every_contract_has_a_planted_break() -> None:
    assert set(BREAKS) == set(CONTRACTS)


@pytest.mark.parametrize(
    ("contract", "lines"),
    [(contract, lines) for contract, breaks in BREAKS.items() for lines in breaks],
    ids=[f"{contract}-{n}" for contract, breaks in BREAKS.items() for n in range(len(breaks))],
)
def test_a_planted_break_is_caught(copy: Path, contract: str, lines: dict[str, str]) -> None:
    for name, line in lines.items():
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    result = lint(copy, contract)
    assert result.returncode == 1
    assert f"{CONTRACTS[contract]['name']} BROKEN" in result.stdout, result.stdout


def test_the_pure_modules_are_all_under_the_pure_contract() -> None:
    assert set(CONTRACTS["pure"]["source_modules"]) == PURE


def test_the_subjects_are_all_under_the_subjects_contract() -> None:
    assert set(CONTRACTS["subjects"]["source_modules"]) == SUBJECTS | {
        "registry.care",
        "registry.trail",
    }


def test_the_kiosk_contract_names_all_that_the_pen_may_not_reach() -> None:
    assert set(CONTRACTS["kiosk"]["forbidden_modules"]) == {
        "registry.figures",
        "registry.reporting",
        "registry.sheets",
        "registry.paper",
        "registry.demo",
        "weasyprint",
    }


def test_every_part_of_the_book_has_its_layer() -> None:
    layers = CONTRACTS["layers"]["layers"]
    named = {part.strip(" ()") for layer in layers for part in layer.split("|")}
    parts = {
        f"registry.{path.stem}"
        for path in (ROOT / "registry").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts - {"registry.__init__"} <= named
