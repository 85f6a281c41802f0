/* Sends what waits to the server, a batch at a time, one tab of the tablet at a time. Only an
   answer about an event takes it out of the outbox. */

import { ageOf, measure, now, remember, serverOffset, sleep, ticks, wallTime } from "./clock.js";
import { isTallied, nextSeq, remove, storageState, summary, tidy, waiting } from "./outbox.js";
import { hear, startsOffline } from "./version.js";

const BATCH = 50;
const TIMEOUT_MS = 10_000;
const EVERY_MS = 15_000;
const SELDOM_MS = 120_000;
const QUIET_MS = 10_000;
const PATIENCE_MS = 1_000;
const REVOKED = "revoked_tablet";
const AWAY = new Set([502, 503, 504]);
const SAFE = new Set(["stored", "duplicate", "quarantined"]);

const state = { size: BATCH, camera: null, reached: navigator.onLine, sent: null };
const held = new Set();
const passedOver = new Set();
const without = { has: (id) => held.has(id) || passedOver.has(id) }; // asked when the items are there
let address = "";
let build = "";
let onUnlinked = () => {};
let busy = null;
let again = false;
let pauseUntil = 0;
let spokenAt = -Infinity;
let failures = 0;
let timer;

/** Start sending: now, when the network is back, and every 15 seconds while that works. */
export function startSending({ url, buildName, unlinked }) {
  address = url;
  build = buildName;
  onUnlinked = unlinked;
  addEventListener("online", send);
  addEventListener("offline", () => {
    state.reached = false;
  });
  wait();
  send();
}

/* The next attempt by itself: twice as late after each one that failed, up to two minutes; a little
   earlier by chance, so that tablets that lost the server together do not return together. */
function wait() {
  clearTimeout(timer);
  const longest = Math.min(EVERY_MS * 2 ** failures, SELDOM_MS);
  timer = setTimeout(attempt, longest * (1 - Math.random() / 5));
}

async function attempt() {
  await send();
  failures = state.reached ? 0 : failures + 1;
  wait();
}

/** Did the last attempt reach the server? */
export const reachesServer = () => state.reached && navigator.onLine;

/** What the host's corner shows: as sent to the server, and when the last batch arrived there. */
export const ownState = async () => ({ ...(await tablet()), sent: state.sent });

/** What the host hears about the camera: ok, none or denied. */
export function reportCamera(camera) {
  state.camera = camera;
}

/** Keep an answer back while its visitor may still change it. */
export const hold = (id) => held.add(id);

/** The visitor is done: whatever was kept back may go. */
export const release = () => held.clear();

/** Send what waits. Called while sending, it makes the running round look once more. */
export function send() {
  if (busy) {
    again = true;
    return busy;
  }
  busy = alone(round).finally(() => {
    busy = null;
    if (again) {
      again = false;
      send();
    }
  });
  return busy;
}

function alone(task) {
  const work = () => task().catch(() => undefined);
  return navigator.locks
    ? navigator.locks.request("inloop-sender", { ifAvailable: true }, (lock) => lock && work())
    : work();
}

async function round() {
  if (serverOffset() === null && (await post([])).status !== 200) {
    return;
  }
  while (ticks() >= pauseUntil) {
    const items = ofOneOffset(await waiting(state.size, without).catch(() => []));
    if (items.length === 0 && passedOver.size > 0) {
      passedOver.clear();
      continue;
    }
    if (items.length === 0) {
      tidy().catch(() => undefined);
      if (ticks() - spokenAt > QUIET_MS) {
        await post([]);
      }
      return;
    }
    if (!(await deliver(items)) && items.length <= state.size) {
      return;
    }
  }
}

/* The first of these that tell of the same offset: a batch tells one, that of its taps. */
function ofOneOffset(items) {
  const other = items.findIndex((item) => item.record && offsetOf(item) !== offsetOf(items[0]));
  return other < 0 ? items : items.slice(0, other);
}

/* Taps from before offsets were kept go by today's. */
function offsetOf({ record }) {
  return record?.offset === undefined ? serverOffset() : record.offset;
}

async function deliver(items) {
  const answer = await post(items.map(asSent), offsetOf(items[0]));
  if (answer.status !== 200) {
    shrink(answer.status, items);
    return false;
  }
  state.size = Math.min(BATCH, state.size * 2);
  const known = new Set(
    answer.results.filter((result) => SAFE.has(result.status)).map((result) => result.id),
  );
  const done = items.filter((item) => known.has(item.id));
  await remove(done);
  return done.length > 0;
}

/* After a refusal a smaller batch, at once; one event that is refused alone waits, and lets the
   others pass first. A server that is away refuses nothing. */
function shrink(status, items) {
  if (AWAY.has(status) || (status < 500 && status !== 413 && status !== 422)) {
    return;
  }
  if (items.length === 1) {
    passedOver.add(items[0].id);
  }
  state.size = Math.max(1, Math.floor(items.length / 2));
}

function asSent(item) {
  return item.event ?? { ...item.record.event, age_ms: ageOf(item.record), seq: item.seq };
}

/** Send events that could not be kept; true only if the server says it has every one. */
export async function sendAtOnce(events) {
  const answer = await post(
    events.map((event) => (isTallied(event) ? event : { ...event, age_ms: 0, seq: nextSeq() })),
  ).catch(() => ({ status: 0 }));
  return answer.status === 200 && answer.results.every((result) => SAFE.has(result.status));
}

async function post(events, offset = serverOffset()) {
  const about = { ...(await tablet()), offset_ms: offset };
  const body = JSON.stringify({ sent_at: wallTime(), tablet: about, events });
  const before = ticks();
  spokenAt = before;
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    body,
  }).catch(lost);
  state.reached = response.status < 500 && response.status !== 403;
  if (response.status === 200) {
    return taken(await response.json().catch(lost), (ticks() - before) / 2);
  }
  if (response.status === 401) {
    onUnlinked();
  }
  if (response.status === 429) {
    const asked = 1000 * parseInt(response.headers.get("Retry-After"), 10); // NaN for a proxy's date
    pauseUntil = ticks() + Math.min(asked || EVERY_MS, SELDOM_MS);
  }
  return { status: response.status, results: [] };
}

/* The network lost it, on the way there or back. */
function lost(error) {
  state.reached = false;
  throw error;
}

function taken({ server_time: there, build: served, results }, halfWay) {
  if (failures > 0) {
    failures = 0;
    wait();
  }
  measure(Date.parse(there) + halfWay);
  remember();
  state.sent = now();
  hear(served);
  if (results.some((result) => result.code === REVOKED)) {
    onUnlinked();
  }
  return { status: 200, results };
}

async function tablet() {
  remember();
  const about = {
    build,
    camera: state.camera,
    offset_ms: serverOffset(),
    storage: storageState(),
    offline: startsOffline(),
  };
  const heap = await Promise.race([summary().catch(() => null), sleep(PATIENCE_MS)]);
  if (heap) {
    about.waiting = heap.count;
    about.oldest_ms = heap.oldest ? waitedFor(heap.oldest) : 0;
  }
  const battery = await navigator.getBattery?.().catch(() => null);
  if (battery) {
    about.battery = battery.level;
  }
  return about;
}

function waitedFor(record) {
  const made = Date.parse(record.event.at) + offsetOf({ record });
  return ageOf(record) ?? Math.max(0, now() - made);
}
