/* What waits on this tablet, sealed: taps in the order they were made, answers and languages under a
   random key, so that nothing ties those to a visit. The schema only ever grows. */

import { openDB } from "../vendor/idb.js";
import { serverOffset, session, ticks } from "./clock.js";
import { randomId } from "./ids.js";
import { seal, throwAway, turnKey, unseal } from "./seal.js";

const STRICT = { durability: "strict" };
const TALLIED = new Set(["answer", "language"]);
const PATIENCE_MS = 5_000;
const TIDY_EVERY_MS = 5 * 60_000;
const keeping = new Set();
let opened;
let tidied = 0;
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

/** A tap as it is kept and sent: with the clock that never jumps and the run it was read in, and how
    far off the wall clock was known to be. */
export const asRecord = (event) => ({ event, session, ticks: ticks(), offset: serverOffset() });

/** Ask the browser not to clear this storage when it runs out of room. */
export async function askToLast() {
  lasting = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** How well things are kept here: kept, refused (the browser may clear it), full, or none. */
export const storageState = () => trouble ?? (lasting ? "kept" : "refused");

/**
 * Keep these events, all or none; resolves when they are on the disk, to the key of the first, and
 * fails where they are not. `instead` is the key of an answer they replace; `anonymous` the id of a
 * waiting check-in that loses its pass.
 */
export async function keep(events, options = {}) {
  const attempt = { work: null, late: false };
  let alarm;
  const silence = new Promise((_, fail) => {
    alarm = setTimeout(fail, PATIENCE_MS, new Error("the storage does not answer"));
  });
  const stored = store(attempt, events, options);
  keeping.add(stored);
  try {
    const key = await Promise.race([stored, silence]);
    trouble = null;
    return key;
  } catch (error) {
    attempt.late = true;
    trouble = isFull(error, attempt.work) ? "full" : "none";
    withdraw(attempt.work);
    throw error;
  } finally {
    clearTimeout(alarm);
    keeping.delete(stored);
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
  const sealed = await Promise.all(
    events.map(async (event) =>
      isTallied(event)
        ? ["answers", { id: randomId(), ...(await seal(event)) }]
        : ["taps", await seal(asRecord(event))],
    ),
  );
  const scan = anonymous && (await emptied(db, anonymous));
  if (attempt.late) {
    return null;
  }
  const work = db.transaction(["taps", "answers"], "readwrite", STRICT);
  attempt.work = work;
  // async: one that refuses at once fails as the others do
  const writes = sealed.map(async ([name, entry]) => work.objectStore(name).add(entry));
  if (instead) {
    writes.push(work.objectStore("answers").delete(instead));
  }
  if (scan) {
    writes.push(work.objectStore("taps").put(scan.entry, scan.key));
  }
  const keys = await Promise.all([...writes, work.done]);
  lastSeq = Math.max(lastSeq, ...keys.filter((key) => typeof key === "number"));
  return keys[0];
}

/* A waiting check-in without its pass. */
async function emptied(db, id) {
  const found = (await unsealed(db, "taps")).find(({ value }) => value.event.id === id);
  if (!found) {
    return null;
  }
  const event = { ...found.value.event, pass: null };
  return { key: found.key, entry: await seal({ ...found.value, event }) };
}

/* The first items of a store, opened: {key, value}. One that cannot be opened stays where it is. */
async function unsealed(db, name, limit = undefined) {
  const work = db.transaction(name);
  const [keys, entries] = await Promise.all([
    work.store.getAllKeys(null, limit),
    work.store.getAll(null, limit),
  ]);
  const values = await Promise.allSettled(entries.map(unseal));
  if (values.some(({ status }) => status === "rejected")) {
    trouble = "none";
  }
  return keys
    .map((key, index) => ({ key, value: values[index].value }))
    .filter(({ value }) => value !== undefined);
}

/** A sequence number for a tap that could not be kept and is sent at once. */
export function nextSeq() {
  lastSeq += 1;
  return lastSeq;
}

/**
 * At most `limit` waiting items, taps first: {id, seq, record} or {id, key, event}. `without` has the
 * ids to leave where they are for now, and with a check-in all that was said about it.
 */
export async function waiting(limit, without) {
  const db = await database();
  const taps = await firstFew(db, "taps", limit, ({ event: { id, of } }) => without.has(id) || without.has(of));
  const answers = await firstFew(db, "answers", limit, ({ id }) => without.has(id));
  return [
    ...taps.map(({ key, value }) => ({ id: value.event.id, seq: key, record: value })),
    ...answers.map(({ key, value }) => ({ id: value.id, key, event: value })),
  ].slice(0, limit);
}

/* The first `limit` items of a store that are not left; it opens no more of them than it must. */
async function firstFew(db, name, limit, isLeft) {
  const all = await db.count(name);
  for (let most = limit; ; most *= 2) {
    const found = (await unsealed(db, name, most)).filter(({ value }) => !isLeft(value));
    if (found.length >= limit || most >= all) {
      return found.slice(0, limit);
    }
  }
}

/** Take these items out: the server has them. */
export async function remove(items) {
  const db = await database();
  const work = db.transaction(["taps", "answers"], "readwrite", STRICT);
  const writes = items.map((item) =>
    item.record
      ? work.objectStore("taps").delete(item.seq)
      : work.objectStore("answers").delete(item.key),
  );
  await Promise.all([...writes, work.done]);
}

const isKind = (kind) => (tap) => tap.event.kind === kind;

/** How much waits: {count, visits, oldest}, oldest a tap's record or undefined. */
export async function summary() {
  const db = await database();
  const count = (await db.count("taps")) + (await db.count("answers"));
  const taps = (await unsealed(db, "taps")).map(({ value }) => value);
  const undone = new Set(taps.filter(isKind("undo")).map((tap) => tap.event.of));
  const visits = taps.filter((tap) => isKind("check_in")(tap) && !undone.has(tap.event.id)).length;
  return { count, visits, oldest: taps[0] };
}

/** Leave nothing readable of what was sent: now and then, by throwing away the key it lay under. */
export async function tidy() {
  if (ticks() - tidied < TIDY_EVERY_MS) {
    return;
  }
  tidied = ticks();
  await turnKey();
  await Promise.allSettled([...keeping]);
  const db = await database();
  const left = [...(await db.getAll("taps")), ...(await db.getAll("answers"))];
  await throwAway(new Set(left.map(({ by }) => by)));
}

/** Where this tablet is in a list of dealt questions. */
export async function turnOf(list) {
  return (await (await database()).get("turns", list)) ?? 0;
}

/** Remember where this tablet is in a list of dealt questions. */
export async function saveTurn(list, turn) {
  await (await database()).put("turns", turn, list);
}

/** Forget where this tablet is in the lists that are not dealt any more. */
export async function forgetTurns(dealt) {
  const db = await database();
  const old = (await db.getAllKeys("turns")).filter((list) => !dealt.has(list));
  await Promise.all(old.map((list) => db.delete("turns", list)));
}
