/* What waits on this tablet lies sealed. A browser keeps what was deleted from its database in its
   files for a long time; a key of the seal lies in a file of its own, which is really gone once it is
   thrown away. Then nothing tells any more what was answered, or with which pass. */

import { randomId } from "./ids.js";

const SAFE = "keys of the outbox";
const HERE = "inloop-page";
const WAYS = { name: "AES-GCM" };
const LENGTH = 512; // every item is as long as the next, so that its length tells nothing
let ring = null;

/* A page that is open counts: another one's keys are never thrown away. */
navigator.locks?.request(HERE, { mode: "shared" }, () => new Promise(() => {}));

/* The keys, oldest first: {name, key}. The last but one seals: it is on the disk for a while when it
   is first used. Null where the browser cannot seal (plain HTTP): then things lie open. */
function keys() {
  ring ??= load().catch(() => null);
  return ring;
}

async function load() {
  if (!crypto.subtle || !window.caches) {
    return null;
  }
  const safe = await caches.open(SAFE);
  const found = [];
  for (const { url } of await safe.keys()) {
    found.push(await ready(url, await (await safe.match(url)).arrayBuffer()));
  }
  while (found.length < 2) {
    found.push(await another(safe));
  }
  return found;
}

async function ready(name, bytes) {
  return { name, key: await crypto.subtle.importKey("raw", bytes, WAYS, false, ["encrypt", "decrypt"]) };
}

async function another(safe) {
  const name = new URL(`/kiosk/keys/${randomId()}`, location.href).href;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  await safe.put(name, new Response(bytes));
  return ready(name, bytes);
}

/** A value as it may lie on the disk. */
export async function seal(value) {
  const known = await keys();
  if (!known) {
    return { plain: value };
  }
  const { name, key } = known.at(-2);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(value).padEnd(LENGTH));
  return { by: name, iv, data: await crypto.subtle.encrypt({ ...WAYS, iv }, key, words) };
}

/** The value of what lies on the disk. Fails where its key is lost. */
export async function unseal({ by, iv, data, plain }) {
  if (!by) {
    return plain;
  }
  const { key } = (await keys()).find(({ name }) => name === by);
  const words = await crypto.subtle.decrypt({ ...WAYS, iv }, key, data);
  return JSON.parse(new TextDecoder().decode(words));
}

/** Seal with another key from now on. */
export async function turnKey() {
  (await keys())?.push(await another(await caches.open(SAFE)));
}

/** Throw the keys away that nothing is sealed with any more; `used` are the names of the others. */
export async function throwAway(used) {
  const known = (await keys()) ?? [];
  const old = known.slice(0, -2).filter(({ name }) => !used.has(name));
  if (old.length === 0 || !(await isOnlyPage())) {
    return;
  }
  const safe = await caches.open(SAFE);
  for (const one of old) {
    await safe.delete(one.name);
    known.splice(known.indexOf(one), 1);
  }
}

async function isOnlyPage() {
  const { held } = await navigator.locks.query();
  return held.filter(({ name }) => name === HERE).length === 1;
}
