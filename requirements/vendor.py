"""Lay out what the browser gets from npm in static/vendor: scripts, fonts, icons, licences.

Run by `make vendor` after `npm ci`. Only the files named here are copied, so nothing
else that a package brings is ever served.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ICON_LIST = ROOT / "static" / "icons.txt"
PHOSPHOR = "@phosphor-icons/core"
FONTSOURCE = "@fontsource-variable"

# npm package -> {file in the package: file in static/vendor}
FILES: dict[str, dict[str, str]] = {
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js"},
    "idiomorph": {"dist/idiomorph-ext.min.js": "idiomorph-ext.min.js"},
    "idb": {"build/index.js": "idb.js"},
    "lean-qr": {"index.mjs": "lean-qr.js"},
    "barcode-detector": {
        "dist/es/ponyfill.js": "barcode-detector/ponyfill.js",
        "dist/es/zxing-exported.js": "barcode-detector/zxing-exported.js",
    },
    "zxing-wasm": {"dist/reader/zxing_reader.wasm": "zxing_reader.wasm"},
    f"{FONTSOURCE}/atkinson-hyperlegible-next": {
        "files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts/atkinson-latin.woff2",
        "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": (
            "fonts/atkinson-latin-ext.woff2"
        ),
    },
    f"{FONTSOURCE}/figtree": {"files/figtree-latin-wght-normal.woff2": "fonts/figtree.woff2"},
    f"{FONTSOURCE}/literata": {
        "files/literata-latin-wght-normal.woff2": "fonts/literata.woff2",
        "files/literata-latin-wght-italic.woff2": "fonts/literata-italic.woff2",
    },
    f"{FONTSOURCE}/noto-sans": {
        "files/noto-sans-cyrillic-wght-normal.woff2": "fonts/noto-cyrillic.woff2",
        "files/noto-sans-cyrillic-ext-wght-normal.woff2": "fonts/noto-cyrillic-ext.woff2",
    },
    f"{FONTSOURCE}/noto-sans-ethiopic": {
        "files/noto-sans-ethiopic-ethiopic-wght-normal.woff2": "fonts/noto-ethiopic.woff2",
    },
    f"{FONTSOURCE}/readex-pro": {
        "files/readex-pro-arabic-wght-normal.woff2": "fonts/readex-arabic.woff2",
    },
}


class VendorError(Exception):
    """Something asked for is not in node_modules; the text says what."""


FINER_THAN_SEEN = re.compile(r"-?\d*\.\d{2,}(?=(\.)?)")
"""Hundredths in a drawing of 256 × 256: no screen shows them, and a slow line pays for them."""


def icon_names(text: str) -> list[str]:
    """Return the icon names of a list with one name a line.

    A plain name is the duotone drawing, `NAME-bold` the bold one.
    """
    return text.split()


def icon_source(name: str) -> str:
    """Return the path of an icon's drawing inside the Phosphor package."""
    if name.endswith("-bold"):
        return f"assets/bold/{name}.svg"
    return f"assets/duotone/{name}-duotone.svg"


def _rounded(number: re.Match[str]) -> str:
    """Round a number of a path to a tenth, kept apart from its neighbours as it was."""
    value = round(float(number[0]), 1) or 0
    text = re.sub(r"^(-?)0\.", r"\1.", f"{value:g}")
    before = " " if number[0][0] in "-." and text[0] not in "-." else ""
    after = " " if number[1] and "." not in text else ""
    return f"{before}{text}{after}"


def symbol(name: str, drawing: str) -> str:
    """Turn one Phosphor drawing (an `<svg>` of 256 × 256) into `<symbol id="i-NAME">`."""
    found = re.fullmatch(r'<svg [^>]*viewBox="0 0 256 256"[^>]*>(.*)</svg>\s*', drawing, re.DOTALL)
    if found is None:
        raise VendorError(f"icon {name}: not a drawing of 256 × 256")
    body = FINER_THAN_SEEN.sub(_rounded, found[1].strip())
    return f'<symbol id="i-{name}" viewBox="0 0 256 256" fill="currentColor">{body}</symbol>'


def sprite(names: list[str], package: Path) -> str:
    """Return one SVG with a symbol for each name, drawn from the Phosphor package."""
    symbols = []
    for name in names:
        source = package / icon_source(name)
        if not source.is_file():
            raise VendorError(f"static/icons.txt: Phosphor has no icon called {name}")
        symbols.append(symbol(name, source.read_text(encoding="utf-8")))
    inside = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{inside}\n</svg>\n'


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder; VendorError if it is not there."""
    if not source.is_file():
        raise VendorError(f"{source}: not there; run `make vendor`")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def licence_name(package: str) -> str:
    """Return the file name of a package's licence: `@a/b` becomes `a-b.txt`."""
    return package.lstrip("@").replace("/", "-") + ".txt"


def lay_out(node_modules: Path, vendor: Path) -> int:
    """Fill `vendor` from `node_modules`, drop what no longer belongs, return the file count."""
    wanted = {vendor / "icons.svg"}
    for package, files in FILES.items():
        for source, target in files.items():
            copy(node_modules / package / source, vendor / target)
            wanted.add(vendor / target)
    for package in (*FILES, PHOSPHOR):
        target_file = vendor / "licences" / licence_name(package)
        copy(node_modules / package / "LICENSE", target_file)
        wanted.add(target_file)
    names = icon_names(ICON_LIST.read_text(encoding="utf-8"))
    (vendor / "icons.svg").write_text(sprite(names, node_modules / PHOSPHOR), encoding="utf-8")
    for stray in set(vendor.rglob("*")) - wanted:
        if stray.is_file():
            stray.unlink()
    return len(wanted)


def main() -> int:
    """Fill static/vendor; print one line and return 1 if something is missing."""
    try:
        count = lay_out(ROOT / "node_modules", ROOT / "static" / "vendor")
    except VendorError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(f"static/vendor: {count} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
