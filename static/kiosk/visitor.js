/* What the tablet knows of the visitor in front of it, in memory only. */

const OPENING = "nl";
const PLAIN = "plain";

/** A visitor of whom nothing is known. `from` carries language and letters over a step back. */
export function newVisitor(from = null) {
  return {
    language: from?.language ?? OPENING,
    size: from?.size ?? 0, // of the letters, in steps
    contrast: from?.contrast ?? PLAIN,
    at: "welkom",
    slots: {}, // the texts of that screen
    checkIn: null, // the id of the check-in
    activity: null, // the occurrence that the screens show
    picked: null, // the occurrence chosen after a scan
    scanned: null, // the text of the pass
    leaving: false,
    wrote: false, // is anything of this visit kept
    told: false, // has its language been counted
    party: null,
    role: null,
    written: "", // the details that are kept already
    question: undefined, // the dealt question's key; null: none this time
    answers: new Map(), // question → id of its answer
  };
}

/** Has this visitor touched anything yet? */
export const isNew = ({ at, language, size, contrast }) =>
  at === "welkom" && language === OPENING && size === 0 && contrast === PLAIN;

/** The chosen details that are not kept yet, or null. */
export function unwritten(visitor) {
  const chosen = {};
  for (const [name, value] of [
    ["party", visitor.party],
    ["role", visitor.role],
    ["occurrence", visitor.picked],
  ]) {
    if (value !== null) {
      chosen[name] = value;
    }
  }
  const text = JSON.stringify(chosen);
  return visitor.checkIn && text !== "{}" && text !== visitor.written ? chosen : null;
}

/** Remember that these details are kept. */
export function markWritten(visitor, chosen) {
  visitor.written = JSON.stringify(chosen);
}
