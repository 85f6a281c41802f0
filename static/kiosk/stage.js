/* What stands on the tablet now: the visitor, the screen, and how that screen ends by itself. */

import { hush, offerVoice } from "./aloud.js";
import { countdown } from "./countdown.js";
import { arm, disarm } from "./idle.js";
import { rest } from "./panel.js";
import { show } from "./screens.js";
import { release, send } from "./sender.js";
import { forget } from "./version.js";
import { isNew, newVisitor } from "./visitor.js";
import { draw } from "./who.js";

const ENDING_SECONDS = 8;
const root = document.getElementById("screen");
let visitor = newVisitor();
let locked = false;
let linked = true;
let ending = null;

/** The visitor in front of the tablet. */
export const current = () => visitor;

/** Take the screen for one touch; false where another touch has it. */
export function lock() {
  if (locked) {
    return false;
  }
  locked = true;
  return true;
}

/** Give the screen back without showing another one. */
export const unlock = () => {
  locked = false;
};

/** Is a touch being handled? */
export const isLocked = () => locked;

/** What the screens need to know of the visitor. */
export function view() {
  const asked = visitor.question ?? null;
  const facts = [
    visitor.checkIn ? "inside" : "newcomer",
    visitor.scanned ? "scanned" : "tapped",
    visitor.leaving ? "leaving" : "arriving",
    ...(asked && !visitor.leaving ? ["two-questions"] : []),
  ];
  return { language: visitor.language, activity: visitor.activity, facts };
}

/** Show a screen for the visitor; false where the tablet does not have it. */
export function present(key, slots = {}) {
  hush();
  ending?.stop();
  ending = null;
  if (!show(key, { ...view(), slots })) {
    return false;
  }
  locked = false;
  offerVoice(root);
  if (key === "welkom") {
    rest();
  } else if (key === "wie") {
    draw(root, visitor);
  }
  const end = root.querySelector(".ending");
  if (end) {
    ending = countdown(end, ENDING_SECONDS, begin);
  }
  if (end || !linked || (key === "welkom" && isNew(visitor))) {
    disarm();
  } else {
    arm();
  }
  return true;
}

/** Show a screen of the visit itself: where "back" and a change of language return to. */
export function goTo(key, slots) {
  visitor.at = key;
  return present(key, slots);
}

/** The next visitor: nothing of the last one stays. `from`: the same one, one step back. */
export function begin(from = null) {
  visitor = newVisitor(from);
  release();
  send();
  present(linked ? "welkom" : "koppelen");
}

/** The server does not know this tablet: say so as soon as no visitor is busy; keep no screens. */
export function unlink() {
  linked = false;
  forget();
  if (isNew(visitor)) {
    present("koppelen");
  }
}

/** A touch on a screen that ends by itself starts its countdown again. */
export const stayLonger = () => ending?.restart();
