/* Reads passes from a scanner that types: a burst of keys, ended by Enter. A person types slower.
   A burst presses no button and leaves nothing in a field. */

import { readPass } from "./pass-text.js";

const GAP_MS = 80;
const SHORTEST = 8;
const PHYSICAL = /^(?:Key|Digit|Numpad)([A-Z0-9])$/;

/**
 * Call `onText` with what a scanner typed: a pass in its one spelling, else as it came. Only while
 * it `listens()`: where a code is typed the keys are a person's.
 */
export function watchScanner({ listens, onText }) {
  let burst = nothing();
  addEventListener(
    "keydown",
    (event) => {
      if (!listens()) {
        burst = nothing();
      } else if (event.key === "Enter") {
        finish(event, burst, onText);
        burst = nothing();
      } else if (isSign(event)) {
        burst = event.timeStamp - burst.at > GAP_MS ? started(event) : burst;
        add(event, burst);
      }
    },
    { capture: true },
  );
}

const nothing = () => ({ typed: "", pressed: "", at: -Infinity, field: null, before: "" });

/* Shift comes along with capitals and belongs to the sign that follows it. */
function isSign(event) {
  return !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey && event.key !== "Shift";
}

function started(event) {
  const field = event.target.closest?.("input, textarea") ?? null;
  return { ...nothing(), field, before: field?.value };
}

/* Both what the layout makes of a key and what is printed on it: a scanner types for one layout
   and the tablet may have another. The first key may be a person's, so it is let through. */
function add(event, burst) {
  if (burst.typed) {
    swallow(event);
  }
  burst.typed += event.key.length === 1 ? event.key : "";
  burst.pressed += PHYSICAL.exec(event.code)?.[1] ?? "";
  burst.at = event.timeStamp;
}

function finish(event, burst, onText) {
  if (burst.typed.length < SHORTEST || event.timeStamp - burst.at > GAP_MS) {
    return;
  }
  swallow(event);
  if (burst.field) {
    burst.field.value = burst.before;
  }
  onText(readPass(burst.typed) ?? readPass(burst.pressed) ?? burst.typed);
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
