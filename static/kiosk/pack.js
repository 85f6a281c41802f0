/* The screens of every language, today's activities and the questions dealt to this tablet, as the
   server rendered them. Held in memory; asked for again with its ETag. */

import { saveTurn, turnOf } from "./outbox.js";

const RETRY_MS = 3_000;
const PATIENCE_MS = 2_000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
let address = "";
let first = null;
let etag = null;
let pack = null;
const turns = new Map();

/** Keep asking until there is a pack. */
export function firstPack(url) {
  address = url;
  first = untilThere();
  return first;
}

async function untilThere() {
  for (; !pack; await sleep(RETRY_MS)) {
    await refresh().catch(() => undefined);
    if (pack) {
      return;
    }
  }
}

/** Wait a moment for the first pack, where a visitor was quicker than it. */
export const patience = () => pack ?? Promise.race([first, sleep(PATIENCE_MS)]);

/** Ask for a newer pack; true where one came. */
export async function refresh() {
  const headers = etag ? { "If-None-Match": etag } : {};
  const response = await fetch(address, { headers, cache: "no-store", redirect: "error" });
  if (response.status !== 200) {
    return false;
  }
  pack = await response.json();
  etag = response.headers.get("ETag");
  addIcons(pack.icons);
  return true;
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

/** The build that made the pack; another one than the page's asks for a reload. */
export const packBuild = () => pack?.build ?? null;

/** The HTML of a screen in a language; without a pack only the spare screens of the shell. */
export function screenHtml(key, language) {
  const spare = document.querySelector(`template[data-spare="${CSS.escape(key)}"]`);
  const drawn = pack?.screens[key];
  return drawn?.[language] ?? drawn?.nl ?? spare?.innerHTML ?? null;
}

/** An activity of today: {title, o, pictogram, starts_at, ends_at, sensitive, …} or null. */
export const occurrence = (id) => pack?.occurrences[id] ?? null;

/** The activity's title in a language, else in Dutch. */
export const titleOf = (found, language) => found.title[language] ?? found.title.nl;

/** The address of the recorded clip of a text as a screen shows it, or null. */
export const clipOf = (language, text) => pack?.clips[language]?.[text] ?? null;

/** Is an activity going on at this moment? */
export function isOpen(found, now = Date.now()) {
  return Date.parse(found.starts_at) <= now && now < Date.parse(found.ends_at);
}

/** What a scan most likely is for, to show only: the server decides by the tap's true time. */
export function likelyOccurrence() {
  const open = Object.entries(pack?.occurrences ?? {}).filter(([, found]) => isOpen(found));
  const first = open.find(([, found]) => found.open_inloop) ?? open[0];
  return first?.[0] ?? null;
}

/** The direction a language is written in. */
export function directionOf(language) {
  return pack?.languages.find((one) => one.code === language)?.dir ?? "ltr";
}

/** The next turn of a list of dealt questions: a question's key, or null for no question. */
export async function dealt(list) {
  const name = pack?.deals[list] || list === "weg" ? list : "";
  const turnsOfList = pack?.deals[name] ?? [];
  if (turnsOfList.length === 0) {
    return null;
  }
  const turn = turns.get(name) ?? (await turnOf(name).catch(() => 0));
  turns.set(name, turn + 1);
  saveTurn(name, turn + 1).catch(() => undefined);
  return turnsOfList[turn % turnsOfList.length];
}
