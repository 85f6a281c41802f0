"""Ways to look at a page, and what axe and the probes of our own find on it that way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Page

from tests import browser

LOOK = """() => {
  window.found = null;
  const all = { exclude: [".symbols"] };
  axe.run(all, { resultTypes: ["violations"] }).then(({ violations }) => {
    window.found = violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
  });
}"""
"""All of the page but the shelf of drawings, which nobody sees and which is most of it."""
SETTLED = """async () => {
  await document.fonts.ready;
  const ends = document.getAnimations().map((one) => one.finished.catch(() => undefined));
  await Promise.all(ends);
}"""
FAULTS = """() => {
  const overlay = document.getElementById("overlay");
  const part = overlay && !overlay.hidden ? overlay : document.querySelector("main");
  const shown = (one) => one.checkVisibility();
  const all = (what) => [...part.querySelectorAll(what)].filter(shown);
  const named = (one) => one.innerText.replace(/\\s+/g, " ").slice(0, 30) || one.ariaLabel;
  const boxes = all("button, input").map((one) => [one, one.getBoundingClientRect()]);
  const small = boxes.filter(([, box]) => box.width < 71.9 || box.height < 71.9);
  const near = boxes.flatMap(([one, a], index) => boxes.slice(index + 1).filter(([, b]) => {
    const across = Math.max(a.left - b.right, b.left - a.right);
    const along = Math.max(a.top - b.bottom, b.top - a.bottom);
    return Math.max(across, along) < 7.9;
  }).map(([other]) => `${named(one)} / ${named(other)}`));
  const cut = all(":is(h1, h2, p, dd, button, figcaption, .choice-words, .card-title, .time)")
    .filter((one) => one.scrollWidth > one.clientWidth + 1);
  const page = document.documentElement;
  const covered = [];
  for (const [one] of boxes) {
    one.scrollIntoView({ block: "center" });
    const box = one.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!one.contains(on)) covered.push(named(one));
  }
  scrollTo(0, 0);
  const tiles = all(".tile").map((one) => one.getBoundingClientRect());
  const over = boxes.filter(([, a]) => tiles.some((b) => a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom));
  return [
    ...small.map(([one, box]) => `small: ${named(one)} ${box.width} x ${box.height}`),
    ...near.map((two) => `near: ${two}`),
    ...cut.map((one) => `cut: ${named(one)}`),
    ...covered.map((name) => `covered: ${name}`),
    ...over.map(([one]) => `over a drawing: ${named(one)}`),
    ...(page.scrollWidth > innerWidth + 1 ? [`${page.scrollWidth - innerWidth} px too wide`] : []),
  ];
}"""
WORN = "() => (({ size, contrast }) => [size, contrast])(document.documentElement.dataset)"
WEAR = """([size, contrast]) =>
  Object.assign(document.documentElement.dataset, { size, contrast })"""

LETTERS = ("gewoon", "groter", "grootst", "200 %")
COLOURS = ("light", "forced", "black on white")
UPRIGHT, MOVING = (False, True), (False, True)


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look: letters, colours, how the tablet is held, whether things may move."""

    letters: str = LETTERS[0]
    colours: str = COLOURS[0]
    upright: bool = False
    moving: bool = False

    def __str__(self) -> str:
        """Say it in a line of faults."""
        held, moving = "upright" if self.upright else "lying", "moving" if self.moving else "still"
        return f"{self.letters}, {self.colours}, {held}, {moving}"

    @property
    def viewport(self) -> dict[str, int]:
        """The page's size; zoomed to 200 %, half of it is left."""
        full = browser.PORTRAIT if self.upright else browser.LANDSCAPE
        return {name: length // (1 + (self.letters == "200 %")) for name, length in full.items()}

    @property
    def worn(self) -> list[str]:
        """What a visitor chose: size of letters, contrast."""
        sizes = {"groter": "1", "grootst": "2"}
        contrast = "high" if self.colours == "black on white" else "plain"
        return [sizes.get(self.letters, "0"), contrast]


def turn(number: int, round_: int) -> Look:
    """Return the way to look at the screen with a number in a round.

    In as many rounds as there are letters each screen is seen in all letters, in all colours, both
    ways up, still and moving.
    """
    return Look(
        LETTERS[(number + round_) % len(LETTERS)],
        COLOURS[(number + round_) % len(COLOURS)],
        upright=UPRIGHT[(number + round_ // 2) % 2],
        moving=MOVING[(number // 2 + round_) % 2],
    )


def every_look(number: int, *, upright: bool) -> list[Look]:
    """Return every way to look at the screen with a number; every second one lets things move."""
    ways = enumerate(product(LETTERS, COLOURS), start=number)
    return [Look(*way, upright=upright, moving=MOVING[turn % 2]) for turn, way in ways]


def faults(page: Page, look: Look = Look(), *, axe: bool = True) -> list[str]:
    """Return what axe and the probes find on the screen that is shown, one way to look at it."""
    worn = page.evaluate(WORN)
    forced = "active" if look.colours == "forced" else "none"
    motion = "no-preference" if look.moving else "reduce"
    page.emulate_media(reduced_motion=motion, forced_colors=forced)  # type: ignore[arg-type]
    page.evaluate(WEAR, look.worn)
    page.set_viewport_size(look.viewport)  # type: ignore[arg-type]
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(FAULTS)
    if axe:
        found += violations(page)
    page.evaluate(WEAR, worn)
    return found


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, all its rules."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(browser.AXE.read_text(encoding="utf-8"))
    page.evaluate(LOOK)
    found: list[str] | None = None
    while found is None:
        page.clock.run_for(1)  # axe waits for timers, also where time stands still
        found = page.evaluate("() => window.found")
    return found
