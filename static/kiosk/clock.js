/* When a tap was: the wall clock as the tablet has it, and the clock that never jumps. */

import { randomId } from "./ids.js";

/** This run of the page: monotonic times can be compared only within one. */
export const session = randomId();

/** ISO 8601 with the tablet's own offset, e.g. 2026-11-23T10:00:01.400+01:00. */
export function wallTime(date = new Date()) {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  const two = (number) => String(number).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Milliseconds on the clock that never jumps. */
export const ticks = () => performance.now();

/** Wait. */
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** How long ago a record was made, in whole milliseconds; null for an earlier run of the page. */
export function ageOf(record) {
  return record.session === session ? Math.max(0, Math.round(ticks() - record.ticks)) : null;
}
