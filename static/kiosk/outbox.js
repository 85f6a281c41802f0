/* What waits on this tablet: taps in the order they were made, answers and languages under their
   random id, so that nothing ties those to a visit. The schema only ever grows. */

import { openDB } from "../vendor/idb.js";
import { session, ticks } from "./clock.js";

const STRICT = { durability: "strict" };
const TALLIED = new Set(["answer", "language"]);
const PATIENCE_MS = 5_000;
let opened;
let lastSeq = 0;
let lasting = false;
let trouble = null;

function database() {
  opened ??= openDB("inloop", 1, {
    upgrade(db) {
      db.createObjectStore("taps", { autoIncrement: true });
      db.createObjectStore("answers", { keyPath: "id" });
      db.createObjectStore("turns");
    },
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Is this event a tally (no time, no sequence), or a tap? */
export const isTallied = (event) => TALLIED.has(event.kind);

/** A tap as it is kept and sent: with the clock that never jumps and the run it was read in. */
export const asRecord = (event) => ({ event, session, ticks: ticks() });

/** Ask the browser not to clear this storage when it runs out of room. */
export async function askToLast() {
  lasting = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** How well things are kept here: kept, refused (the browser may clear it), full, or none. */
export const storageState = () => trouble ?? (lasting ? "kept" : "refused");

/**
 * Keep these events, all or none; resolves when they are on the disk and fails where they are not.
 * `instead` is the id of an answer they replace; `anonymous` the id of a waiting check-in that loses
 * its pass.
 */
export async function keep(events, options = {}) {
  const attempt = { work: null, late: false };
  let alarm;
  const silence = new Promise((_, fail) => {
    alarm = setTimeout(fail, PATIENCE_MS, new Error("the storage does not answer"));
  });
  try {
    await Promise.race([store(attempt, events, options), silence]);
    trouble = null;
  } catch (error) {
    attempt.late = true;
    trouble = isFull(error, attempt.work) ? "full" : "none";
    withdraw(attempt.work);
    throw error;
  } finally {
    clearTimeout(alarm);
  }
}

const isFull = (error, work) => [error, work?.error].some((one) => one?.name === "QuotaExceededError");

/* What did not make it in time is not kept later: it was sent by then, or the host wrote it down. */
function withdraw(work) {
  try {
    work?.abort();
  } catch {
    // it ended by itself
  }
}

async function store(attempt, events, { instead = null, anonymous = null }) {
  const db = await database();
  if (attempt.late) {
    return;
  }
  const work = db.transaction(["taps", "answers"], "readwrite", STRICT);
  attempt.work = work;
  const taps = work.objectStore("taps");
  const answers = work.objectStore("answers");
  const writes = events.map((event) =>
    isTallied(event) ? answers.add(event) : taps.add(asRecord(event)),
  );
  if (instead) {
    writes.push(answers.delete(instead));
  }
  if (anonymous) {
    writes.push(dropPass(taps, anonymous));
  }
  const keys = await Promise.all([...writes, work.done]);
  lastSeq = Math.max(lastSeq, ...keys.filter((key) => typeof key === "number"));
}

async function dropPass(taps, id) {
  for (let at = await taps.openCursor(null, "prev"); at; at = await at.continue()) {
    if (at.value.event.id === id) {
      await at.update({ ...at.value, event: { ...at.value.event, pass: null } });
      return;
    }
  }
}

/** A sequence number for a tap that could not be kept and is sent at once. */
export function nextSeq() {
  lastSeq += 1;
  return lastSeq;
}

/**
 * At most `limit` waiting items, taps first: {id, seq, record} or {id, event}. `without` holds ids
 * to leave where they are for now.
 */
export async function waiting(limit, without) {
  const db = await database();
  const found = [];
  const work = db.transaction(["taps", "answers"]);
  let tap = await work.objectStore("taps").openCursor();
  for (; tap && found.length < limit; tap = await tap.continue()) {
    if (!without.has(tap.value.event.id)) {
      found.push({ id: tap.value.event.id, seq: tap.key, record: tap.value });
    }
  }
  let answer = await work.objectStore("answers").openCursor();
  for (; answer && found.length < limit; answer = await answer.continue()) {
    if (!without.has(answer.key)) {
      found.push({ id: answer.key, event: answer.value });
    }
  }
  return found;
}

/** Take these items out: the server has them. */
export async function remove(items) {
  const db = await database();
  const work = db.transaction(["taps", "answers"], "readwrite", STRICT);
  const writes = items.map((item) =>
    item.record
      ? work.objectStore("taps").delete(item.seq)
      : work.objectStore("answers").delete(item.id),
  );
  await Promise.all([...writes, work.done]);
}

const isKind = (kind) => (tap) => tap.event.kind === kind;

/** How much waits: {count, visits, oldest}, oldest a tap's record or undefined. */
export async function summary() {
  const db = await database();
  const work = db.transaction(["taps", "answers"]);
  const taps = await work.objectStore("taps").getAll();
  const answers = await work.objectStore("answers").count();
  const undone = new Set(taps.filter(isKind("undo")).map((tap) => tap.event.of));
  const visits = taps.filter((tap) => isKind("check_in")(tap) && !undone.has(tap.event.id)).length;
  return { count: taps.length + answers, visits, oldest: taps[0] };
}

/** Where this tablet is in a list of dealt questions. */
export async function turnOf(list) {
  return (await (await database()).get("turns", list)) ?? 0;
}

/** Remember where this tablet is in a list of dealt questions. */
export async function saveTurn(list, turn) {
  await (await database()).put("turns", turn, list);
}
