"""A logo made anew: decoded, set upright, made smaller and written as a bare PNG.

What was sent is never kept: no metadata, no second picture behind the first, no other file in it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 25_000_000
SMALLEST = 40
"""The shorter side of what is sent, in pixels: less is a blot on paper."""
LARGEST = (600, 240)
"""How wide and high a logo is kept at the most: 50 mm wide it has 300 dots an inch."""
FORMATS = ("PNG", "JPEG")


class PictureRefused(ValueError):
    """A file that can't become a logo; `code` says why."""

    def __init__(self, code: str) -> None:
        """Take one of: large, pixels, small, unreadable."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size in pixels."""

    content: bytes
    width: int
    height: int


def made_anew(content: bytes) -> Picture:
    """Return a PNG or JPEG as a logo is kept. Raises PictureRefused."""
    if len(content) > MOST_BYTES:
        raise PictureRefused("large")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise PictureRefused("pixels")
            if min(sent.size) < SMALLEST:
                raise PictureRefused("small")
            upright = ImageOps.exif_transpose(sent).convert("RGBA")
    except Image.DecompressionBombError:
        raise PictureRefused("pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, PictureRefused):
            raise
        raise PictureRefused("unreadable") from None
    upright.thumbnail(LARGEST)
    return _written(upright)


def _written(picture: Image.Image) -> Picture:
    bare = Image.frombytes("RGBA", picture.size, picture.tobytes())
    kept = io.BytesIO()
    bare.save(kept, "PNG", optimize=True)
    return Picture(kept.getvalue(), *bare.size)
