/* A pass held up at the desk: read by camera or scanner, and looked up as if it had been typed. */

import { openCamera } from "../kiosk/camera.js";
import { readPass } from "../kiosk/pass-text.js";
import { watchScanner } from "../kiosk/scanner.js";

const form = document.getElementById("pass-desk");
const eye = form.querySelector("[data-eye]");
let sent = false;

function take(text) {
  const pass = readPass(text.split("#").at(-1));
  form.elements.card.value = pass ?? text;
  if (pass && !sent) {
    sent = true;
    form.submit();
  }
}

watchScanner({ listens: () => !sent, onText: take });
openCamera({
  scanner: form.dataset.scanner,
  engine: form.dataset.scannerEngine,
  looking: () => !sent,
  onText: take,
  onState: (state) => {
    eye.hidden = false;
    eye.textContent = state === "ok" ? eye.dataset.ok : eye.dataset.none;
  },
});
