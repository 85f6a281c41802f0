/* One visitor's way through the screens: welcome, who, mood, question, thanks. Every step keeps its
   event first and shows the next screen after that. */

import { lookAnew } from "./camera.js";
import { ticks } from "./clock.js";
import * as make from "./events.js";
import { keep, summary } from "./outbox.js";
import {
  dealt,
  directionOf,
  likelyOccurrence,
  occurrence,
  patience,
  patienceFor,
  screenHtml,
  unshown,
} from "./pack.js";
import { drawFound, drawUnknown } from "./panel.js";
import { readPass } from "./pass-text.js";
import { hold, reachesServer, send, sendAtOnce } from "./sender.js";
import { shownFor } from "./screens.js";
import { playFound } from "./sound.js";
import { begin, beginWithThanks, current, goBack, goTo, lock, present, view } from "./stage.js";
import { unwritten } from "./visitor.js";

const FOUND_MS = 1_000;
const READING_MS = 700;
const REPEAT_MS = 3_000;
const WALKED_ON_MS = 10_000;
const UNDO_MS = 115_000; // the server takes nothing back after two minutes
const IN_A_VISIT = new Set(["wie", "stemming"]);
const OVER = new Set(["dank", "bewaard"]);
const answeredAt = new Map();

/* Keep events, or send them at once; where neither works the screen says so. */
async function write(events, options) {
  if (!(await written(events, options))) {
    goTo("gastvrouw");
    return false;
  }
  current().wrote = true;
  send();
  return true;
}

const written = (events, options) =>
  keep(events, options).then(
    () => true,
    () => sendAtOnce(events),
  );

/* The language is counted once a visit, as it was at the end of it. */
async function tellLanguage() {
  const visitor = current();
  if (visitor.wrote && !visitor.told) {
    visitor.told = true;
    await written([make.language(visitor.language)]);
    send();
  }
}

async function arrive(tapped, pass) {
  const visitor = current();
  visitor.since = ticks();
  const event = make.checkIn(tapped, pass);
  if (!(await write([event]))) {
    return false;
  }
  visitor.checkIn = event.id;
  await patience();
  visitor.activity = tapped ?? likelyOccurrence();
  visitor.scanned = pass;
  return true;
}

/** A card: a check-in without a pass, or after a scan the choice of another activity. */
export async function tapCard(id) {
  if (current().checkIn) {
    await chooseActivity(id);
  } else if (await arrive(id || null, null)) {
    goTo("wie") || thank();
  }
}

async function chooseActivity(id) {
  const visitor = current();
  visitor.picked = id;
  const anonymous = occurrence(id)?.sensitive ? visitor.checkIn : null;
  if (!(await writeDetails({ anonymous }))) {
    return;
  }
  visitor.activity = id;
  visitor.question = undefined;
  goTo("wie");
}

/**
 * May a visit begin with a pass on this screen? Where the last one is over, or where who came with a
 * pass is followed by another, or who tapped has walked on.
 */
export function awaitsPass(shown) {
  const { at, scanned } = current();
  const isOn = shown === at && (IN_A_VISIT.has(at) || at.startsWith("vraag:"));
  return shown === "welkom" || OVER.has(shown) || (isOn && (scanned || shownFor() > WALKED_ON_MS));
}

/** A code that was read where a visit may begin. */
export async function scan(text) {
  const pass = readPass(text);
  const { at, scanned } = current();
  if (!pass && at === "welkom") {
    drawUnknown();
  } else if (pass && pass !== scanned && lock() && (await makeRoom()) && (await arrive(null, pass))) {
    playFound().catch(() => undefined);
    drawFound(view());
    setTimeout(() => goTo("wie") || thank(), FOUND_MS);
  }
}

/* A visit that is still on the screen ends, for the next in the queue; false where it can't. */
async function makeRoom() {
  if (current().at === "welkom") {
    return true;
  }
  if (!(await close())) {
    return false;
  }
  begin();
  return lock();
}

async function writeDetails(options) {
  const visitor = current();
  const chosen = unwritten(visitor);
  if (!chosen) {
    return true;
  }
  const safe = await write([make.detail(visitor.checkIn, chosen)], options);
  if (safe) {
    visitor.written = chosen;
  }
  return safe;
}

/** "Verder": keep what was chosen, then the mood. */
export async function afterWho() {
  const visitor = current();
  if (await writeDetails()) {
    if (visitor.question === undefined) {
      visitor.question = await nextQuestion(visitor.activity);
    }
    goTo("stemming") || thank();
  }
}

async function nextQuestion(activity) {
  const found = activity ? occurrence(activity) : null;
  const key = found?.sensitive || found?.children ? null : await dealt(activity ?? "");
  return key && screenHtml(`vraag:${key}`, current().language) ? key : null;
}

/** "Klaar? Hoe was het?": one question on leaving, no check-in. */
export async function leave() {
  const visitor = current();
  await patience();
  visitor.leaving = true;
  visitor.question = await dealt("weg");
  (visitor.question && goTo(`vraag:${visitor.question}`)) || thank();
}

/** An answer, or "Overslaan". */
export async function answer({ question, variant, value }) {
  const visitor = current();
  const before = visitor.answers.get(question) ?? null;
  const repeated = !before && ticks() - (answeredAt.get(question) ?? -Infinity) < REPEAT_MS;
  const event = make.answer(question, variant, value, repeated || shownFor() < READING_MS);
  hold(event.id);
  if (!(await write([event], { instead: before }))) {
    return;
  }
  answeredAt.set(question, ticks());
  visitor.answers.set(question, event.id);
  const next = question === "stemming" && visitor.question;
  (next && goTo(`vraag:${next}`)) || thank();
}

async function thank() {
  await tellLanguage();
  const heap = reachesServer() ? null : await summary().catch(() => null);
  const kept = heap?.visits > 0 || !screenHtml("dank", current().language);
  goTo(kept ? "bewaard" : "dank", { waiting: String(heap?.visits ?? 1) });
}

/** "Terug" on the screen "wie": the check-in is taken back; where it is too late for that it stands,
    and the visitor may still go to something else. */
export async function takeBack() {
  const visitor = current();
  if (visitor.checkIn && ticks() - visitor.since > UNDO_MS) {
    present("meer") || goBack();
  } else if (!visitor.checkIn || (await write([make.undo(visitor.checkIn)]))) {
    lookAnew();
    begin(visitor);
  }
}

/** "Terug" everywhere else: one screen back, without an event. */
export function back(shown) {
  const visitor = current();
  if (shown !== visitor.at) {
    goBack();
  } else if (shown.startsWith("vraag:") && !visitor.leaving) {
    goTo("stemming");
  } else if (shown === "stemming") {
    goTo("wie");
  } else {
    begin(visitor);
  }
}

/** Another language for the same screen. */
export async function speak(language) {
  const visitor = current();
  visitor.language = language;
  await patienceFor(language);
  if (visitor === current() && visitor.language === language) {
    goBack();
  }
}

/* Keep what was chosen and count the open question as skipped; false where that did not work. */
async function close() {
  const safe = await keepOpenEnds();
  await tellLanguage();
  return safe;
}

async function keepOpenEnds() {
  const visitor = current();
  const question = visitor.at.replace(/^vraag:/, "");
  const open = visitor.at === "stemming" || visitor.at.startsWith("vraag:");
  if (open && !visitor.answers.has(question)) {
    const [, variant] = screenHtml(visitor.at, visitor.language).match(/data-variant="(\w+)"/);
    return write([make.answer(question, variant, "skip", false)]);
  }
  return keepChoices();
}

/** Nobody touches any more: the visit ends here. */
export async function expire() {
  if (lock()) {
    await close();
  }
  begin();
}

/** "Klaar": the visit ends here, by whoever is in front of the tablet. */
export async function finish() {
  const { activity, checkIn, answers, language } = current();
  if (!(await close())) {
    return;
  }
  const thanks = unshown(screenHtml("dank", language, activity));
  const words = thanks.content.querySelector("h1")?.textContent;
  if (words && (checkIn || answers.size > 0)) {
    beginWithThanks({ words, language, direction: directionOf(language) });
  } else {
    begin();
  }
}

/** The page goes away, or the visitor did: what was chosen on "wie" is kept. */
export async function keepChoices() {
  return current().at !== "wie" || writeDetails();
}
