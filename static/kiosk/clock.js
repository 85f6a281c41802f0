/* When a tap was: the wall clock as the tablet has it, and the clock that never jumps. What time it
   really is: the wall clock with its offset, as the server's last answer told it. */

import { randomId } from "./ids.js";

const STEADY_MS = 1_000;
const AGREE_MS = 120_000;
let offset = null; // the server's time minus the wall clock's
let lead = 0; // the wall clock minus the one that never jumps, when that was learned

/** This run of the page: monotonic times can be compared only within one. */
export const session = randomId();

/** ISO 8601 with the tablet's own offset, e.g. 2026-11-23T10:00:01.400+01:00. */
export function wallTime() {
  const date = new Date();
  const zone = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + zone * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(zone);
  const two = (number) => String(number).padStart(2, "0");
  return `${local}${zone < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Milliseconds on the clock that never jumps. */
export const ticks = () => performance.now();

/** Wait. */
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** How long ago a record was made, in whole milliseconds; null for an earlier run of the page. */
export function ageOf(record) {
  return record.session === session ? Math.max(0, Math.round(ticks() - record.ticks)) : null;
}

/** The server's clock says this, in milliseconds since 1970. An offset stays what it was while it
    differs little, so that many taps share one. */
export function measure(there) {
  const found = Math.round(there - Date.now());
  learn(Math.abs(found - (serverOffset() ?? Infinity)) > STEADY_MS ? found : offset);
}

function learn(found) {
  offset = found;
  lead = Date.now() - ticks();
}

/** Milliseconds from the wall clock to the server's, as last measured; null where it never was. A wall
    clock that falls behind the one that never jumps was set back since. */
export function serverOffset() {
  const back = Math.round(lead - (Date.now() - ticks()));
  if (offset !== null && back > AGREE_MS) {
    learn(offset + back);
  }
  return offset;
}

/** Remember for the next run of the page what is known of the clock, and by it when that is. */
export function remember() {
  try {
    localStorage.clock = JSON.stringify([serverOffset(), Date.now()]);
  } catch {
    // no room, or no storage at all
  }
}

/* Go by what an earlier run knew, if the clock was not set back since. */
try {
  const [kept, at] = JSON.parse(localStorage.clock);
  if (Date.now() > at - AGREE_MS) {
    learn(kept);
  }
} catch {
  // nothing is known
}

/** What time it really is, as well as is known. */
export const now = () => Date.now() + (serverOffset() ?? 0);
