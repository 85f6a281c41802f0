/* What stands on the tablet now: the visitor, the screen, and how that screen ends by itself. */

import { hush, offerVoice } from "./aloud.js";
import { countdown } from "./countdown.js";
import { arm, disarm, touched, warned } from "./idle.js";
import { drawLetters, wear } from "./letters.js";
import { rest } from "./panel.js";
import { announce, show, shownScreen } from "./screens.js";
import { release, send } from "./sender.js";
import { forget } from "./version.js";
import { isNew, newVisitor } from "./visitor.js";
import { draw } from "./who.js";

const ENDING_SECONDS = 8;
const THANKED_MS = 5_000;
const root = document.getElementById("screen");
let visitor = newVisitor();
let locked = false;
let linked = true;
let ending = null;
let reading = false;

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
  wear(visitor);
  if (!show(key, { ...view(), slots })) {
    return false;
  }
  ending?.stop();
  ending = null;
  locked = false;
  offerVoice(root);
  if (key === "welkom") {
    rest();
  } else if (key === "wie") {
    draw(root, visitor);
  } else if (key === "letters") {
    drawLetters(root, visitor);
  }
  const end = root.querySelector(".ending");
  if (end) {
    ending = countdown(end, ENDING_SECONDS, begin);
  }
  wait();
  return true;
}

/* Somebody stands on a control of the screen: with a keyboard, a switch, or after a touch. */
const inUse = () => document.activeElement?.matches("#screen button");

/* Is there no finger on the screen of the visit, and nothing being written or said? */
const isStill = () => !locked && !reading && shownScreen() === visitor.at && !root.matches(":active");

/** Is nobody in front of the tablet, so that another pack or version may take over? */
export const isQuiet = () => isNew(visitor) && isStill() && !inUse();

/* A screen that nobody touches ends; not while it is read aloud, nor where nobody has been. */
function wait() {
  const untouched = shownScreen() === "welkom" && isNew(visitor) && !inUse();
  if (reading || ending || !linked || untouched) {
    disarm();
  } else {
    arm();
  }
}

root.addEventListener("focusin", wait);

/** Reading aloud began or ended: no time runs meanwhile. */
export function hold(speaking) {
  reading = speaking;
  const counting = ending ?? warned();
  if (!counting) {
    wait();
  } else if (speaking) {
    counting.stop();
  } else {
    counting.restart();
  }
}

/** Show a screen of the visit itself: where "back" and a change of language return to. */
export function goTo(key, slots = {}) {
  visitor.at = key;
  visitor.slots = slots;
  return present(key, slots);
}

/** Show again where the visitor is: after a choice of language or letters. */
export const goBack = () => present(visitor.at, visitor.slots);

/** Show it anew for whoever stands there, who keeps their place, where that is not in their way. */
export function goOn() {
  if (isStill()) {
    const place = inUse() && JSON.stringify(document.activeElement.dataset);
    goBack();
    place && [...root.querySelectorAll("button")].find((one) => JSON.stringify(one.dataset) === place)?.focus();
  }
}

/** The next visitor: nothing of the last one stays. `from`: the same one, one step back. */
export function begin(from = null) {
  visitor = newVisitor(from);
  release();
  send();
  present(linked ? "welkom" : "koppelen");
}

/** The next visitor, and a short thanks to the last one in their language; it stops nobody. */
export function beginWithThanks({ words, language, direction }) {
  begin();
  const thanks = root.querySelector(".thanked");
  if (thanks) {
    Object.assign(thanks, { lang: language, dir: direction, hidden: false });
    thanks.querySelector("[data-slot=thanks]").textContent = words;
    announce(words);
    setTimeout(() => { thanks.hidden = true; }, THANKED_MS);
  }
}

/** The server does not know this tablet: say so as soon as no visitor is busy; keep no screens. */
export function unlink() {
  linked = false;
  forget();
  if (isNew(visitor)) {
    present("koppelen");
  }
}

/** The server knows this tablet after all: a fresh start, where nobody is busy. */
export function relink() {
  if (!linked && isNew(visitor)) {
    location.reload();
  }
}

/** Has the server said that it does not know this tablet? */
export const isUnlinked = () => !linked;

/** A touch on a screen that ends by itself, or that nobody touched, starts its time again. */
export function stayLonger() {
  reading || ending?.restart();
  touched();
}
