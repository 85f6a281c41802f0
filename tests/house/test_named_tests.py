"""A proof that a document names is there: the search for those that are not finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.named_tests import missing, named

HERE = "tests/house/test_named_tests.py::test_what_is_there_is_no_fault"


def test_what_is_there_is_no_fault() -> None:
    text = f"Said. [bewijs: `{HERE}`, `registry/words.py::LANGUAGES`] More."
    assert len(named(text)) == 2
    assert missing(text) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "tests/house/test_named_tests.py::test_that_nobody_wrote",
        "tests/house/test_no_such_file.py::test_what_is_there_is_no_fault",
        "tests/house/named_tests.py::missing",  # no test
        "tests/house/test_named_tests.py::HERE",  # no test either
        "registry/words.py::NO_SUCH_NAME",
    ],
)
def test_what_is_not_there_is_named(wrong: str) -> None:
    assert missing(f"[bewijs: `{wrong}`, `{HERE}`]") == [wrong]


def test_a_test_that_is_skipped_proves_nothing(tmp_path: Path) -> None:
    runs = "def test_it() -> None:\n    pass\n"
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_runs.py").write_text(runs, encoding="utf-8")
    skipped = f"import pytest\n\n\n@pytest.mark.skip(reason='x')\n{runs}"
    (tmp_path / "tests" / "test_skipped.py").write_text(skipped, encoding="utf-8")
    text = "tests/test_runs.py::test_it and tests/test_skipped.py::test_it"
    assert missing(text, tmp_path) == ["tests/test_skipped.py::test_it"]
