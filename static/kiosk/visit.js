/* One visitor's way through the screens: welcome, who, mood, question, thanks. Every step keeps its
   event first and shows the next screen after that. A question that is asked is kept as skipped until
   it is answered, so that it counts once however the visit ends. */

import { lookAnew } from "./camera.js";
import { sleep, ticks } from "./clock.js";
import * as make from "./events.js";
import { keep, summary } from "./outbox.js";
import {
  dealt,
  directionOf,
  likelyOccurrence,
  occurrence,
  patience,
  screenHtml,
  unshown,
} from "./pack.js";
import { hold, reachesServer, send, sendAtOnce } from "./sender.js";
import { shownFor } from "./screens.js";
import { begin, beginWithThanks, current, goBack, goTo, lock, present } from "./stage.js";
import { unwritten } from "./visitor.js";

const READING_MS = 700;
const REPEAT_MS = 3_000;
const SOON_MS = 50;
const UNDO_MS = 115_000; // the server takes nothing back after two minutes
const answeredAt = new Map();

/* Keep events, or send them at once; where neither works the screen says so. Gives their key in the
   outbox, true where they were sent, false where neither worked. */
async function write(events, options) {
  const done = await written(events, options);
  if (!done) {
    goTo("gastvrouw");
    return false;
  }
  current().wrote = true;
  send();
  return done;
}

/* What takes the place of a kept answer is not sent beside it: one of the two counts. */
const written = (events, options) =>
  keep(events, options).catch(() => !options?.instead && sendAtOnce(events));

/* The language is counted once a visit, as it was at the end of it. */
async function tellLanguage() {
  const visitor = current();
  if (visitor.wrote && !visitor.told) {
    visitor.told = true;
    await written([make.language(visitor.language)]);
    send();
  }
}

/** Check the visitor in, by a tapped card or a pass; false where that did not work. */
export async function arrive(tapped, pass) {
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
    ask("stemming") || askSecond();
  }
}

const askSecond = () => (current().question && ask(`vraag:${current().question}`)) || thank();

/* Show a question, and keep it as skipped. What could not be kept was sent at once, and nothing takes
   that back: who goes back after it is not asked it again. */
function ask(key) {
  const { answers } = current();
  if (answers.get(key) === true || !goTo(key)) {
    return false;
  }
  current().wrote = true;
  if (!answers.has(key)) {
    const event = skipped(key);
    hold(event.id);
    answers.set(key, keep([event]).catch(() => null));
  }
  return true;
}

function skipped(key) {
  const [, variant] = screenHtml(key, current().language).match(/data-variant="(\w+)"/);
  return make.answer(key.replace("vraag:", ""), variant, "skip", false);
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
  askSecond();
}

/** An answer, or "Overslaan"; it takes the place of what was kept when its question was asked. */
export async function answer({ question, variant, value }) {
  const { at, answers, answered } = current();
  const again = ticks() - (answeredAt.get(question) ?? -Infinity) < REPEAT_MS && !answered.has(at);
  const event = make.answer(question, variant, value, again || shownFor() < READING_MS);
  hold(event.id);
  const done = await write([event], { instead: await answers.get(at) });
  if (!done) {
    return;
  }
  answeredAt.set(question, ticks());
  answers.set(at, done);
  answered.add(at);
  at === "stemming" ? askSecond() : thank();
}

/** Say thanks, with the network or without it. */
export async function thank() {
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
  } else if ((await keepSkips()) && (await write([make.undo(visitor.checkIn)]))) {
    lookAnew();
    begin(visitor);
  }
}

/** "Terug" everywhere else: one screen back, without an event. */
export async function back(shown) {
  const visitor = current();
  if (shown !== visitor.at) {
    goBack();
  } else if (!visitor.leaving) {
    (shown !== "stemming" && ask("stemming")) || goTo("wie");
  } else if (lock() && (await keepSkips())) {
    begin(visitor);
  }
}

/** Another language for the same screen; where its file is not there yet, as soon as it is. */
export function speak(language) {
  current().language = language;
  goBack();
}

/** Keep what was chosen; false where that did not work. */
export async function close() {
  const safe = (await keepSkips()) && (await keepChoices());
  await tellLanguage();
  return safe;
}

/* Send the skips that could not be kept when their questions were asked. */
async function keepSkips() {
  const { answers } = current();
  for (const [key, kept] of answers) {
    const done = (await kept) || (await write([skipped(key)]));
    answers.set(key, done);
    if (!done) {
      return false;
    }
  }
  return true;
}

/** Nobody touches any more: the visit ends here. */
export async function expire() {
  while (!lock()) {
    await sleep(SOON_MS);
  }
  await close();
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
