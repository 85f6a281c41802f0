"""A copy of our theory file with something changed in it, and what loading says about that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from registry.theory.load import DEFAULT, TheoryError, load

Refusal = Callable[..., list[str]]


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Takes (old, new) edits; gives the reasons for which the edited file is refused.

    The edits mark with `# here` each line that must be blamed; no other line may be.
    """

    def refuse(*edits: tuple[str, str]) -> list[str]:
        text = DEFAULT.read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, f"not once in the file: {old}"
            text = text.replace(old, new)
        path = tmp_path / "city.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(TheoryError) as caught:
            load(path)
        lines = enumerate(text.split("\n"), start=1)
        marked = {number for number, line in lines if line.endswith("# here")}
        assert {fault.line for fault in caught.value.faults} == marked, str(caught.value)
        return [fault.reason for fault in caught.value.faults]

    return refuse
