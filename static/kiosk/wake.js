/* Notices that the tablet slept: a page put back, or clocks that went on while nothing ran. */

import { ticks } from "./clock.js";

const EVERY_MS = 5_000;
const ASLEEP_MS = 45_000;

/** `woke(slept)` is called when the page comes back; `slept` says whether it was long enough that
    whoever stood there is gone. In sight a wall clock that is set right took nobody away; out of
    sight the clock that never jumps may have stood still. */
export function watchSleep(woke) {
  let wall;
  let own;
  function look(back) {
    if (document.hidden) {
      return;
    }
    const slept = (back ? Date.now() - wall : ticks() - own) > ASLEEP_MS;
    wall = Date.now();
    own = ticks();
    if (back || slept) {
      woke(slept);
    }
  }
  look();
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", ({ persisted }) => persisted && woke(true));
}
