/* Puts a screen on the tablet: its HTML, the slots that depend on the visitor, the ground of the
   chosen O, the fade, and where keyboard and screen reader go. */

import { offer } from "./doorway.js";
import { directionOf, isOpen, languageShown, occurrence, screenHtml, titleOf } from "./pack.js";
import { ticks } from "./clock.js";

const root = document.getElementById("screen");
const announcement = document.getElementById("announcement");
let shownAt = 0;

/** Milliseconds that this screen has been on the tablet. */
export const shownFor = () => ticks() - shownAt;

/** The screen that is on the tablet. */
export const shownScreen = () => root.dataset.screen;

/** Can the screen be shown in this language now, and is it in another one? */
export const isInOtherLanguage = (language) => languageShown(language) !== document.documentElement.lang;

/**
 * Show a screen. `facts` are the names of what is so (data-when), `slots` texts by slot name,
 * `activity` the id of the chosen occurrence. Returns false where no such screen is to be had.
 */
export function show(key, { language, facts = [], slots = {}, activity = null }) {
  const html = screenHtml(key, language, activity);
  if (html === null) {
    return false;
  }
  document.documentElement.lang = languageShown(language);
  document.documentElement.dir = directionOf(document.documentElement.lang);
  root.innerHTML = html;
  root.dataset.screen = key;
  document.body.dataset.screen = key;
  document.body.dataset.o = (activity && occurrence(activity)?.o) || "";
  offer(root, language);
  fill(root, { language, facts, slots, activity });
  window.htmx?.process(root);
  fadeIn();
  greet();
  shownAt = ticks();
  return true;
}

/** Fill what depends on the visitor, in a screen or a part of one. */
export function fill(part, { language, facts, slots = {}, activity }) {
  const found = activity ? occurrence(activity) : null;
  const known = new Set(found ? [...facts, "activity", ...(found.sensitive ? [] : ["pleasant"])] : facts);
  for (const element of part.querySelectorAll("[data-when]")) {
    element.hidden = !element.dataset.when.split(" ").every((fact) => known.has(fact));
  }
  const texts = found ? { "activity-title": titleOf(found, language), ...slots } : slots;
  for (const element of part.querySelectorAll("[data-slot]")) {
    const text = texts[element.dataset.slot];
    if (element.dataset.slot === "pictogram" && found) {
      element.setAttribute("href", `#i-${found.pictogram}`);
    } else if (text !== undefined) {
      element.textContent = text;
    }
  }
  for (const group of part.querySelectorAll("[data-counted]")) {
    sayCount(group, Number(slots[group.dataset.counted]));
  }
  markOpen(part);
}

/* Of the ways in which a language counts, the one for this number. */
function sayCount(group, count) {
  const way = new Intl.PluralRules([document.documentElement.lang, "nl"]).select(count);
  showOnly(group, "way", way);
}

/** Of what is there in several ways, show the one whose data-`name` is this. */
export function showOnly(part, name, value) {
  for (const one of part.querySelectorAll(`[data-${name}]`)) {
    one.hidden = one.dataset[name] !== value;
  }
}

/** Turn "open now" on and off by the clock; the pack may be hours old. */
export function markOpen(part = root) {
  for (const element of part.querySelectorAll("[data-open], [data-closed]")) {
    const found = occurrence(element.dataset.open ?? element.dataset.closed);
    if (found) {
      element.hidden = isOpen(found) !== "open" in element.dataset;
    }
  }
}

function fadeIn() {
  root.classList.remove("arriving");
  void root.offsetWidth;
  root.classList.add("arriving");
}

function greet() {
  const heading = root.querySelector("h1");
  scrollTo(0, 0);
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    announce(heading.textContent, root.querySelector(".ending p")?.textContent);
  }
}

/** Tell a screen reader, once and politely. */
export function announce(...texts) {
  announcement.textContent = texts.filter(Boolean).join(" ");
}
