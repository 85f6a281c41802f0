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
    since: 0, // when that was, in ticks
    activity: null, // the occurrence that the screens show
    picked: null, // the occurrence chosen after a scan
    scanned: null, // the text of the pass
    leaving: false,
    wrote: false, // is anything of this visit kept
    told: false, // has its language been counted
    party: null,
    role: null,
    written: {}, // the details that are kept already
    question: undefined, // the dealt question's key; null: none this time
    answers: new Map(), // a question's screen → its answer's key in the outbox; true: it was sent
    answered: new Set(), // of these, the screens on which an answer was chosen
  };
}

/** Has this visitor touched anything yet? */
export const isNew = ({ at, language, size, contrast }) =>
  at === "welkom" && language === OPENING && size === 0 && contrast === PLAIN;

/** The chosen details where they are not kept as they are, or null. What was kept and is not chosen
    any more becomes what counts for who chooses nothing. */
export function unwritten({ checkIn, written, party, role, picked }) {
  const chosen = {};
  for (const [name, value, nothing] of [
    ["party", party, 1],
    ["role", role, "meedoen"],
    ["occurrence", picked],
  ]) {
    if (value !== null || name in written) {
      chosen[name] = value ?? nothing;
    }
  }
  return checkIn && JSON.stringify(chosen) !== JSON.stringify(written) ? chosen : null;
}
