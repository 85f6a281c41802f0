/* "Lees voor": the question, then each answer, each marked while it is said. A recorded clip says
   it, else a voice that lives on the tablet; where neither can, the button is not there. */

import { clipOf } from "./pack.js";

const NEEDED = ":is(h1, .choice)[data-say]";
const STOPS = new Set(["Enter", " ", "Escape"]);
const PATIENCE_MS = 10_000;
const PATIENCE_PER_LETTER_MS = 250;
const speech = window.speechSynthesis;
let turn = 0; // whoever speaks stops when this is another number
let speaking = false;
let stopped = false; // the touch that is going on has stopped it
let clip = null;
let changed = () => undefined;

/** Voices may arrive after the page. `busy(speaking)` hears when reading begins and ends. */
export function watchVoices(part, busy) {
  changed = busy;
  speech?.addEventListener?.("voiceschanged", () => offerVoice(part));
  addEventListener("pointerdown", stopAtTouch, { capture: true, passive: true });
  addEventListener("keydown", (event) => STOPS.has(event.key) && stopAtTouch(event), true);
}

function stopAtTouch({ target }) {
  stopped = speaking && target.closest?.("[data-read-aloud]") !== null;
  hush();
}

/** Show the button of a screen whose question and answers can all be said. */
export function offerVoice(part) {
  const needed = sayable(part).filter((element) => element.matches(NEEDED));
  const can = needed.length > 0 && needed.every((one) => recorded(one) || localVoice());
  for (const button of part.querySelectorAll("[data-read-aloud]")) {
    button.hidden = !can;
  }
}

/** Be silent. */
export function hush() {
  turn += 1;
  speech?.cancel();
  clip?.pause();
  clip = null;
  for (const element of document.querySelectorAll(".spoken")) {
    element.classList.remove("spoken");
  }
  if (speaking) {
    speaking = false;
    changed(false);
  }
}

/** Read everything that can be said on a screen; the touch that stopped it does not begin it anew. */
export async function readAloud(part) {
  if (stopped) {
    stopped = false;
    return;
  }
  hush();
  const mine = turn;
  speaking = true;
  changed(true);
  for (const element of sayable(part)) {
    element.classList.add("spoken");
    element.scrollIntoView({ block: "nearest" });
    await say(element, mine);
    if (turn !== mine) {
      return;
    }
    element.classList.remove("spoken");
  }
  hush();
}

const language = () => document.documentElement.lang;
const tidy = (text) => text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
const recorded = (element) => clipOf(language(), tidy(element.dataset.say || element.textContent));

function sayable(part) {
  return [...part.querySelectorAll("[data-say]")].filter((element) => element.checkVisibility());
}

function localVoice() {
  const voices = speech?.getVoices() ?? [];
  return voices.find((one) => one.localService && one.lang.split(/[-_]/)[0] === language());
}

async function say(element, mine) {
  const address = recorded(element);
  const voice = localVoice();
  const text = tidy(element.innerText);
  if (address && ((await play(address, text)) || turn !== mine)) {
    return;
  }
  if (voice) {
    await speak(text, voice);
  }
}

/* What never says that it is done is not waited for: the screen would stay for ever. */
const inTime = (end, text) => setTimeout(end, PATIENCE_MS + PATIENCE_PER_LETTER_MS * text.length);

/* True where the clip was heard to its end. */
function play(address, text) {
  return new Promise((done) => {
    const sound = new Audio(address);
    const end = () => {
      done(sound.ended);
      sound.pause();
    };
    clip = sound;
    for (const kind of ["ended", "error", "pause", "stalled"]) {
      sound.addEventListener(kind, end);
    }
    inTime(end, text);
    sound.play().catch(end);
  });
}

function speak(text, voice) {
  return new Promise((done) => {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    words.onend = done;
    words.onerror = done;
    inTime(done, text);
    speech.speak(words);
  });
}
