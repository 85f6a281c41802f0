/* The kiosk's entry: it listens before anything is awaited, so that the first touch is never lost.
   htmx asks for every control that writes an event; this script takes it over. */

import { offerVoice, readAloud, watchVoices } from "./aloud.js";
import { watchArrows } from "./arrows.js";
import { openCamera } from "./camera.js";
import { watchIdle } from "./idle.js";
import { chooseLetters, drawLetters, wear } from "./letters.js";
import { firstPack, packBuild, refresh, screenHtml } from "./pack.js";
import { rest } from "./panel.js";
import { markOpen, shownScreen } from "./screens.js";
import { reportCamera, startSending } from "./sender.js";
import { begin, current, hold, isLocked, lock, present, stayLonger, unlink } from "./stage.js";
import * as visit from "./visit.js";
import { isNew } from "./visitor.js";
import { choose, draw } from "./who.js";

const REFRESH_MS = 60_000;
const CLOCK_MS = 20_000;
const root = document.getElementById("screen");
const settings = document.body.dataset;

const writes = {
  check_in: (control) => visit.tapCard(control.dataset.occurrence),
  answer: (control) => visit.answer(control.dataset),
  detail: () => visit.afterWho(),
  undo: () => visit.takeBack(),
};

const moves = {
  back: () => visit.back(shownScreen()),
  meer: () => present("meer"),
  talen: () => present("talen"),
  letters: () => present("letters"),
  done: () => lock() && visit.finish(),
  start: () => begin(),
  leaving: () => lock() && visit.leave(),
  stay: () => undefined,
  link: () => location.assign("/kiosk/koppelen"),
};

document.addEventListener("htmx:confirm", (event) => {
  const control = event.target.closest("[data-event]");
  if (control) {
    event.preventDefault();
    if (lock()) {
      writes[control.dataset.event](control);
    }
  }
});

document.addEventListener("click", ({ target }) => {
  const control = target.closest("[data-go], [data-language], [data-read-aloud], [aria-pressed], .count");
  if (!control || isLocked()) {
    return;
  }
  const { go, language, readAloud: aloud } = control.dataset;
  if (go) {
    moves[go]();
  } else if (language) {
    visit.speak(language);
  } else if (aloud !== undefined) {
    readAloud(root);
  } else if (chooseLetters(control, current())) {
    wear(current());
    drawLetters(root, current());
  } else if (choose(control, current())) {
    draw(root, current());
  }
});

for (const kind of ["pointerdown", "keydown"]) {
  addEventListener(kind, stayLonger, { capture: true, passive: true });
}
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pagehide", () => visit.keepChoices());
addEventListener("pageshow", (event) => event.persisted && begin());
history.replaceState(null, "", location.pathname);

watchIdle({ html: () => screenHtml("nogdaar", current().language), end: visit.expire });
watchVoices(root, hold);
watchArrows();
startSending({ url: settings.events, buildName: settings.build, unlinked: unlink });
navigator.storage?.persist?.();

/* A keyboard or a switch stands on a control. */
const inUse = (element) => element.matches("#screen button");

/* Only where nobody is busy: a newer pack, or one reload for a newer build. */
async function renew() {
  const quiet = () =>
    isNew(current()) && !isLocked() && shownScreen() === "welkom" && !inUse(document.activeElement);
  if (!quiet() || !(await refresh().catch(() => false)) || !quiet()) {
    return;
  }
  const build = packBuild();
  if (build !== settings.build && sessionStorage.getItem("reloaded") !== build) {
    sessionStorage.setItem("reloaded", build);
    location.reload();
  } else {
    present("welkom");
  }
}

firstPack(settings.pack).then(() => {
  markOpen();
  offerVoice(root);
  setInterval(renew, REFRESH_MS);
  setInterval(() => shownScreen() === "welkom" && markOpen(), CLOCK_MS);
});

openCamera({
  scanner: settings.scanner,
  engine: settings.scannerEngine,
  looking: () => shownScreen() === "welkom" && !isLocked(),
  onText: visit.scan,
  onState: (state) => {
    reportCamera(state);
    rest(state === "ok" ? "looking" : "none");
  },
});
