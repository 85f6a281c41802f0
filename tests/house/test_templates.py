"""Every template compiles, and none carries a script, style or handler of its own."""

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc\s*=)"  # a script with its code in the page
    r"|<style\b"
    r"|\sstyle\s*="
    r"|\son[a-z]+\s*=\s*[\"']"  # onclick and its family
    r"|\bhx-on\b|\bhx-on:"
    r"|hx-(?:vals|headers)\s*=\s*[\"'](?:js|javascript):"
    r"|javascript:",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def inline(text: str) -> list[str]:
    """Return what a page may not carry itself, outside template comments."""
    return [match[0] for match in INLINE.finditer(COMMENT.sub("", text))]


def test_there_are_templates_to_look_at(template_files: list[Path]) -> None:
    assert template_files


def test_every_template_compiles_with_the_filters_of_the_app(
    bare_app: Flask, template_files: list[Path]
) -> None:
    for path in template_files:
        bare_app.jinja_env.get_template(path.relative_to(ROOT / "templates").as_posix())


def test_no_template_carries_a_script_a_style_or_a_handler(template_files: list[Path]) -> None:
    found = {
        str(path.relative_to(ROOT)): bad
        for path in template_files
        if (bad := inline(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "<script>go()</script>",
        '<p style="color:red">',
        "<style>p{}</style>",
        '<a onclick="go()">',
        '<a hx-on:click="go()">',
        "<a hx-vals='js:{a:1}'>",
        '<a href="javascript:go()">',
    ],
)
def test_the_search_finds_what_may_not_be_there(line: str) -> None:
    assert inline(line)


@pytest.mark.parametrize(
    "line",
    ['<script type="module" src="/a.js"></script>', '<a hx-post="/x" hx-vals=\'{"a": 1}\'>'],
)
def test_the_search_leaves_the_rest_alone(line: str) -> None:
    assert inline(line) == []
