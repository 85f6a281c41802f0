/* A pass that is held up, at the camera or a scanner, on any screen: whoever holds one gets a sign. */

import { sleep } from "./clock.js";
import { drawAgain, drawFound, drawUnknown } from "./panel.js";
import { readPass } from "./pass-text.js";
import { shownScreen } from "./screens.js";
import { playFound } from "./sound.js";
import { begin, current, goBack, goTo, isLocked, lock, view } from "./stage.js";
import { arrive, close, thank } from "./visit.js";

const FOUND_MS = 1_000;
const SOON_MS = 50;
const OVER = new Set(["dank", "bewaard"]);

/** A code that was read. The pass of this visit is told so once more; any other begins a visit, as
    soon as the touch or scan before it is done. */
export async function scan(text) {
  const pass = readPass(text);
  const isOwn = () => pass && pass === current().scanned;
  while (isLocked() && !isOwn()) {
    await sleep(SOON_MS);
  }
  if (isOwn()) {
    playFound().catch(() => undefined);
    drawAgain(view());
  } else if (!pass) {
    refuse();
  } else if (lock() && (await makeRoom()) && (await arrive(null, pass))) {
    await welcomeIn();
  }
}

/* No pass of ours. It stops nobody's visit, and is said where there is none. */
function refuse() {
  const { at } = current();
  if (OVER.has(at)) {
    begin();
  } else if (at === "welkom" && shownScreen() !== at) {
    goBack();
  }
  drawUnknown();
}

async function welcomeIn() {
  const visitor = current();
  if (shownScreen() !== "welkom") {
    goBack();
    lock();
  }
  playFound().catch(() => undefined);
  drawFound(view());
  await sleep(FOUND_MS);
  if (visitor === current()) {
    goTo("wie") || thank();
  }
}

/* A visit that is still on the screen ends, for the next in the queue; false where it can't. */
async function makeRoom() {
  if (current().at === "welkom") {
    return true;
  }
  if (!(await close())) {
    return false;
  }
  begin();
  return lock();
}
