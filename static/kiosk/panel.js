/* The pass panel on the welcome screen: looking, found, not recognised, or no camera. */

import { occurrence, screenHtml, unshown } from "./pack.js";
import { announce, fill, showOnly } from "./screens.js";

const UNKNOWN_MS = 6_000;
const AGAIN_MS = 3_000;
let resting = "looking";
let timer;

const panel = () => document.getElementById("pass");

/** What the panel shows when nothing happens: "looking", or "none" without a camera. A pass that
    was found stays until the next screen, whatever becomes of the camera meanwhile. */
export function rest(state = resting) {
  resting = state;
  if (panel()?.dataset.camera === "found") {
    return;
  }
  clearTimeout(timer);
  draw(resting);
}

/** A pass was found: full ring, check, words, and the activity where it is known. */
export function drawFound(view) {
  clearTimeout(timer);
  draw("found");
  fill(panel(), view);
  panel().dataset.o = occurrence(view.activity)?.o ?? "";
  tell();
}

/** The pass of this visit once more: the same sign over whichever screen, in passing; it stops nobody. */
export function drawAgain(view) {
  if (panel()?.dataset.camera === "found") {
    return;
  }
  const part = unshown(screenHtml("welkom", view.language)).content;
  const sign = part.querySelector("[data-state=found]");
  document.querySelector(".again")?.remove();
  sign.className = "again";
  sign.hidden = false;
  document.body.append(sign);
  fill(sign, view);
  announce(sign.innerText.replace(/\s+/g, " "));
  setTimeout(() => sign.remove(), AGAIN_MS);
}

/** Something was read that is no pass; after six seconds it looks again. */
export function drawUnknown() {
  clearTimeout(timer);
  draw("unknown");
  tell();
  timer = setTimeout(rest, UNKNOWN_MS);
}

/* What the panel says now, for who does not see it. */
function tell() {
  announce(panel()?.innerText.replace(/\s+/g, " "));
}

function draw(state) {
  const part = panel();
  if (part) {
    part.dataset.camera = state;
    showOnly(part, "state", state);
  }
}
