"""static/icons.txt holds the icons that are used, no more and no fewer."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = (ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split()
CALLED = re.compile(r"""icon\(\s*["']([a-z0-9-]+)["']""")
REFERRED = re.compile(r"#i-([a-z0-9-]+)")
NAMED = re.compile(r"""\b(?:pictogram|icon)["']?\s*[:=]\s*["']([a-z0-9-]+)["']""")
QUOTED = re.compile(r"""["'(]([a-z0-9]+(?:-[a-z0-9]+)*)["')]""")


def texts(repository: list[Path]) -> str:
    """Return all templates, scripts, Python and data of the app as one text."""
    kinds = {".html", ".js", ".css", ".py", ".toml", ".svg", ".xml"}
    folders = {"templates", "static", "registry", "kiosk"}
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in repository
        if path.suffix in kinds and path.relative_to(ROOT).parts[0] in folders
    )


def test_every_icon_used_is_listed(repository: list[Path]) -> None:
    text = texts(repository)
    used = {name for pattern in (CALLED, REFERRED, NAMED) for name in pattern.findall(text)}
    assert used - set(LISTED) == set()


def test_every_listed_icon_is_used(repository: list[Path]) -> None:
    text = texts(repository)
    mentioned = set(QUOTED.findall(text)) | set(REFERRED.findall(text))
    assert set(LISTED) - mentioned == set()


def test_the_list_is_sorted_and_has_no_doubles() -> None:
    assert sorted(set(LISTED)) == LISTED
