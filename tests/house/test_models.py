"""What every table of the schema keeps to, whichever module is read first."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def untyped(source: str) -> list[int]:
    """Return the lines of columns that take their type from the table that they point at.

    Such a column has no type until that table's module was read too, and a statement made before
    that keeps it so.
    """
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "mapped_column"
        and node.args
        and ast.unparse(node.args[0]).startswith("ForeignKey(")
    ]


def test_a_column_that_points_at_another_table_says_its_own_type() -> None:
    models = sorted((ROOT / "registry").rglob("*.py"))
    assert len(models) > 100
    wrong = {str(path.relative_to(ROOT)): untyped(path.read_text("utf-8")) for path in models}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(
    ("column", "lines"),
    [
        ('mapped_column(ForeignKey("centre.id"), primary_key=True)', [1]),
        ('mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)', []),
    ],
)
def test_the_search_for_untyped_columns_finds_them(column: str, lines: list[int]) -> None:
    assert untyped(f"centre_id = {column}") == lines
