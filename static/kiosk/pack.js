/* The screens of every language, today's activities and the questions dealt to this tablet, as the
   server rendered them. Held in memory; asked for again with its ETag. The first file has a visit in
   Dutch and all that languages share; a file for each language follows at once, at an address that
   names its content, and then one of the next days: what those show, past midnight without a network.
   A page takes only the pack of its own build. */

import { now, sleep } from "./clock.js";
import { forgetTurns, saveTurn, turnOf } from "./outbox.js";
import { hasReloadedFor, hear } from "./version.js";

const RETRY_MS = 3_000;
const PATIENCE_MS = 2_000;
const SOON_MS = 60 * 60_000;
let address = "";
let build = "";
let onUnlinked = () => {};
let onLinked = () => {};
let onMore = () => {};
let first = null;
let etag = null;
let pack = null;
const turns = new Map();
const spoken = new Map(); // what a file after the first one holds, by its address

/** Keep asking until there is a pack for this build, its other languages after it. `unlinked` is
    called where the server does not know this tablet, `linked` where it does, `more` after each file
    of the pack. */
export function firstPack({ url, buildName, unlinked, linked, more }) {
  address = url;
  build = buildName;
  onUnlinked = unlinked;
  onLinked = linked;
  onMore = more;
  first = until(() => pack, refresh);
  first.then(() => until(isWhole, () => speakAll(pack)));
  return first;
}

async function until(there, attempt) {
  for (; !there(); await sleep(RETRY_MS)) {
    await attempt().catch(() => undefined);
    if (there()) {
      return;
    }
  }
}

/** Wait a moment for the first pack, where a visitor was quicker than it. */
export const patience = () => pack ?? Promise.race([first, sleep(PATIENCE_MS)]);

const files = (of = pack) => [...of.languages.map((one) => one.address), of.later];
const isWhole = () => files().every((file) => spoken.has(file));

/** Ask for a newer pack; true where one came. The first is of use before its other languages are
    there; a newer one takes over when it is whole. One of another build asks for another page. */
export async function refresh() {
  const headers = etag ? { "If-None-Match": etag } : {};
  const response = await fetch(address, { headers, cache: "no-store", redirect: "error" });
  if (response.status === 401) {
    onUnlinked();
  } else if (response.ok || response.status === 304) {
    onLinked();
  }
  if (response.status !== 200) {
    return false;
  }
  const fresh = await response.json();
  hear(fresh.build);
  if (fresh.build !== build && !hasReloadedFor(fresh.build)) {
    return false;
  }
  if (pack) {
    await speakAll(fresh);
  }
  pack = fresh;
  etag = response.headers.get("ETag");
  addIcons(pack.icons);
  return true;
}

async function speakAll(fresh) {
  for (const file of files(fresh).filter((one) => !spoken.has(one))) {
    const response = await fetch(file, { cache: "no-store", redirect: "error" });
    if (response.status !== 200) {
      throw new Error(`${file}: ${response.status}`);
    }
    const held = await response.json();
    addIcons(held.icons ?? "");
    spoken.set(file, held);
    onMore();
  }
  for (const file of spoken.keys()) {
    if (!files(fresh).includes(file)) {
      spoken.delete(file);
    }
  }
  const dealt = [fresh.deals, ...Object.values(spoken.get(fresh.later).deals)];
  forgetTurns(new Set(dealt.flatMap(Object.keys))).catch(() => undefined);
}

/* The drawings that the page does not have yet. */
function addIcons(symbols) {
  const sheet = document.getElementById("icons");
  const fresh = sheet.cloneNode(false);
  fresh.innerHTML = symbols;
  for (const symbol of [...fresh.children]) {
    if (!document.getElementById(symbol.id)) {
      sheet.append(symbol);
    }
  }
}

/** What a typed code of the host's corner is checked with, or null without a pack. */
export const cornerLock = () => pack?.corner ?? null;

/* What is known of the days after the pack's own. */
const later = () => spoken.get(pack?.later);

/** Today, where the centres are, as "2026-11-23"; null on a day that the pack does not reach. */
export const today = () => pack?.calendar.find((one) => within(one.begins_at, one.ends_at))?.date ?? null;

const fileOf = (language) =>
  spoken.get(pack?.languages.find((one) => one.code === language)?.address);

/** The language in which screens can be shown: Dutch as long as another one's file is not there. */
export const languageShown = (language) => (fileOf(language)?.screens.welkom?.[language] ? language : "nl");

/** The HTML of a screen in a language; where the chosen activity is for children it says "je".
    What is another one on another day comes first. Without a pack only the spare screens of the shell. */
export function screenHtml(key, language, activity = null) {
  const spare = document.querySelector(`template[data-spare="${CSS.escape(key)}"]`);
  const keys = occurrence(activity)?.children ? [`${key}:je`, key] : [key];
  for (const code of [languageShown(language), "nl"]) {
    for (const name of keys) {
      const own = later()?.screens[name]?.[code]?.[today()];
      const html = own === undefined ? (fileOf(code)?.screens[name]?.[code] ?? pack?.screens[name]?.[code]) : own;
      if (html) {
        return html;
      }
    }
  }
  return spare?.innerHTML ?? null;
}

/** A template element with this HTML, to look at and not to show. */
export function unshown(html) {
  const part = document.createElement("template");
  part.innerHTML = html ?? "";
  return part;
}

/* The activities of all days that are known, by id. */
const activities = () => ({ ...pack?.occurrences, ...later()?.occurrences });

/** An activity: {title, o, pictogram, starts_at, ends_at, sensitive, …} or null. */
export const occurrence = (id) => activities()[id] ?? null;

/** The activity's title in a language, else in Dutch. */
export const titleOf = (found, language) => found.title[language] ?? found.title.nl;

/** The address of the recorded clip of a text as a screen shows it, or null. */
export const clipOf = (language, text) => pack?.clips[language]?.[text] ?? null;

/** Is an activity going on at this moment? */
export const isOpen = (found) => within(found.starts_at, found.ends_at);

const within = (from, to, early = 0) => Date.parse(from) - early <= now() && now() < Date.parse(to);

/** Is an activity over? */
export function isOver(id) {
  const found = occurrence(id);
  return found !== null && Date.parse(found.ends_at) <= now();
}

/** Is it known what is held today? */
export const isOfKnownDay = () => pack?.day === today() || today() in (later()?.deals ?? {});

/** Is the centre closed: outside its opening hours, with nothing going on or about to begin? */
export function isClosed() {
  const openings = pack?.openings ?? [];
  const open = openings.some((one) => within(one.opens_at, one.closes_at));
  const soon = Object.values(activities()).some((one) => within(one.starts_at, one.ends_at, SOON_MS));
  return openings.length > 0 && !open && !soon && now() < lastKnown(openings);
}

/* Beyond the openings that the pack knows nothing is said. */
const lastKnown = (openings) => Date.parse(openings.at(-1).closes_at);

/** When the centre opens again, in words: a time for today, else day and time; or null. */
export function nextOpening(language) {
  const next = pack?.openings.find(({ opens_at: from }) => Date.parse(from) > now());
  if (!next) {
    return null;
  }
  const days = fileOf(language)?.days ?? pack.days;
  return next.date === today() ? next.time : `${days[next.date]}, ${next.time}`;
}

/** What a scan most likely is for, to show only: the server decides by the tap's true time. */
export function likelyOccurrence() {
  const open = Object.entries(activities()).filter(([, found]) => isOpen(found));
  const first = open.find(([, found]) => found.open_inloop) ?? open[0];
  return first?.[0] ?? null;
}

/** The direction a language is written in. */
export function directionOf(language) {
  return pack?.languages.find((one) => one.code === language)?.dir ?? "ltr";
}

/** The next turn of a list of dealt questions: a question's key, or null for no question. */
export async function dealt(list) {
  const deals = later()?.deals[today()] ?? pack?.deals ?? {};
  const name = deals[list] || list === "weg" ? list : "";
  const turnsOfList = deals[name] ?? [];
  if (turnsOfList.length === 0) {
    return null;
  }
  const turn = turns.get(name) ?? (await turnOf(name).catch(() => 0));
  turns.set(name, turn + 1);
  saveTurn(name, turn + 1).catch(() => undefined);
  return turnsOfList[turn % turnsOfList.length];
}
