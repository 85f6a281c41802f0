/* The host's corner: two seconds on the wordmark, a code, then how this tablet is doing. The code is
   checked here, with a slow hash that came with the pack, so it opens without a network too. */

import { ticks } from "./clock.js";
import { cornerLock } from "./pack.js";
import { readPass } from "./pass-text.js";
import { showOnly, shownScreen } from "./screens.js";
import { ownState, send } from "./sender.js";
import { begin, current, goTo, isLocked } from "./stage.js";
import { isNewest } from "./version.js";

/** The screen that asks the code, and the one behind it. */
export const DOOR = "hoek";
export const STAND = "hoekstand";

const HOLD_MS = 2_000;
const TRIES = 5;
const PAUSE_MS = 60_000;
const DIGITS = 6;
const MINUTE_MS = 60_000;
const CLOCK_OFF_MS = 2 * MINUTE_MS;
const UNKNOWN = "onbekend";
const CAMERA = { ok: "werkt", denied: "niet toegestaan", none: "geen" };
const STORAGE = {
  kept: "bewaart goed",
  refused: "niet zeker: de browser mag wissen",
  full: "vol",
  none: "bewaart niets",
};
const root = document.getElementById("screen");
let holding;
let typed = "";
let wrong = 0;
let closedUntil = -Infinity;
let checking = false;

/** Open the door after two seconds on the wordmark: a finger, or Enter or the space bar held. */
export function watchForHost() {
  const onMark = (event) => event.target.closest?.("[data-corner]");
  const start = (event) => {
    if (onMark(event) && holding === undefined && !isLocked()) {
      holding = setTimeout(open, HOLD_MS);
    }
  };
  const stop = () => {
    clearTimeout(holding);
    holding = undefined;
  };
  addEventListener("pointerdown", start);
  for (const kind of ["pointerup", "pointercancel", "blur"]) {
    addEventListener(kind, stop);
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      start(event);
    } else if (shownScreen() === DOOR && /^[0-9]$|^Backspace$/.test(event.key)) {
      type(event.key === "Backspace" ? "back" : event.key);
    }
  });
  addEventListener("keyup", stop);
}

function open() {
  holding = undefined;
  if (shownScreen() === "welkom" && cornerLock()) {
    begin();
    typed = "";
    goTo(DOOR);
  }
}

/** One digit of the code, or "back" for the last one away; after the sixth it is checked. */
export async function type(digit) {
  if (checking || ticks() < closedUntil) {
    return;
  }
  typed = digit === "back" ? typed.slice(0, -1) : (typed + digit).slice(0, DIGITS);
  say("");
  drawTyped();
  if (typed.length === DIGITS) {
    checking = true;
    const right = await opens(typed).catch(() => null);
    checking = false;
    typed = "";
    if (shownScreen() === DOOR) {
      answer(right);
    }
  }
}

function answer(right) {
  drawTyped();
  if (right) {
    wrong = 0;
    goTo(STAND);
    drawState();
  } else if (right === null) {
    say("insecure");
  } else {
    wrong += 1;
    if (wrong % TRIES === 0) {
      closedUntil = ticks() + PAUSE_MS;
    }
    say(wrong % TRIES === 0 ? "closed" : "wrong");
  }
}

async function opens(code) {
  const { salt, iterations, hash } = cornerLock();
  const words = new TextEncoder().encode(code);
  const key = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveBits"]);
  const slow = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations };
  const made = new Uint8Array(await crypto.subtle.deriveBits(slow, key, 256));
  return made.every((byte, index) => byte === bytes(hash)[index]);
}

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => Number.parseInt(two, 16));

function drawTyped() {
  root.querySelector("[data-typed]")?.replaceChildren("●".repeat(typed.length));
  for (const dot of root.querySelectorAll("[data-dot]")) {
    dot.classList.toggle("filled", Number(dot.dataset.dot) <= typed.length);
  }
}

/* Shows one of the sentences that the screen has ready. */
const say = (which) => showOnly(root, "said", which);

/** "Nu verzenden": send what waits, then show what is left. */
export async function sendNow() {
  say("sending");
  await send();
  await drawState();
  say("sent");
}

/** A pass before the camera, to try only: nothing of it is kept or sent. */
export function tryPass(text) {
  say(readPass(text) ? "readable" : "unreadable");
}

async function drawState() {
  const visitor = current();
  const state = await ownState();
  if (shownScreen() !== STAND || current() !== visitor) {
    return;
  }
  const texts = {
    waiting: String(state.waiting ?? "?"),
    oldest: state.waiting ? minutes(state.oldest_ms ?? 0) : "–",
    sent: state.sent ? wall(state.sent) : "nog niet",
    clock: clockWords(state.offset_ms),
    build: isNewest() ? "nieuwste" : "ouder, vernieuwt vanzelf",
    storage: STORAGE[state.storage],
    offline: { true: "start", false: "start niet" }[state.offline] ?? UNKNOWN,
    camera: CAMERA[state.camera] ?? UNKNOWN,
    battery: state.battery === undefined ? UNKNOWN : `${Math.round(state.battery * 100)}%`,
  };
  for (const slot of root.querySelectorAll("[data-own]")) {
    slot.textContent = texts[slot.dataset.own];
  }
}

function minutes(milliseconds) {
  const count = Math.round(milliseconds / MINUTE_MS);
  return count === 1 ? "1 minuut" : `${count} minuten`;
}

function wall(time) {
  const shown = new Date(time).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  return shown.replace(":", ".");
}

function clockWords(offset) {
  if (offset === null || offset === undefined) {
    return "onbekend";
  }
  return Math.abs(offset) < CLOCK_OFF_MS ? "loopt goed" : `${minutes(Math.abs(offset))} mis`;
}
