"""Passes held before a camera, made from our own printed cards: 78 frames, the same every time.

A frame is 1280 × 720, as the tablet asks of its camera. Of each way to hold a pass there are six,
each harder than the one before it.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from registry.paper import cards
from registry.passes import token

FRAME = (1280, 720)
EACH = 6
DPI = 400
CARD_MM, CODE_MM = (85.0, 54.0), (43.5, 5.4, 77.0, 38.9)
FIRST_CARD_MM = (20.0, 13.5)
TEXTS = tuple(token.write(bytes([number * 7 + 1] * 8 + [number] * 8)) for number in range(EACH))

Corners = NDArray[np.float64]
Way = Callable[[Image.Image, float, np.random.Generator], Image.Image]


@dataclass(frozen=True)
class Held:
    """A frame: the way it is held, the pass in it, and its picture as a JPEG."""

    way: str
    text: str
    jpeg: bytes


def frames(folder: Path, *, hard: tuple[int, ...] = tuple(range(EACH))) -> Iterator[Held]:
    """Yield every way to hold a pass; `hard` says which of the six of each (0 is easy)."""
    printed = _printed(folder)
    for number, (way, hold) in enumerate(WAYS.items()):
        for step in hard:
            chance = np.random.default_rng(100 * number + step)
            frame = hold(printed[step], step / (EACH - 1), chance)
            yield Held(way, TEXTS[step], _jpeg(_noise(frame, 3, chance)))


def _printed(folder: Path) -> list[Image.Image]:
    """The fronts of six cards, as they come out of the printer."""
    file = folder / "cards.pdf"
    file.write_bytes(cards.cards_pdf(TEXTS, centre="De Linde"))
    command = ("pdftoppm", "-png", "-r", str(DPI), "-f", "1", "-l", "1", str(file))
    page = Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))  # noqa: S603  # poppler
    return [_card(page.convert("RGB"), number % 2, number // 2) for number in range(EACH)]


def _card(page: Image.Image, column: int, row: int) -> Image.Image:
    left, top = (FIRST_CARD_MM[axis] + CARD_MM[axis] * (column, row)[axis] for axis in (0, 1))
    box = (left, top, left + CARD_MM[0], top + CARD_MM[1])
    return page.crop(tuple(round(mm / 25.4 * DPI) for mm in box))  # type: ignore[arg-type]


def _held(card: Image.Image, corners: Corners) -> Image.Image:
    """A card whose corners (clockwise from the top left) lie at these places of the frame."""
    width, height = card.size
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=float)
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    back = tuple(np.linalg.solve(np.array(rows), np.array(wanted)))
    scale = max(1, round(width / float(np.linalg.norm(corners[1] - corners[0]))))
    soft = card.filter(ImageFilter.BoxBlur(scale / 2))
    room = Image.new("RGB", FRAME, (128, 118, 108))
    mask = Image.new("L", card.size, 255).transform(FRAME, Image.Transform.PERSPECTIVE, back)
    seen = soft.transform(FRAME, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    room.paste(seen, mask=mask)
    return room


def _place(width: float = 520, *, turn: float = 0, tilt: float = 0, lean: float = 0) -> Corners:
    """Where the corners of a card lie: so wide, turned in the plane, tilted and leaned away."""
    w, h = width / 2, width / 2 * CARD_MM[1] / CARD_MM[0]
    flat = np.array([(-w, -h, 0), (w, -h, 0), (w, h, 0), (-w, h, 0)], dtype=float)
    a, b, c = np.radians([turn, tilt, lean])
    turned = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    tilted = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    leaned = np.array([[1, 0, 0], [0, np.cos(c), -np.sin(c)], [0, np.sin(c), np.cos(c)]])
    x, y, z = (flat @ turned.T @ tilted.T @ leaned.T).T
    far = 900 / (900 + z)
    return np.stack([FRAME[0] / 2 + x * far, FRAME[1] / 2 + y * far], axis=1)


def _noise(frame: Image.Image, grains: float, chance: np.random.Generator) -> Image.Image:
    pixels = np.asarray(frame, dtype=float)
    noisy = pixels + chance.normal(0, grains, pixels.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def _light(frame: Image.Image, gain: float, ground: float = 0) -> Image.Image:
    return frame.point(lambda value: min(255, round(value * gain + ground)))


def _dim(card: Image.Image, much: float, chance: np.random.Generator) -> Image.Image:
    dark = _light(_held(card, _place(turn=6, tilt=12)), 0.4 - 0.3 * much)
    return _noise(dark, 4 + 8 * much, chance)


def _shade(card: Image.Image, much: float, _chance: np.random.Generator) -> Image.Image:
    """Light from one side: a shadow falls across the card."""
    frame = np.asarray(_held(card, _place(turn=-5)), dtype=float)
    across = 1 / (1 + np.exp((np.arange(FRAME[0]) - 730) / 12))
    return Image.fromarray((frame * (1 - (0.5 + 0.42 * much) * across)[None, :, None]).astype("u1"))


def _glare(card: Image.Image, much: float, _chance: np.random.Generator) -> Image.Image:
    """A lamp that shines in the plastic of a cover, over the edge of the code."""
    frame = np.asarray(_held(card, _place(tilt=10)), dtype=float)
    y, x = np.mgrid[0 : FRAME[1], 0 : FRAME[0]]
    spot = np.exp(-(((x - 690) / (50 + 60 * much)) ** 2) - (((y - 330) / (30 + 40 * much)) ** 2))
    return Image.fromarray(np.clip(frame + 255 * spot[:, :, None], 0, 255).astype("u1"))


def _moving(card: Image.Image, much: float, _chance: np.random.Generator) -> Image.Image:
    frame, length = np.asarray(_held(card, _place(turn=8)), dtype=float), round(3 + 9 * much)
    moved = sum(np.roll(frame, step, axis=1) for step in range(length)) / length
    return Image.fromarray(np.asarray(moved).astype("u1"))


def _covered(card: Image.Image, much: float, _chance: np.random.Generator) -> Image.Image:
    """A thumb over the code, from the side where it has no square."""
    covered, mm = card.copy(), card.width / CARD_MM[0]
    _, _, right, bottom = CODE_MM
    wide, high = 5 + 8 * much, 4 + 5 * much
    thumb = [(right - wide) * mm, (bottom - high) * mm, (right + 9) * mm, (bottom + 12) * mm]
    ImageDraw.Draw(covered).ellipse(thumb, fill=(196, 150, 122))
    return _held(covered, _place(turn=-4, tilt=8))


def _cracked(card: Image.Image, much: float, chance: np.random.Generator) -> Image.Image:
    """The code alone on a phone, behind broken glass."""
    mm = card.width / CARD_MM[0]
    code = card.crop(tuple(round(edge * mm) for edge in (39.5, 1.4, 81, 42.9)))  # type: ignore[arg-type]
    phone = Image.new("RGB", (round(code.width * 1.1), round(code.width * 1.9)), (18, 18, 22))
    glass = Image.new("RGB", (code.width, round(code.width * 1.7)), (250, 250, 252))
    glass.paste(code, (0, round(code.width * 0.3)))
    pen = ImageDraw.Draw(glass)
    start = np.array([glass.width * 0.75, glass.height * 0.3])
    for _ in range(round(4 + 12 * much)):
        at, angle = start, chance.uniform(0, 2 * np.pi)
        for _ in range(9):
            angle += chance.normal(0, 0.4)
            to = at + glass.width * 0.11 * np.array([np.cos(angle), np.sin(angle)])
            width, grey = round(2 + 4 * chance.random()), round(chance.choice([90, 225]))
            pen.line([tuple(at), tuple(to)], fill=(grey, grey, grey + 5), width=width)
            at = to
    phone.paste(glass, ((phone.width - glass.width) // 2, (phone.height - glass.height) // 2))
    corners = _place(560, turn=7, tilt=14)
    middle, tall = corners.mean(axis=0), np.array([0.5, 1.4])
    return _held(phone, middle + (corners - middle) * tall)


WAYS: dict[str, Way] = {
    "straight": lambda card, much, _: _held(card, _place(560 - 160 * much)),
    "turned": lambda card, much, _: _held(card, _place(turn=15 + 150 * much)),
    "tilted": lambda card, much, _: _held(card, _place(tilt=20 + 42 * much)),
    "leaned": lambda card, much, _: _held(card, _place(turn=10, lean=-20 - 42 * much)),
    "far": lambda card, much, _: _held(card, _place(280 - 130 * much, turn=5)),
    "dim": _dim,
    "shade": _shade,
    "glare": _glare,
    "blurred": lambda card, much, _: _held(card, _place(tilt=8)).filter(
        ImageFilter.GaussianBlur(1.5 + 3.5 * much)
    ),
    "moving": _moving,
    "pale": lambda card, much, chance: _noise(
        _light(_held(card, _place(turn=12)), 0.3 - 0.22 * much, 130), 2, chance
    ),
    "covered": _covered,
    "cracked phone": _cracked,
}


def _jpeg(frame: Image.Image) -> bytes:
    file = io.BytesIO()
    frame.save(file, "JPEG", quality=80)
    return file.getvalue()
