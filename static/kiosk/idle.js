/* Nobody there any more: after 40 seconds a question, after 60 the beginning. One touch is enough
   to stay. */

import { offerVoice } from "./aloud.js";
import { countdown } from "./countdown.js";

const WARN_MS = 40_000;
const WARN_SECONDS = 20;
const overlay = document.getElementById("overlay");
const screen = document.getElementById("screen");
let warning = () => null;
let ended = () => {};
let timer;
let running = null;
let focused = null;

/** `html()` gives the warning in the visitor's language, `end()` is called when nobody touches. */
export function watchIdle({ html, end }) {
  warning = html;
  ended = end;
  overlay.addEventListener("click", ({ target }) => target.closest("[data-read-aloud]") || arm());
}

/** The countdown of the question that is shown, or null. */
export const warned = () => running;

/** A touch or a key: wait anew, where there is no warning that asks for an answer. */
export const touched = () => timer && !running && arm();

/** Start waiting, or start again. */
export function arm() {
  disarm();
  clearTimeout(timer); // the focus that came back may have started one
  timer = setTimeout(warn, WARN_MS);
}

/** Stop waiting: a screen that nobody has to leave. */
export function disarm() {
  clearTimeout(timer);
  timer = undefined;
  close();
}

function warn() {
  const html = warning();
  if (html === null) {
    disarm();
    ended();
    return;
  }
  focused = document.activeElement;
  overlay.innerHTML = html;
  overlay.hidden = false;
  offerVoice(overlay);
  screen.inert = true;
  overlay.querySelector("button").focus();
  running = countdown(overlay, WARN_SECONDS, () => {
    disarm();
    ended();
  });
}

function close() {
  running?.stop();
  running = null;
  if (overlay.hidden) {
    return;
  }
  overlay.hidden = true;
  overlay.replaceChildren();
  screen.inert = false;
  focused?.focus({ preventScroll: true });
  focused = null;
}
