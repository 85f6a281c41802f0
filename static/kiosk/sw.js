/* The tablet's service worker: one whole version of the kiosk in a cache of its own, and GETs only.
   kiosk/offline.py puts `INLOOP = {build, files}` above it, so another build is another worker.
   It waits until a quiet page lets it take over; the version before it stays until the page of the
   new one says that it works. */

const { build, files } = self.INLOOP;
const PREFIX = "inloop-";
const SHELF = PREFIX + build;
const CLIPS = `${PREFIX}clips`;
const SHELL = "/kiosk/";
const PACK = "/kiosk/pack.json";
const FILES = "/kiosk/pack/";
const SPOKEN = "/kiosk/clips/";
const PATIENCE_MS = 1_500;
const ANYHOW = { ignoreVary: true };

self.addEventListener("install", (event) => event.waitUntil(stock()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.kind === "take over") {
    self.skipWaiting();
  } else if (event.data.kind === "works") {
    event.waitUntil(settle(event));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) {
    return;
  }
  if (pathname === SHELL && request.mode === "navigate") {
    event.respondWith(shell(request));
  } else if (pathname === PACK) {
    event.respondWith(pack(event));
  } else if ([FILES, SPOKEN, "/static/"].some((folder) => pathname.startsWith(folder))) {
    event.respondWith(file(request));
  }
});

/* Everything this version needs; what is there already is not fetched again. */
async function stock() {
  const shelf = await caches.open(SHELF);
  await Promise.all(files.map((address) => fetchOnce(shelf, address)));
  const page = await whole(SHELL, { cache: "no-store" });
  if (!(await page.clone().text()).includes(`data-build="${build}"`)) {
    throw new Error("the page is of another build");
  }
  await shelf.put(SHELL, page);
  await keepPack(await whole(PACK, { cache: "no-store" }));
}

async function fetchOnce(cache, address) {
  if (!(await cache.match(address, ANYHOW))) {
    await cache.put(address, await whole(address, { cache: "no-cache" }));
  }
}

async function whole(address, options) {
  const answer = await fetch(address, { redirect: "error", ...options });
  if (answer.status !== 200) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer;
}

/* The page of this build works: fill what is missing, let go of older versions, say how it stands.
   While a newer version is on its way its cache is no older one. */
async function settle({ source, data }) {
  const mine = data.build === build;
  const stocked = mine && (await stock().then(() => true, () => false));
  const names = mine ? await caches.keys() : [];
  if (!self.registration.waiting && !self.registration.installing) {
    const old = names.filter((name) => name.startsWith(PREFIX) && ![SHELF, CLIPS].includes(name));
    await Promise.all(old.map((name) => caches.delete(name)));
  }
  source.postMessage({ kind: "stocked", stocked });
}

/* The page of this version, at once; from elsewhere only where this cache was lost. */
async function shell(request) {
  const kept = await (await caches.open(SHELF)).match(SHELL, ANYHOW);
  return kept ?? fetch(request).catch(() => orNothing(caches.match(SHELL, ANYHOW)));
}

const orNothing = async (found) => (await found) ?? Response.error();

/* A file by its whole address, which names its build: an older page finds its own. */
async function file(request) {
  const mine = await (await caches.open(SHELF)).match(request, ANYHOW);
  return mine ?? (await caches.match(request, ANYHOW)) ?? fetch(request);
}

/* The newest pack of this build. A page that has none yet waits for the network a moment only, and
   never gets the pack of another build where its own is to be had. */
async function pack(event) {
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((answer) => keepPack(answer.clone())).catch(() => undefined));
  if (event.request.headers.has("If-None-Match")) {
    return fresh;
  }
  const kept = await (await caches.open(SHELF)).match(PACK, ANYHOW);
  if (!kept) {
    return fresh;
  }
  const usable = fresh.then(
    async (answer) => (answer.status === 401 || (await isOurs(answer)) ? answer : kept),
    () => kept,
  );
  return Promise.race([usable, new Promise((done) => setTimeout(done, PATIENCE_MS, kept))]);
}

async function isOurs(answer) {
  return answer.status === 200 && (await answer.clone().json()).build === build;
}

/* Keep a pack of this build once all its files are here, then the clips it names; forget
   everything where the tablet is not known any more. */
async function keepPack(answer) {
  if (answer.status === 401) {
    await forget();
  } else if (await isOurs(answer)) {
    const shelf = await caches.open(SHELF);
    const { languages, later, clips } = await answer.clone().json();
    await keepOnly(shelf, FILES, [...languages.map((one) => one.address), later]);
    await shelf.put(PACK, answer);
    const listed = Object.values(clips ?? {}).flatMap((of) => Object.values(of));
    keepOnly(await caches.open(CLIPS), SPOKEN, listed).catch(() => undefined);
  }
}

/* Of a folder, what is listed is fetched where it is missing; then what is not listed goes. */
async function keepOnly(cache, folder, listed) {
  const wanted = listed
    .map((address) => new URL(address, self.location.origin))
    .filter(({ origin, pathname }) => origin === self.location.origin && pathname.startsWith(folder))
    .map(({ href }) => href);
  for (const address of wanted) {
    await fetchOnce(cache, address);
  }
  const old = (await cache.keys()).filter(
    ({ url }) => new URL(url).pathname.startsWith(folder) && !wanted.includes(url),
  );
  await Promise.all(old.map((one) => cache.delete(one)));
}

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
}
