/* Which version of the kiosk this page is, and how a newer one takes over: only while nobody is
   busy, with one reload. The service worker sw.js keeps each version whole. */

import { sleep } from "./clock.js";

const WORKER = "/kiosk/sw.js";
const SCOPE = "/kiosk/";
const PREFIX = "inloop-";
const MOST_TRIES = 10;
const PATIENCE_MS = 5_000;
const BREATH_MS = 1_000;
const workers = navigator.serviceWorker;
let build = "";
let quiet = () => false;
let served = "";
let registration = null;
let settled = false;
let stocked = null; // not known yet
let replaced = false;
let tries = 0;

/**
 * Register the worker once the page is of use: `usable` is a promise of that. `buildName` names
 * this page's build, `isQuiet()` says whether nobody is busy.
 */
export async function startVersion({ buildName, isQuiet, usable }) {
  build = buildName;
  quiet = isQuiet;
  await Promise.race([usable, sleep(PATIENCE_MS)]);
  await sleep(BREATH_MS);
  if (workers) {
    watch();
    workers.ready.then(({ active }) => active.postMessage({ kind: "works", build }));
    await register();
  }
  settled = true;
  stocked ??= registration ? null : false;
}

async function register() {
  registration = await workers
    .register(WORKER, { scope: SCOPE, updateViaCache: "none" })
    .catch(() => null);
  const coming = registration?.installing;
  coming?.addEventListener("statechange", () => {
    if (coming.state === "redundant" && !registration.active) {
      stocked = false; // it could not keep all of the page: once more, later
    }
  });
}

const hasNoWorker = () => registration && !registration.active && !registration.installing && !registration.waiting;

function watch() {
  workers.addEventListener("message", ({ data }) => {
    stocked = data.stocked;
  });
  let controlled = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    replaced ||= controlled;
    controlled = true;
    moveOn();
  });
}

/** Would this page start again without a network? null as long as nobody said. */
export const startsOffline = () => stocked;

/** Is this page what the server serves, as far as it is known? */
export const isNewest = () => !served || served === build;

/** The server named the build that it serves. */
export function hear(name) {
  if (name && name !== served) {
    served = name;
    moveOn();
  }
}

/**
 * Fetch a newer version where there is one, and go on to it where nobody is busy; called again and
 * again.
 */
export async function moveOn() {
  const isOld = served && served !== build;
  const none = !registration || tries >= MOST_TRIES;
  if (replaced && quiet()) {
    location.reload();
  } else if (registration?.waiting) {
    takeOver();
  } else if (settled && isOld && none && quiet() && !hasReloadedFor(served)) {
    await startOver();
  } else if (hasNoWorker()) {
    await register();
  } else if (isOld && !none) {
    tries += 1;
    await registration.update().catch(() => undefined);
  }
}

function takeOver() {
  if (quiet()) {
    registration.waiting.postMessage({ kind: "take over" });
  }
}

/* Straight from the server, once for a build: no worker runs here, or it cannot keep the new one. */
async function startOver() {
  sessionStorage.setItem("reloaded", served);
  await registration?.unregister();
  await forget();
  location.reload();
}

/** Did the page reload for this build already, so that nothing newer of it is to be had? */
export const hasReloadedFor = (name) => sessionStorage.getItem("reloaded") === name;

/** The server does not know this tablet: nothing of it stays but the outbox. */
export async function forget() {
  stocked = false;
  const names = (await window.caches?.keys().catch(() => [])) ?? [];
  const ours = names.filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
