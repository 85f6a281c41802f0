/* The kiosk's entry: it listens before anything is awaited, so that the first touch is never lost.
   htmx asks for every control that writes an event; this script takes it over. */

import { offerVoice, readAloud, watchVoices } from "./aloud.js";
import { watchArrows } from "./arrows.js";
import { openCamera, reopen } from "./camera.js";
import { sleep } from "./clock.js";
import * as corner from "./corner.js";
import { hasTurned } from "./doorway.js";
import { watchIdle } from "./idle.js";
import { chooseLetters, drawLetters, wear } from "./letters.js";
import { askToLast } from "./outbox.js";
import { firstPack, refresh, screenHtml, unshown } from "./pack.js";
import { rest } from "./panel.js";
import { scan } from "./scan.js";
import { watchScanner } from "./scanner.js";
import { isInOtherLanguage, markOpen, shownScreen } from "./screens.js";
import { reportCamera, send, startSending } from "./sender.js";
import {
  begin,
  current,
  goOn,
  hold,
  isLocked,
  isQuiet,
  isUnlinked,
  lock,
  present,
  relink,
  stayLonger,
  unlink,
} from "./stage.js";
import { moveOn, startVersion } from "./version.js";
import * as visit from "./visit.js";
import { watchSleep } from "./wake.js";
import { choose, draw } from "./who.js";

const REFRESH_MS = 60_000;
const CLOCK_MS = 20_000;
const CAMERA_MS = 3_000;
const root = document.getElementById("screen");
const served = root.innerHTML;
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
  telefoon: () => present("telefoon"),
  letters: () => present("letters"),
  done: () => lock() && visit.finish(),
  start: () => begin(),
  leaving: () => lock() && visit.leave(),
  stay: () => undefined,
  link: () => location.assign("/kiosk/koppelen"),
  sendNow: () => corner.sendNow(),
  reload: () => location.reload(),
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
  const control = target.closest("[data-go], [data-language], [data-read-aloud], [aria-pressed], .count, [data-digit]");
  if (!control || isLocked()) {
    return;
  }
  const { go, language, readAloud: aloud, digit } = control.dataset;
  if (digit) {
    corner.type(digit);
  } else if (go) {
    moves[go]();
  } else if (language) {
    visit.speak(language);
  } else if (aloud !== undefined) {
    readAloud(control.closest("#screen, #overlay"));
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

/* "Back" of the browser leads to the welcome screen, and never away from it. */
const guard = () => history.pushState(null, "", location.pathname);
history.replaceState(null, "", location.pathname);
guard();
addEventListener("popstate", () => {
  visit.expire();
  guard();
});

corner.watchForHost();
watchIdle({ html: () => screenHtml("nogdaar", current().language, current().activity), end: visit.expire });
watchVoices(root, hold);
watchArrows();
startSending({ url: settings.events, buildName: settings.build, unlinked: unlink });
askToLast();

/* Only where nobody is busy: a newer pack, or a newer version of the page. */
async function renew() {
  if ((isQuiet() || isUnlinked()) && (await refresh().catch(() => false)) && isQuiet()) {
    present("welkom");
  }
  moveOn();
}

/* "Open now" by the clock; another screen where an activity ended, the centre opened or closed, or a
   file of the pack came in: another day's, or that of the visitor's language. */
function keepUp() {
  const isWelcome = shownScreen() === "welkom";
  if ((isWelcome && hasTurned()) || isInOtherLanguage(current().language)) {
    goOn();
  } else if (isWelcome) {
    markOpen();
  }
}

const usable = firstPack({
  url: settings.pack,
  buildName: settings.build,
  unlinked: unlink,
  linked: relink,
  more: keepUp,
});
startVersion({ buildName: settings.build, isQuiet, usable });
usable.then(() => {
  if (isQuiet() && (unshown(screenHtml("welkom", current().language)).innerHTML !== served || hasTurned())) {
    present("welkom");
  }
  offerVoice(root);
  send().then(keepUp); // that told the time
  setInterval(keepUp, CLOCK_MS);
});
setInterval(renew, REFRESH_MS);
addEventListener("online", renew);

/* A pass is looked for on every screen of a linked tablet, and tried in the host's corner. */
const readable = () => shownScreen() !== corner.DOOR && !isUnlinked();
const held = (text) => readable() && (shownScreen() === corner.STAND ? corner.tryPass : scan)(text);
watchScanner({ listens: () => shownScreen() !== corner.DOOR, onText: held });

/* After the screens, which are of use without it. */
const readsPasses = {
  scanner: settings.scanner,
  engine: settings.scannerEngine,
  looking: () => readable() && !isLocked(),
  onText: held,
  onState: (state) => {
    reportCamera(state);
    rest(state === "ok" ? "looking" : "none");
  },
};
Promise.race([usable, sleep(CAMERA_MS)]).then(() => openCamera(readsPasses));

/* Whoever stood there before a sleep is gone; the day may have gone on too. */
watchSleep(async (slept) => {
  if (slept && !isQuiet()) {
    await visit.expire();
  }
  send();
  reopen();
  renew();
});
