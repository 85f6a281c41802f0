"""Draws a made-up centre's logo: four leaves round a ring."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

COLOURS = ("#2f5d3a", "#1f4e79", "#7a3b1d")
SIZE, MIDDLE = (240, 240), 120


def drawn(name: str) -> bytes:
    """Return a logo as a PNG; a name always gets the same one."""
    colour = COLOURS[sum(name.encode()) % len(COLOURS)]
    picture = Image.new("RGBA", SIZE)
    pen = ImageDraw.Draw(picture)
    for turn in range(4):
        leaf = Image.new("RGBA", SIZE)
        ImageDraw.Draw(leaf).ellipse((88, 8, 152, 112), fill=colour)
        picture.alpha_composite(
            leaf.rotate(90 * turn + 45, Image.Resampling.BICUBIC, center=(MIDDLE, MIDDLE))
        )
    pen.ellipse((96, 96, 144, 144), fill="white", outline=colour, width=8)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
