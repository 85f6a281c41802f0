/* Events as INTERFACES.md writes them, made at the moment of the tap. */

import { wallTime } from "./clock.js";
import { randomId, timedId } from "./ids.js";

/** A tap on a card (pass null) or a scan (occurrence null). */
export const checkIn = (occurrence, pass) => ({
  id: timedId(),
  kind: "check_in",
  at: wallTime(),
  occurrence,
  pass,
});

/** Whatever of party, role and occurrence was chosen after a check-in. */
export const detail = (of, chosen) => ({
  id: timedId(),
  kind: "detail",
  at: wallTime(),
  of,
  ...chosen,
});

/** Takes the tablet's own check-in back. */
export const undo = (of) => ({ id: timedId(), kind: "undo", at: wallTime(), of });

/** One answer: a random id, no time, nothing that leads to a check-in. */
export const answer = (question, variant, value, suspect) => ({
  id: randomId(),
  kind: "answer",
  question,
  variant,
  value,
  suspect,
});

/** The language of a visitor's screens. */
export const language = (code) => ({ id: randomId(), kind: "language", language: code });
